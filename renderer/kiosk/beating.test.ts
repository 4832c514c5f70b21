import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KioskBeat } from '../../shared/contract/kiosk-bridge.ts';
import { startBeating } from './beating.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function page() {
  const beats: KioskBeat[] = [];
  const state = { isDrawn: true };
  const bridge = { beatEveryMs: 5_000, beat: (beat: KioskBeat) => void beats.push(beat) };
  return { beats, state, start: () => startBeating(bridge, () => state.isDrawn) };
}

test('a drawn page beats at once and then as often as it was told', () => {
  const { beats, start } = page();
  start();
  vi.advanceTimersByTime(10_000);

  expect(beats).toEqual([{ isInUse: false }, { isInUse: false }, { isInUse: false }]);
});

test('a page that shows nothing stays silent, also when it showed something before', () => {
  const { beats, state, start } = page();
  state.isDrawn = false;
  const beating = start();
  beating.beat();
  vi.advanceTimersByTime(5_000);
  expect(beats).toHaveLength(0);

  state.isDrawn = true;
  beating.beat();
  expect(beats).toHaveLength(1);

  state.isDrawn = false;
  vi.advanceTimersByTime(60_000);
  beating.setInUse(true);
  expect(beats).toHaveLength(1);
});

test('the shell hears at once that somebody began, and later that they are done', () => {
  const { beats, start } = page();
  const beating = start();
  beating.setInUse(true);
  beating.setInUse(true);
  vi.advanceTimersByTime(5_000);
  beating.setInUse(false);

  expect(beats.map((beat) => beat.isInUse)).toEqual([false, true, true, false]);
});
