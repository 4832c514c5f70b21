import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { exampleEntry } from '../../tests/support/desk-entry.ts';
import { longWaiting, medianWaited, meterPercent, waitedMinutes } from './waited.ts';

const NOON = 12 * 60 * MINUTE_MS;
const since = (minutes: number): number => NOON - minutes * MINUTE_MS;

describe('waited minutes', () => {
  test('count from joining the queue until now', () => {
    expect(waitedMinutes(exampleEntry({ queuedAt: since(14.9) }), NOON)).toBe(14);
  });

  test('stand still once the patient is called', () => {
    const called = exampleEntry({ queuedAt: since(20), calledAt: since(2) });

    expect(waitedMinutes(called, NOON)).toBe(18);
  });

  test('are never negative when this device’s clock is behind', () => {
    expect(waitedMinutes(exampleEntry({ queuedAt: NOON + MINUTE_MS }), NOON)).toBe(0);
  });
});

describe('long waits', () => {
  test('are over 30 minutes, the longest first, those on hold included', () => {
    const entries = [
      exampleEntry({ entryId: 'just', queuedAt: since(30) }),
      exampleEntry({ entryId: 'long', queuedAt: since(31) }),
      exampleEntry({ entryId: 'held', queuedAt: since(50), status: 'held' }),
      exampleEntry({ entryId: 'seen', queuedAt: since(90), status: 'in-service' }),
    ];

    expect(longWaiting(entries, NOON).map((entry) => entry.entryId)).toEqual(['held', 'long']);
  });

  test('fill the meter past its mark of 30 minutes and never past its end', () => {
    expect([0, 30, 45, 200].map(meterPercent)).toEqual([0, 67, 100, 100]);
  });
});

describe('half of the people', () => {
  test('have waited so many minutes or less', () => {
    const entries = [2, 40, 9, 16].map((minutes) => exampleEntry({ queuedAt: since(minutes) }));

    expect(medianWaited(entries, NOON)).toBe(9);
  });

  test('is unknown when nobody waits', () => {
    expect(medianWaited([], NOON)).toBeNull();
  });
});
