import { randomUUID } from 'node:crypto';

/** What 12 bits can count. */
const MOST_IN_ONE_MS = 4096;
const WHERE_RANDOM_BEGINS = 18;

let at = 0;
let count = 0;
let beginning = '';

/**
 * A UUID of version 7: the time, a count, and then random bits that make it unlike any other. Each is
 * greater than the one before it, so rows made one after another lie beside each other in every index
 * and a commit of many check-ins writes a few pages of each, and those who came in the same
 * millisecond are served in the order they came. Nothing that must stay secret is made of it.
 */
export function newId(): string {
  const now = Date.now();
  count += 1;
  if (now > at) startAt(now);
  else if (count === MOST_IN_ONE_MS) startAt(at + 1);
  const counted = count.toString(16).padStart(3, '0');
  return `${beginning}${counted}${randomUUID().slice(WHERE_RANDOM_BEGINS)}`;
}

function startAt(ms: number): void {
  at = ms;
  count = 0;
  const hex = ms.toString(16).padStart(12, '0');
  beginning = `${hex.slice(0, 8)}-${hex.slice(8)}-7`;
}
