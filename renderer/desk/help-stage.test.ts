import { describe, expect, test } from 'vitest';
import type { DeskHelp } from '../../shared/contract/snapshots.ts';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import { helpStage, newestFirst, stagesToRing } from './help-stage.ts';

const NOON = 12 * 60 * MINUTE_MS;

function asked(kind: DeskHelp['kind'], secondsAgo: number): DeskHelp {
  return {
    helpId: `${kind}-${secondsAgo}`,
    kind,
    place: 'Kiosk 2',
    screen: null,
    language: 'en',
    ticket: null,
    score: null,
    askedAt: NOON - secondsAgo * SECOND_MS,
  };
}

describe('a request for help', () => {
  test('is overdue after a minute, a wish to talk at the exit after two', () => {
    expect(helpStage(asked('kiosk', 59), NOON)).toBe('new');
    expect(helpStage(asked('kiosk', 60), NOON)).toBe('overdue');
    expect(helpStage(asked('talk-now', 119), NOON)).toBe('new');
    expect(helpStage(asked('talk-now', 120), NOON)).toBe('overdue');
  });

  test('rings once when it comes and once when it is overdue', () => {
    const help = asked('kiosk', 10);
    const rung = new Set<string>();
    const ringsAt = (now: number): number => {
      const due = stagesToRing([help], rung, now);
      for (const key of due) rung.add(key);
      return due.length;
    };

    expect(
      [NOON, NOON + 5 * SECOND_MS, NOON + MINUTE_MS, NOON + 5 * MINUTE_MS].map(ringsAt),
    ).toEqual([1, 0, 1, 0]);
  });

  test('stands on top when it is the newest', () => {
    const help = [asked('kiosk', 90), asked('talk-now', 30)];

    expect(newestFirst(help).map((one) => one.kind)).toEqual(['talk-now', 'kiosk']);
  });
});
