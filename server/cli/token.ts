import { randomBytes } from 'node:crypto';

const BYTES = 24;

/** A secret nobody can guess, of letters, digits, "-" and "_", as a device opens its page with. */
export function randomToken(): string {
  return randomBytes(BYTES).toString('base64url');
}
