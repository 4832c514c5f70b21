import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../../realtime/connection.ts';
import type { OutboxEntry } from './entry.ts';
import { isBeingSaved, openOutbox, type Outbox } from './outbox.ts';
import { change, contact, face, mapStore, NOON, talk } from '../../../tests/support/test-outbox.ts';
import type { OutboxStore } from './store.ts';

const OK = { ok: true, value: {} } as const;
const opened: Outbox[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  for (const outbox of opened.splice(0)) outbox.close();
  vi.useRealTimers();
});

test('a touch is on disk before it is said to be kept, and off it once the server has it', async () => {
  const disk = mapStore();
  const server = serverThat(() => OK);
  const outbox = open(disk, server);

  const put = await outbox.put(face('a'));

  expect(put.isKept).toBe(true);
  expect(disk.added).toEqual(['face-a']);
  await expect(put.outcome).resolves.toBe('delivered');
  expect(server.got).toEqual(['face-a']);
  expect([...disk.entries.values()]).toEqual([]);
});

test('what was left on disk is delivered first after a reload, in the order of the touches', async () => {
  const disk = mapStore([face('a'), change('a'), face('b')]);
  const server = serverThat(() => OK);
  const outbox = open(disk, server);

  const put = await outbox.put(face('c'));
  await put.outcome;

  expect(server.got).toEqual(['face-a', 'change-a', 'face-b', 'face-c']);
  expect(outbox.getState()).toEqual({ waiting: 0, rejected: 0, isHeldUp: false, isAtRisk: false });
});

test('only one entry is on its way at a time', async () => {
  let inFlight = 0;
  let most = 0;
  const outbox = open(mapStore([face('a'), face('b'), face('c')]), {
    send: async () => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await vi.advanceTimersByTimeAsync(10);
      inFlight -= 1;
      return OK;
    },
  });

  await (
    await outbox.put(face('d'))
  ).outcome;

  expect(most).toBe(1);
});

test('an unreachable server is tried with the same id until it answers, days later too', async () => {
  let isUp = false;
  const disk = mapStore();
  const server = serverThat(() => (isUp ? OK : failed('unreachable')));
  const outbox = open(disk, server);
  const put = await outbox.put(face('a'));

  await vi.advanceTimersByTimeAsync(3 * 86_400_000);
  expect(disk.entries.size).toBe(1);
  expect(outbox.getState()).toEqual({ waiting: 1, rejected: 0, isHeldUp: true, isAtRisk: false });

  isUp = true;
  outbox.wake();
  await expect(put.outcome).resolves.toBe('delivered');
  expect(new Set(server.got)).toEqual(new Set(['face-a']));
  expect(disk.entries.size).toBe(0);
});

test('tries grow rarer, up to once a minute', async () => {
  const server = serverThat(() => failed('not-saved'));
  const outbox = open(mapStore(), server);
  await outbox.put(face('a'));

  await vi.advanceTimersByTimeAsync(63_000);
  const inTheFirstMinute = server.got.length;
  await vi.advanceTimersByTimeAsync(600_000);

  expect(inTheFirstMinute).toBeLessThanOrEqual(8);
  expect(server.got.length - inTheFirstMinute).toBeLessThanOrEqual(20);
});

test('a server that says how long to wait is not asked sooner', async () => {
  const server = serverThat((count) => (count === 1 ? failed('too-many', 40) : OK));
  const outbox = open(mapStore(), server);
  const put = await outbox.put(face('a'));

  await vi.advanceTimersByTimeAsync(39_000);
  expect(server.got).toEqual(['face-a']);

  await vi.advanceTimersByTimeAsync(2_000);
  await expect(put.outcome).resolves.toBe('delivered');
});

test.each(['invalid-input', 'forbidden', 'refused'] as const)(
  'an entry answered with %s is kept apart and does not block the next',
  async (code) => {
    const disk = mapStore();
    const server = serverThat((count) => (count === 1 ? failed(code) : OK));
    const outbox = open(disk, server);

    const first = await outbox.put(face('a'));
    const second = await outbox.put(face('b'));

    await expect(first.outcome).resolves.toBe('rejected');
    await expect(second.outcome).resolves.toBe('delivered');
    expect(disk.rejected).toEqual([{ entry: face('a'), code }]);
    expect(outbox.getState()).toEqual({
      waiting: 0,
      rejected: 1,
      isHeldUp: false,
      isAtRisk: false,
    });
  },
);

test('of a refused contact the wish is kept and the phone number is not', async () => {
  const disk = mapStore();
  const outbox = open(
    disk,
    serverThat(() => failed('refused')),
  );

  await (
    await outbox.put(contact('a'))
  ).outcome;

  expect(JSON.stringify([disk.rejected, [...disk.entries]])).not.toContain('087');
  expect(disk.rejected).toHaveLength(1);
});

test('an answer the server trips over steps aside with all that belongs to it', async () => {
  const got: string[] = [];
  let isRepaired = false;
  const outbox = open(mapStore([face('a'), change('a'), face('b')]), {
    send: async (entry) => {
      got.push(entry.commandId);
      return entry.commandId === 'face-a' && !isRepaired ? failed('internal') : OK;
    },
  });

  await (
    await outbox.put(face('c'))
  ).outcome;
  expect(got).toEqual(['face-a', 'face-b', 'face-c']);

  isRepaired = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(got).toEqual(['face-a', 'face-b', 'face-c', 'face-a', 'change-a']);
});

test('a call for staff goes ahead of older answers, but after its own face', async () => {
  const server = serverThat((count) => (count === 1 ? failed('unreachable') : OK));
  const outbox = open(mapStore([face('a'), face('b')]), server);
  await outbox.put(face('c'));

  await (
    await outbox.put(talk('c'))
  ).outcome;

  expect(server.got.slice(1, 3)).toEqual(['face-c', 'talk-c']);
});

test('a call for staff that did not get through in 30 seconds is dropped and never rings later', async () => {
  const disk = mapStore();
  let isUp = false;
  const server = serverThat(() => (isUp ? OK : failed('unreachable')));
  const outbox = open(disk, server);
  await outbox.put(face('a'));
  const put = await outbox.put(talk('a'));

  await vi.advanceTimersByTimeAsync(30_000);
  await expect(put.outcome).resolves.toBe('expired');
  expect([...disk.entries.values()].map((entry) => entry.commandId)).toEqual(['face-a']);

  isUp = true;
  outbox.wake();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(server.got).not.toContain('talk-a');
});

test('a call for staff left over from before a reload is dropped', async () => {
  const disk = mapStore([talk('a')]);
  vi.setSystemTime(NOON + 3_600_000);
  const server = serverThat(() => OK);
  const outbox = open(disk, server);

  await (
    await outbox.put(face('b'))
  ).outcome;

  expect(server.got).toEqual(['face-b']);
});

test('without a disk a touch is delivered all the same, and not said to be kept', async () => {
  const server = serverThat(() => OK);
  const outbox = open(null, server);

  const put = await outbox.put(face('a'));

  expect(put.isKept).toBe(false);
  await expect(put.outcome).resolves.toBe('delivered');
});

test('a disk that fails or does not answer never holds a touch up', async () => {
  const full = { ...mapStore(), add: () => Promise.reject(new Error('full')) };
  const asleep = { ...mapStore(), add: () => new Promise<number>(() => undefined) };
  for (const disk of [full, asleep]) {
    const server = serverThat(() => OK);
    const putting = open(disk, server).put(face('a'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await putting).isKept).toBe(false);
    expect(server.got).toEqual(['face-a']);
  }
});

test('two pages on one disk deliver everything, each with one id for good', async () => {
  const disk = mapStore([face('a'), face('b')]);
  const server = serverThat(() => OK);
  const one = open(disk, server);
  const two = open(disk, server);

  await Promise.all([(await one.put(face('c'))).outcome, (await two.put(face('d'))).outcome]);

  expect(new Set(server.got)).toEqual(new Set(['face-a', 'face-b', 'face-c', 'face-d']));
  expect(disk.entries.size).toBe(0);
});

test('whatever fails on the way, nothing is lost and each answer keeps its order', async () => {
  const trouble = fc.array(
    fc.constantFrom('unreachable', 'not-saved', 'internal', 'too-many', null),
    { maxLength: 12 },
  );
  const touches = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(trouble, touches, async (failures, answers) => {
      const disk = mapStore();
      const delivered: string[] = [];
      const outbox = open(disk, {
        send: async (entry) => {
          const code = failures.shift() ?? null;
          if (code !== null) return failed(code);
          delivered.push(`${entry.body.answerId}:${entry.commandId}`);
          return OK;
        },
      });
      for (const [index, id] of answers.entries()) {
        await outbox.put({ ...face(id), commandId: String(index) });
      }
      await vi.advanceTimersByTimeAsync(20 * 60_000);
      outbox.close();

      expect(delivered.toSorted()).toEqual(answers.map((id, index) => `${id}:${index}`).toSorted());
      for (const id of ['a', 'b', 'c']) {
        const own = delivered.filter((line) => line.startsWith(`${id}:`));
        expect(own).toEqual(own.toSorted());
      }
      expect(disk.entries.size).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test('a page may be taken away while answers wait on disk, not while they are being sent or only in memory', async () => {
  const server = serverThat(() => failed('unreachable'));
  const onDisk = open(mapStore(), server);
  await onDisk.put(face('a'));
  expect(isBeingSaved(onDisk.getState())).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isBeingSaved(onDisk.getState())).toBe(false);

  const inMemory = open(null, server);
  await inMemory.put(face('b'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isBeingSaved(inMemory.getState())).toBe(true);
});

type Server = { readonly send: (entry: OutboxEntry) => Promise<Answer<unknown>> };

function open(store: OutboxStore | null, server: Server): Outbox {
  const outbox = openOutbox({ store: Promise.resolve(store), send: server.send, random: () => 0 });
  opened.push(outbox);
  return outbox;
}

/** A server that answers its first, second, … try as told, and remembers what it was sent. */
function serverThat(answer: (count: number) => Answer<unknown>): Server & { got: string[] } {
  const got: string[] = [];
  return {
    got,
    send: async (entry) => {
      got.push(entry.commandId);
      return answer(got.length);
    },
  };
}

function failed(
  code:
    | 'unreachable'
    | 'not-saved'
    | 'internal'
    | 'too-many'
    | 'refused'
    | 'forbidden'
    | 'invalid-input',
  retryAfterSeconds?: number,
): Answer<unknown> {
  if (code === 'unreachable') return { ok: false, error: { code } };
  return {
    ok: false,
    error: { code, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
  };
}
