import { hash } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** MSH-10 and visit numbers hold no more in versions 2.3 to 2.6. */
const LENGTH = 20;
const BITS_OF_A_LETTER = 5n;

/**
 * The 20 letters and digits that stand for one of our ids, always the same for the same id: 100 bits of
 * its SHA-256. Among ten million ids the chance that any two are alike is about 1 in 25 quadrillion.
 */
export function controlIdOf(id: string): string {
  let bits = BigInt(`0x${hash('sha256', id)}`);
  let text = '';
  while (text.length < LENGTH) {
    text += LETTERS.charAt(Number(bits & 31n));
    bits >>= BITS_OF_A_LETTER;
  }
  return text;
}
