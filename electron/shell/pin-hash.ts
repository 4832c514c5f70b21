import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLEL = 1;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
// 128 bytes times cost times block size is the memory one try takes: at most 128 MiB.
const LARGEST_COST_TIMES_BLOCK = 2 ** 20;
const MOST_PARALLEL = 4;

const FORMAT =
  /^scrypt\$(?<cost>\d{1,7})\$(?<blockSize>\d{1,2})\$(?<parallel>\d)\$(?<salt>[\w-]{22})\$(?<key>[\w-]{43})$/;

/** What a PIN consists of. */
export const PIN_RULE = /^\d{6,12}$/;

type PinHash = {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallel: number;
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
};

/**
 * The hash of a new PIN, as `kiosk.json` holds it: `scrypt$32768$8$1$<salt>$<key>`, both base64url.
 * Throws a plain sentence when the PIN is too short, too long or too easy.
 */
export async function hashPin(pin: string): Promise<string> {
  if (!PIN_RULE.test(pin)) throw new Error('A PIN has 6 to 12 digits and nothing else.');
  if (isEasy(pin)) {
    throw new Error('A PIN must not be one digit repeated, or a row such as 123456 or 654321.');
  }
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(pin, { cost: COST, blockSize: BLOCK_SIZE, parallel: PARALLEL, salt });
  const texts = [salt, key].map((bytes) => bytes.toString('base64url'));
  return ['scrypt', COST, BLOCK_SIZE, PARALLEL, ...texts].join('$');
}

/** Whether a PIN is the one that was hashed. Never with a hash that is malformed. */
export async function isRightPin(pin: string, hash: string): Promise<boolean> {
  const known = parseHash(hash);
  if (known === null || !PIN_RULE.test(pin)) return false;
  return timingSafeEqual(await derive(pin, known), known.key);
}

/** Whether a text is a hash that a PIN can be compared with, within a kiosk's memory. */
export function isPinHash(text: string): boolean {
  return parseHash(text) !== null;
}

function parseHash(text: string): PinHash | null {
  const { cost, blockSize, parallel, salt, key } = FORMAT.exec(text)?.groups ?? {};
  if (salt === undefined || key === undefined) return null;
  const numbers = {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallel: Number(parallel),
  };
  if (!isAffordable(numbers)) return null;
  return {
    ...numbers,
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

function isAffordable({
  cost,
  blockSize,
  parallel,
}: Pick<PinHash, 'cost' | 'blockSize' | 'parallel'>): boolean {
  const isPowerOfTwo = cost > 1 && Number.isInteger(Math.log2(cost));
  const isSmall = cost * blockSize <= LARGEST_COST_TIMES_BLOCK && parallel <= MOST_PARALLEL;
  return isPowerOfTwo && blockSize >= 1 && parallel >= 1 && isSmall;
}

function derive(pin: string, how: Omit<PinHash, 'key'>): Promise<Buffer> {
  const { cost, blockSize, parallel, salt } = how;
  // Node refuses what takes more than 32 MiB unless it is told; twice the need leaves room for the rest.
  const maxmem = 256 * cost * blockSize * parallel;
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, { N: cost, r: blockSize, p: parallel, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function isEasy(pin: string): boolean {
  const digits = pin.split('').map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return [0, 1, 9].some((step) => steps.every((one) => one === step));
}
