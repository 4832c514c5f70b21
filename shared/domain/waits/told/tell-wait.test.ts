import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { called, NOON, noonPlus, waiting } from '../../../../tests/support/queue-builders.ts';
import { basis, room } from '../../../../tests/support/wait-basis.ts';
import type { Trust } from './promise-trust.ts';
import { tellWait, toldBefore, type ToldWait } from './tell-wait.ts';
import type { WaitEstimate } from '../wait-estimate.ts';

const ME = waiting({ id: 'me', queuedAt: noonPlus(-10), dueAt: noonPlus(10) });
const URGENT = waiting({ id: 'other', queuedAt: noonPlus(3), priority: 2 });

/** Quantiles in even steps over 18 minutes. */
function from(lowest: number, position = 0): WaitEstimate {
  const quantiles = Array.from({ length: 19 }, (_, index) => lowest + index);
  return { kind: 'known', quantiles, position };
}

function look(minute: number, estimate: WaitEstimate, others: readonly (typeof ME)[] = []) {
  const trust: Trust = 'good';
  return { estimate, basis: basis({ minute, entries: [ME, ...others] }), trust };
}

function tell(previous: ToldWait | null, ...args: Parameters<typeof look>): ToldWait {
  return tellWait(previous, look(...args)).told;
}

const FIRST = tell(null, 0, from(6));

test('who comes is told a window and a position, and nothing went wrong', () => {
  expect(FIRST).toMatchObject({
    window: { fromAt: noonPlus(10), toAt: noonPlus(25) },
    position: 0,
    slip: null,
  });
});

describe('a slip', () => {
  const slipped = tell(FIRST, 5, from(16, 1), [URGENT]);

  test('is told with its reason and since when', () => {
    expect(slipped.slip).toEqual({
      reason: { code: 'urgent-first', stationId: null, untilAt: null },
      saidAt: noonPlus(5),
      isLater: true,
    });
    expect(slipped.window).toMatchObject({ toAt: noonPlus(40) });
  });

  test('stays while its window is kept', () => {
    expect(tell(slipped, 7, from(14, 1), [URGENT]).slip).toBe(slipped.slip);
  });

  test('is gone with better news', () => {
    expect(tell(slipped, 12, from(0, 0)).slip).toBeNull();
  });

  test('is explained by what has happened since the window was issued, not only just now', () => {
    const urgentCame = tell(FIRST, 4, from(2, 1), [URGENT]);

    expect(tell(urgentCame, 8, from(16, 1), [URGENT]).slip?.reason.code).toBe('urgent-first');
  });

  test('is explained by what was done and undone since the window was issued', () => {
    const other = waiting({ id: 'other', queuedAt: noonPlus(-30), dueAt: noonPlus(-10) });
    const first = tell(null, 0, from(6, 1), [other]);
    const away = tell(first, 1, from(6, 0), [called({ ...other, status: 'called' })]);

    expect(tell(away, 2, from(20, 1), [other]).slip?.reason.code).toBe('put-back');
  });

  test('is nobody’s business while windows are not shown', () => {
    const unseen = tellWait(null, { ...look(0, from(6)), trust: 'none' }).told;
    const later = tellWait(unseen, { ...look(5, from(30)), trust: 'none' });

    expect(later.change).toBe('slipped');
    expect(later.told.slip).toBeNull();
  });

  test('after a restart just takes longer, and an old one is told on', () => {
    const reason = { code: 'urgent-first', stationId: null, untilAt: null } as const;
    const before = toldBefore(FIRST.window, reason);
    expect(before.slip).toEqual({ reason, saidAt: NOON, isLater: true });
    expect(tell(before, 1, from(6)).slip).toBe(before.slip);
    expect(tell(toldBefore(FIRST.window, null), 5, from(30)).slip?.reason.code).toBe('slower');
  });
});

describe('a position', () => {
  test('falls at once', () => {
    expect(tell(tell(null, 0, from(6, 3)), 1, from(6, 2)).position).toBe(2);
  });

  test('rises with the reason, although the window still holds', () => {
    const told = tell(FIRST, 5, from(4, 1), [URGENT]);

    expect(told.position).toBe(1);
    expect(told.slip).toEqual({
      reason: { code: 'urgent-first', stationId: null, untilAt: null },
      saidAt: noonPlus(5),
      isLater: false,
    });
  });

  test('the reason is told until the position is what it was', () => {
    const risen = tell(FIRST, 5, from(4, 1), [URGENT]);
    const still = tell(risen, 6, from(4, 1), [URGENT]);
    expect(still.slip).toBe(risen.slip);
    expect(tell(still, 7, from(2, 0)).slip).toBeNull();
  });

  test('does not rise without one', () => {
    const told = tell(FIRST, 5, from(4, 3));
    expect(told.position).toBe(0);
    expect(told.slip).toBeNull();
  });

  test('is unknown while the wait is, and new after that', () => {
    const unknown = tell(FIRST, 5, { kind: 'unknown', reason: 'nobody-serving' });
    expect(unknown.position).toBeNull();
    expect(tell(unknown, 6, from(4, 3)).position).toBe(3);
  });

  test('that rises during a slip brings its own reason, and the wait is still longer', () => {
    const paused = { status: 'paused', untilAt: noonPlus(30) } as const;
    const onPause = basis({ minute: 5, entries: [ME], stations: [room(paused)] });
    const slipped = tellWait(FIRST, { estimate: from(30), basis: onPause, trust: 'good' }).told;
    expect(slipped.slip?.reason.code).toBe('station-paused');

    expect(tell(slipped, 6, from(29, 1), [URGENT]).slip).toMatchObject({
      reason: { code: 'urgent-first' },
      isLater: true,
    });
  });
});

test('whatever happens, neither the end nor the position gets worse without a reason', () => {
  const looks = fc.array(
    fc.record({
      lowest: fc.integer({ min: 0, max: 30 }),
      position: fc.integer({ min: 0, max: 3 }),
      isUrgentThere: fc.boolean(),
    }),
    { minLength: 1, maxLength: 15 },
  );
  fc.assert(
    fc.property(looks, (each) => {
      let told = FIRST;
      for (const [index, { lowest, position, isUrgentThere }] of each.entries()) {
        const others = isUrgentThere ? [URGENT] : [];
        const next = tell(told, 4 * (index + 1), from(lowest, position), others);
        const isWorse = endOf(next) > endOf(told) || (next.position ?? 0) > (told.position ?? 0);
        if (isWorse) expect(next.slip?.saidAt).toBe(noonPlus(4 * (index + 1)));
        told = next;
      }
    }),
  );
});

function endOf({ window }: ToldWait): number {
  return window.kind === 'window' ? window.toAt : Infinity;
}
