import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EXIT_CODES } from './exit-codes.ts';
import { ProgramEnd } from './program-end.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

class RecordedApp extends EventEmitter {
  readonly happened: string[] = [];

  relaunch(): void {
    this.happened.push('relaunch');
  }

  exit(code: number): void {
    this.happened.push(`exit ${code}`);
  }
}

function ending({ isWatchedOver = false } = {}) {
  const app = new RecordedApp();
  const end = new ProgramEnd(app, { isWatchedOver, log: () => undefined });
  return { app, end };
}

test('what has to be done first is done first, and once', async () => {
  const { app, end } = ending();
  const work = Promise.withResolvers<void>();
  const before = vi.fn<() => Promise<void>>(() => work.promise);
  end.before(before);
  end.end(EXIT_CODES.leftByStaff);
  end.end(EXIT_CODES.gaveUp);
  expect(app.happened).toEqual([]);
  work.resolve();
  await vi.advanceTimersByTimeAsync(0);

  expect(app.happened).toEqual(['exit 3']);
  expect(before).toHaveBeenCalledOnce();
});

test('it ends also when what has to be done first never is, or fails', async () => {
  const hanging = ending();
  hanging.end.before(() => new Promise(() => undefined));
  hanging.end.end(EXIT_CODES.ended);
  await vi.advanceTimersByTimeAsync(14_999);
  expect(hanging.app.happened).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(hanging.app.happened).toEqual(['exit 0']);

  const failing = ending();
  failing.end.before(() => Promise.reject(new Error('no server')));
  failing.end.end(EXIT_CODES.ended);
  await vi.advanceTimersByTimeAsync(0);
  expect(failing.app.happened).toEqual(['exit 0']);
});

test('it comes back by itself only where nobody else starts it again, and not when it was told to end', async () => {
  const outcomes = async (
    isWatchedOver: boolean,
    code: (typeof EXIT_CODES)['ended' | 'gaveUp'],
  ) => {
    const { app, end } = ending({ isWatchedOver });
    end.end(code);
    await vi.advanceTimersByTimeAsync(0);
    return app.happened;
  };

  expect(await outcomes(false, EXIT_CODES.gaveUp)).toEqual(['relaunch', 'exit 70']);
  expect(await outcomes(true, EXIT_CODES.gaveUp)).toEqual(['exit 70']);
  expect(await outcomes(false, EXIT_CODES.ended)).toEqual(['exit 0']);
});

test('a signal ends it properly instead of at once', async () => {
  const { app, end } = ending();
  const before = vi.fn<() => Promise<void>>(() => Promise.resolve());
  end.before(before);
  const preventDefault = vi.fn<() => void>();
  app.emit('before-quit', { preventDefault });
  await vi.advanceTimersByTimeAsync(0);

  expect(preventDefault).toHaveBeenCalledOnce();
  expect(before).toHaveBeenCalledOnce();
  expect(app.happened).toEqual(['exit 0']);
});
