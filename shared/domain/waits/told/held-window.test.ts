import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOON, noonPlus } from '../../../../tests/support/queue-builders.ts';
import { type HeldWindow, holdWindow, type PromisedWindow, shownOf } from './held-window.ts';
import type { WaitEstimate } from '../wait-estimate.ts';

/** Quantiles in even steps, from the 5 % one to the 95 % one. */
function estimate(lowest: number, highest: number): WaitEstimate {
  const step = (highest - lowest) / 18;
  const quantiles = Array.from({ length: 19 }, (_, index) => lowest + index * step);
  return { kind: 'known', quantiles, position: 0 };
}

function windowOf(from: number, to: number, issuedAfter = 0): PromisedWindow {
  const [fromAt, toAt, issuedAt] = [noonPlus(from), noonPlus(to), noonPlus(issuedAfter)];
  return { kind: 'window', fromAt, toAt, issuedAt, isShown: true, usualToAt: toAt };
}

const GOOD = { trust: 'good' } as const;
const WIDER = { trust: 'wider' } as const;
const NONE = { trust: 'none' } as const;

const NOBODY: WaitEstimate = { kind: 'unknown', reason: 'nobody-serving' };
const ON_HOLD: WaitEstimate = { kind: 'unknown', reason: 'held' };

describe('issuing', () => {
  test('the first window is q30 to q90, outward to 5 minutes, as clock times', () => {
    // 6 to 24 minutes: q30 is 11 and q90 is 23.
    expect(holdWindow(null, estimate(6, 24), NOON, GOOD)).toEqual({
      window: windowOf(10, 25),
      change: 'issued',
    });
  });

  test('quantiles that are whole steps stay as they are', () => {
    // 2.5 to 47.5 minutes: q30 is 15 and q90 is 45.
    expect(holdWindow(null, estimate(2.5, 47.5), NOON, GOOD).window).toEqual(windowOf(15, 45));
    expect(holdWindow(null, estimate(15, 15), NOON, GOOD).window).toEqual(windowOf(15, 20));
  });

  test('the next in turn is promised within 5 minutes', () => {
    expect(holdWindow(null, estimate(0, 0), NOON, GOOD).window).toEqual(windowOf(0, 5));
  });
});

describe('holding', () => {
  const held = windowOf(10, 25);

  test('the window is kept while it is true, and counts down by itself', () => {
    expect(holdWindow(held, estimate(1, 19), noonPlus(5), GOOD)).toEqual({
      window: held,
      change: 'kept',
    });
  });

  test('it slips at once when less than 80 % of what may happen is before its end', () => {
    // q80 of 6 to 28.7 minutes is 24.9; of 6 to 29 it is 25.2, which is past the end.
    expect(holdWindow(held, estimate(6, 28.7), NOON, GOOD).change).toBe('kept');
    expect(holdWindow(held, estimate(6, 29), NOON, GOOD)).toEqual({
      window: windowOf(10, 30),
      change: 'slipped',
    });
  });

  test('it slips when its time has passed', () => {
    expect(holdWindow(held, estimate(0, 0), noonPlus(25) + 1, GOOD)).toEqual({
      window: {
        kind: 'window',
        fromAt: noonPlus(25) + 1,
        toAt: noonPlus(30) + 1,
        issuedAt: noonPlus(25) + 1,
        isShown: true,
        usualToAt: noonPlus(30) + 1,
      },
      change: 'slipped',
    });
  });

  test('good news is told when 95 % would be called 10 minutes before its end', () => {
    const long = windowOf(5, 40);
    // 6 minutes on, the end is 34 minutes away: 24 is the limit for q95.
    expect(holdWindow(long, estimate(7, 23.9), noonPlus(6), GOOD).change).toBe('earlier');
    expect(holdWindow(long, estimate(7, 24.1), noonPlus(6), GOOD).change).toBe('kept');
  });

  test('good news waits until the window was held for 6 minutes', () => {
    const long = windowOf(5, 40);
    expect(holdWindow(long, estimate(7, 20), noonPlus(6) - 1, GOOD).change).toBe('kept');
    expect(holdWindow(long, estimate(7, 20), noonPlus(6), GOOD)).toEqual({
      window: windowOf(16, 26, 6),
      change: 'earlier',
    });
  });

  test('a window that most of what may happen is outside of is issued again, ending no later', () => {
    // 6 minutes on it is 14 to 19 minutes away: 11.5 to 21.5 with the tolerance of 2.5.
    const late = windowOf(20, 25);
    expect(holdWindow(late, estimate(2.6, 20.6), noonPlus(6), GOOD).change).toBe('kept');
    expect(holdWindow(late, estimate(1.9, 19.9), noonPlus(6) - 1, GOOD).change).toBe('kept');
    expect(holdWindow(late, estimate(1.9, 19.9), noonPlus(6), GOOD)).toEqual({
      window: { ...windowOf(11, 25, 6), usualToAt: noonPlus(26) },
      change: 'earlier',
    });
  });

  test('a window that has become too narrow is issued again, and a later end is a slip', () => {
    // Of 0 to 22 minutes q80 is 18.3, which alone would not be a slip; q90 is 20.8, which is later.
    const narrow = windowOf(20, 25);
    expect(holdWindow(narrow, estimate(0, 22), noonPlus(6) - 1, GOOD).change).toBe('kept');
    expect(holdWindow(narrow, estimate(0, 22), noonPlus(6), GOOD)).toEqual({
      window: windowOf(11, 31, 6),
      change: 'slipped',
    });
  });

  test('a new window is held in turn', () => {
    const { window } = holdWindow(held, estimate(6, 33), NOON, GOOD);
    expect(holdWindow(window, estimate(5, 32), noonPlus(1), GOOD)).toEqual({
      window,
      change: 'kept',
    });
  });
});

describe('without an estimate', () => {
  const unknown: HeldWindow = { kind: 'unknown', reason: 'nobody-serving', issuedAt: NOON };

  test('a promise that nobody can keep is taken back', () => {
    expect(holdWindow(windowOf(10, 25), NOBODY, NOON, GOOD)).toEqual({
      window: unknown,
      change: 'lost',
    });
  });

  test('having none from the beginning is no change', () => {
    expect(holdWindow(null, NOBODY, NOON, GOOD)).toEqual({ window: unknown, change: 'kept' });
    expect(holdWindow(unknown, NOBODY, noonPlus(9), GOOD)).toEqual({
      window: unknown,
      change: 'kept',
    });
  });

  test('another reason for having none is passed on', () => {
    expect(holdWindow(unknown, ON_HOLD, noonPlus(1), GOOD)).toEqual({
      window: { kind: 'unknown', reason: 'held', issuedAt: noonPlus(1) },
      change: 'kept',
    });
  });

  test('an estimate after a time without one is a new window', () => {
    expect(holdWindow(unknown, estimate(6, 24), noonPlus(3), GOOD)).toEqual({
      window: windowOf(13, 28, 3),
      change: 'issued',
    });
  });
});

describe('while promises are often broken', () => {
  test('a window is q20 to q95, and what it would usually be is kept for judging it', () => {
    // 0 to 36 minutes: q20 is 6, q90 is 34, q95 is 36.
    expect(holdWindow(null, estimate(0, 36), NOON, WIDER)).toEqual({
      window: { ...windowOf(5, 40), usualToAt: noonPlus(35) },
      change: 'issued',
    });
  });

  test('a window that was told before is kept: only the next is wider', () => {
    const held = windowOf(10, 25);
    expect(holdWindow(held, estimate(6, 24), NOON, WIDER)).toEqual({
      window: held,
      change: 'kept',
    });
  });
});

describe('while promises are not trusted', () => {
  const unseen = { ...windowOf(5, 40), isShown: false, usualToAt: noonPlus(35) };

  test('a window is issued and held, and nobody is told', () => {
    expect(holdWindow(null, estimate(0, 36), NOON, NONE)).toEqual({
      window: unseen,
      change: 'issued',
    });
    expect(holdWindow(unseen, estimate(0, 35), noonPlus(1), NONE)).toEqual({
      window: unseen,
      change: 'kept',
    });
    expect(shownOf(unseen)).toEqual({ kind: 'unknown', reason: 'not-trusted' });
  });

  test('a window that people see is taken back', () => {
    expect(holdWindow(windowOf(10, 25), estimate(0, 36), NOON, NONE)).toEqual({
      window: unseen,
      change: 'lost',
    });
  });

  test('once promises are trusted again people are told a new window', () => {
    expect(holdWindow(unseen, estimate(6, 24), NOON, GOOD)).toEqual({
      window: windowOf(10, 25),
      change: 'issued',
    });
  });

  test('who is on hold is told so', () => {
    expect(shownOf(holdWindow(unseen, ON_HOLD, NOON, NONE).window)).toEqual({
      kind: 'unknown',
      reason: 'held',
    });
  });
});

test('what people see of a window is when it begins and ends', () => {
  expect(shownOf(windowOf(10, 25))).toEqual({
    kind: 'window',
    fromAt: noonPlus(10),
    toAt: noonPlus(25),
  });
});

test('whatever happens, a window says more than now and never hides that it is late', () => {
  const looks = fc.array(
    fc.record({
      waitMinutes: fc.integer({ min: 1, max: 10 }),
      lowest: fc.integer({ min: 0, max: 60 }),
      width: fc.integer({ min: 0, max: 40 }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(looks, (each) => {
      let now = NOON;
      let held = promised(holdWindow(null, estimate(10, 20), now, GOOD).window);
      for (const { waitMinutes, lowest, width } of each) {
        now += waitMinutes * 60_000;
        const decision = holdWindow(held, estimate(lowest, lowest + width), now, GOOD);
        const window = promised(decision.window);
        expect(window.toAt).toBeGreaterThanOrEqual(now);
        expect(window.toAt - window.fromAt).toBeGreaterThanOrEqual(5 * 60_000);
        expect(decision.change === 'slipped').toBe(window.toAt > held.toAt);
        expect(decision.change === 'kept').toBe(window === held);
        if (decision.change === 'earlier') expect(window.toAt).toBeLessThanOrEqual(held.toAt);
        held = window;
      }
    }),
  );
});

function promised(window: HeldWindow): Extract<HeldWindow, { kind: 'window' }> {
  if (window.kind !== 'window') throw new Error('an estimate gives a window');
  return window;
}
