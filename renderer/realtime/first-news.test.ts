import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstNews } from './first-news.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first news ends the wait, and nothing is listened to afterwards', async () => {
  const listeners = new Set<() => void>();
  const news = firstNews({
    getLink: () => ({ kind: 'connecting' }),
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
  void firstNews({
    getLink: () => ({ kind: 'connecting' }),
    subscribe: () => () => undefined,
  }).then(() => {
    isOver = true;
  });

  await vi.advanceTimersByTimeAsync(599);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(true);
});

test('with the first news there already, nothing is waited for', async () => {
  await firstNews({
    getLink: () => ({ kind: 'live' }),
    subscribe: () => {
      throw new Error('nobody should listen');
    },
  });
});
