import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOON, noonPlus } from '../../tests/support/queue-builders.ts';
import { TicketsTaken } from './tickets-taken.ts';
import { drawTicket, TICKET_DIGITS, TICKET_LETTERS, ticketAt } from './ticket.ts';

const DAY_START = noonPlus(-12 * 60);
const CODES = 640;

/** A repeatable stand-in for the unpredictable source (a linear congruential generator). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function draw(takenAt: ReadonlyMap<string, number>, now: number, random = randomFrom(1)): string {
  const taken = new TicketsTaken();
  for (const [code, at] of [...takenAt].toSorted((a, b) => a[1] - b[1])) taken.take(code, at);
  return drawTicket({
    taken,
    dayStartAt: DAY_START,
    now,
    random,
  });
}

function allTaken(at: number): Map<string, number> {
  return new Map(Array.from({ length: CODES }, (_, index) => [ticketAt(index, 2), at]));
}

describe('the codes', () => {
  test('there are 640 of them, each once, a letter and two digits that cannot be misread', () => {
    const codes = new Set(allTaken(NOON).keys());
    expect(codes.size).toBe(640);
    for (const code of codes) expect(code).toMatch(/^[KLMRWXYCFH][2-9]{2}$/);
  });

  test('the first and the last are K22 and H99', () => {
    expect([ticketAt(0, 2), ticketAt(CODES - 1, 2)]).toEqual(['K22', 'H99']);
  });
});

describe('drawing', () => {
  test('whatever the source says, a ticket is a letter and two digits', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(draw(new Map(), NOON, randomFrom(seed))).toMatch(/^[KLMRWXYCFH][2-9]{2}$/);
      }),
    );
  });

  test('no code comes twice on a day before all 640 are used', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        const taken = new Map<string, number>();
        // Nearly 11 hours from first to last: the 4 hours alone would let codes come back.
        for (let index = 0; index < CODES; index += 1) {
          const now = DAY_START + index * 60_000;
          taken.set(draw(taken, now, random), now);
        }
        expect(taken.size).toBe(CODES);
      }),
      { numRuns: 10 },
    );
  });

  test('the last free code is found even when the source keeps saying the same', () => {
    const taken = allTaken(NOON);
    taken.delete('H99');
    expect(draw(taken, noonPlus(1), () => 0)).toBe('H99');
  });

  test('when all are used, one that was given out more than 4 hours ago comes back', () => {
    const taken = allTaken(noonPlus(-10));
    taken.set('W33', noonPlus(-241));
    expect(draw(taken, NOON)).toBe('W33');
  });

  test('a code does not come back within 4 hours: the codes get a digit longer', () => {
    const taken = allTaken(noonPlus(-240));
    expect(draw(taken, NOON)).toMatch(/^[KLMRWXYCFH][2-9]{3}$/);
    expect(draw(taken, NOON + 1)).toMatch(/^[KLMRWXYCFH][2-9]{2}$/);
  });

  test('just after midnight a code of late last evening does not come back', () => {
    const taken = allTaken(DAY_START - 60_000);
    expect(draw(taken, DAY_START + 60_000)).toMatch(/^[KLMRWXYCFH][2-9]{3}$/);
  });

  test('the codes of yesterday are free again in the morning', () => {
    const taken = allTaken(DAY_START - 60_000);
    expect(draw(taken, DAY_START + 9 * 3_600_000)).toMatch(/^[KLMRWXYCFH][2-9]{2}$/);
  });

  test('no letter and no digit is drawn much more often than another', () => {
    const random = randomFrom(2026);
    const counts = new Map<string, number>();
    for (let index = 0; index < 8_000; index += 1) {
      const [letter = '', tens = '', ones = ''] = draw(new Map(), NOON, random);
      for (const sign of [letter, `${tens}_`, `_${ones}`]) {
        counts.set(sign, (counts.get(sign) ?? 0) + 1);
      }
    }
    // 800 a letter and 1000 a digit are expected; 15 % is more than five standard deviations.
    for (const letter of TICKET_LETTERS) {
      expect(Math.abs((counts.get(letter) ?? 0) - 800)).toBeLessThan(120);
    }
    for (const digit of TICKET_DIGITS) {
      expect(Math.abs((counts.get(`${digit}_`) ?? 0) - 1_000)).toBeLessThan(150);
      expect(Math.abs((counts.get(`_${digit}`) ?? 0) - 1_000)).toBeLessThan(150);
    }
  });
});
