import type { TicketsTaken } from './tickets-taken.ts';
import { type EpochMs, HOUR_MS } from './time.ts';

/** Letters that are not misheard for each other, and digits that cannot be read as letters (UX 3). */
export const TICKET_LETTERS = 'KLMRWXYCFH';
export const TICKET_DIGITS = '23456789';

const DRAWS_BEFORE_SEARCH = 24;
const REUSE_AFTER_MS = 4 * HOUR_MS;

export type TicketDraw = {
  readonly taken: Pick<TicketsTaken, 'lastTakenAt' | 'areAllTakenSince'>;
  readonly dayStartAt: EpochMs;
  readonly now: EpochMs;
  /** A uniform whole number in [0, below), from an unpredictable source. */
  readonly random: (below: number) => number;
};

/**
 * Draws a ticket: one letter and two digits, 640 codes, none a key to anything. A code comes back on
 * the same day only when all are used up, and never within 4 hours; past that the codes get one digit
 * longer, so nobody is turned away for want of a number.
 */
export function drawTicket(draw: TicketDraw): string {
  const reusableBeforeAt = draw.now - REUSE_AFTER_MS;
  for (let digits = 2; ; digits += 1) {
    const code =
      // Both limits: just after midnight the codes of late last evening are still in people's hands.
      drawUnused(digits, draw, Math.min(draw.dayStartAt, reusableBeforeAt)) ??
      drawUnused(digits, draw, reusableBeforeAt);
    if (code !== null) return code;
  }
}

/** A code of this length that was not given out at or after `sinceAt`, or null when there is none. */
function drawUnused(digits: number, draw: TicketDraw, sinceAt: EpochMs): string | null {
  const size = TICKET_LETTERS.length * TICKET_DIGITS.length ** digits;
  // In a rush that has used them all up, looking for a free one each time would cost more than the rest.
  if (draw.taken.areAllTakenSince(1 + digits, size, sinceAt)) return null;
  const isFree = (code: string): boolean => (draw.taken.lastTakenAt(code) ?? -Infinity) < sinceAt;
  for (let attempt = 0; attempt < DRAWS_BEFORE_SEARCH; attempt += 1) {
    const code = ticketAt(draw.random(size), digits);
    if (isFree(code)) return code;
  }
  // Nearly full: walk all codes once from a random start, so the draw ends and stays unpredictable.
  const start = draw.random(size);
  for (let step = 0; step < size; step += 1) {
    const code = ticketAt((start + step) % size, digits);
    if (isFree(code)) return code;
  }
  return null;
}

/** The code at a place in the list of all codes with so many digits. */
export function ticketAt(index: number, digits: number): string {
  let rest = index;
  let tail = '';
  for (let place = 0; place < digits; place += 1) {
    tail = TICKET_DIGITS.charAt(rest % TICKET_DIGITS.length) + tail;
    rest = Math.floor(rest / TICKET_DIGITS.length);
  }
  return TICKET_LETTERS.charAt(rest) + tail;
}
