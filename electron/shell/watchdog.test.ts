import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWatchdog, isWatchedOver } from './watchdog.ts';

const SERVICE = { NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: '30000000' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched(environment: Readonly<Record<string, string>>, fault?: Error) {
  const commands: string[] = [];
  const lines: string[] = [];
  const watchdog = createWatchdog({
    environment,
    run: (command, parameters) => {
      commands.push([command, ...parameters].join(' '));
      return fault ? Promise.reject(fault) : Promise.resolve();
    },
    log: (line) => lines.push(line),
  });
  return { watchdog, commands, lines };
}

test('a service manager hears that the program is ready, and then twice in each of its waits', async () => {
  const { watchdog, commands } = watched(SERVICE);

  watchdog.ready();
  expect(commands).toEqual(['systemd-notify --ready']);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(commands.slice(1)).toEqual(['systemd-notify WATCHDOG=1', 'systemd-notify WATCHDOG=1']);
});

test('before it is ready, and once it is stopped, it says nothing', async () => {
  const { watchdog, commands } = watched(SERVICE);

  await vi.advanceTimersByTimeAsync(60_000);
  expect(commands).toEqual([]);
  watchdog.ready();
  watchdog.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(commands).toEqual(['systemd-notify --ready']);
});

test('being ready twice is being ready once', async () => {
  const { watchdog, commands } = watched(SERVICE);

  watchdog.ready();
  watchdog.ready();
  await vi.advanceTimersByTimeAsync(15_000);

  expect(commands).toEqual(['systemd-notify --ready', 'systemd-notify WATCHDOG=1']);
});

test.each([undefined, '', '0', '-5', 'soon'])(
  'a service manager that does not watch (%j) hears of readiness only',
  async (microseconds) => {
    const { NOTIFY_SOCKET } = SERVICE;
    const { watchdog, commands } = watched(
      microseconds === undefined
        ? { NOTIFY_SOCKET }
        : { NOTIFY_SOCKET, WATCHDOG_USEC: microseconds },
    );

    watchdog.ready();
    await vi.advanceTimersByTimeAsync(3_600_000);

    expect(commands).toEqual(['systemd-notify --ready']);
  },
);

test('without a service manager nothing is run', async () => {
  const { watchdog, commands } = watched({ WATCHDOG_USEC: '30000000' });

  watchdog.ready();
  await vi.advanceTimersByTimeAsync(60_000);
  watchdog.stop();

  expect(commands).toEqual([]);
  expect(isWatchedOver({})).toBe(false);
  expect(isWatchedOver(SERVICE)).toBe(true);
});

test('a command that fails is noted, and the next one is tried all the same', async () => {
  const { watchdog, commands, lines } = watched(SERVICE, new Error('not found'));

  watchdog.ready();
  await vi.advanceTimersByTimeAsync(15_000);

  expect(commands).toHaveLength(2);
  expect(lines).toEqual([
    'systemd-notify --ready failed: Error: not found',
    'systemd-notify WATCHDOG=1 failed: Error: not found',
  ]);
});
