import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstNews } from './first-news.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first news ends the wait, and nothing is listened to afterwards', async () => {
  const listeners = new Set<() => void>();
  const news = firstNews({
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  });
  for (const listener of listeners) listener();
  await news;

  expect(listeners.size).toBe(0);
});

test('without any news the wait is over after a moment', async () => {
  let isOver = false;
  void firstNews({ subscribe: () => () => undefined }).then(() => {
    isOver = true;
  });

  await vi.advanceTimersByTimeAsync(599);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(true);
});
