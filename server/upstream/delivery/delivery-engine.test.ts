import { afterEach, expect, test } from 'vitest';
import { appendEvents, eventLog } from '../../../tests/support/event-log.ts';
import {
  type Fate,
  memoryDestination,
  MemoryReceiver,
} from '../../../tests/support/memory-receiver.ts';
import { recordingLogger } from '../../../tests/support/recording-logger.ts';
import { BEGINS_AT, simulatedTiming } from '../../../tests/support/simulated-timing.ts';
import { type Delivery, startDelivery } from './delivery-engine.ts';
import type { Attempt, Destination } from './destination.ts';
import type { Timing } from './timing.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const running: Delivery[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((delivery) => delivery.close()));
});

/** The delivery of a clinic with so many events; what it says to screens is in `shown`. */
function scene(count: number) {
  const log = eventLog(count);
  const timing = simulatedTiming();
  const { told, logger } = recordingLogger();
  const shown: string[] = [];
  const start = (destinations: readonly Destination[], time: Timing = timing): Delivery => {
    const delivery = startDelivery({
      destinations,
      stores: log.stores,
      timing: time,
      logger,
      onChanged: () =>
        shown.push(
          delivery
            .states()
            .map(({ status }) => status)
            .join(' '),
        ),
    });
    running.push(delivery);
    return delivery;
  };
  const through = (id: string): number | undefined =>
    log.stores.deliveries.progress(id)?.throughSeq;
  return { ...log, timing, told, shown, start, through };
}

function failed(failure: 'unreachable' | 'busy'): Promise<Attempt> {
  return Promise.resolve({ kind: 'failed', failure, retryAfterMs: null, detail: '' });
}

test('each destination gets everything on a line of its own, however the others do', async () => {
  const { timing, start, through, told } = scene(3);
  const well = new MemoryReceiver();
  const delivery = start([
    memoryDestination(new MemoryReceiver(), { id: 'hangs', fate: () => 'hangs' }),
    memoryDestination(new MemoryReceiver(), { id: 'down', deliver: () => failed('unreachable') }),
    memoryDestination(new MemoryReceiver(), {
      id: 'throws',
      deliver: () => {
        throw new Error('Whitfield');
      },
    }),
    memoryDestination(new MemoryReceiver(), {
      id: 'asks-wrongly',
      wants: () => {
        throw new Error('Whitfield');
      },
    }),
    memoryDestination(well, { id: 'well' }),
  ]);
  await timing.pass(MINUTE);
  expect(delivery.states().map(({ status }) => status)).toEqual([
    'failing',
    'failing',
    'failing',
    'failing',
    'ok',
  ]);
  const ids = ['hangs', 'down', 'throws', 'asks-wrongly', 'well'];
  expect(ids.map(through)).toEqual([0, 0, 0, 0, 3]);
  expect(well.inbox.size).toBe(3);
  expect(JSON.stringify(told)).not.toContain('Whitfield');
});

test('an outage is told when it begins, when the line is back and when all is delivered; not for every batch', async () => {
  const { timing, start, stores, shown } = scene(1);
  let isUp = true;
  const fate = (): Fate => (isUp ? 'arrives' : 'request-lost');
  const delivery = start([memoryDestination(new MemoryReceiver(), { fate })]);
  await timing.pass(MINUTE);
  isUp = false;
  for (let count = 0; count < 50; count += 1) {
    appendEvents(stores, 10);
    delivery.wake();
    await timing.pass(MINUTE);
  }
  expect(shown).toEqual(['failing']);
  expect(delivery.states()).toMatchObject([
    {
      destinationId: 'hub',
      status: 'failing',
      failure: 'unreachable',
      lastSuccessAt: BEGINS_AT,
      waitingCount: 500,
      oldestWaitingAt: BEGINS_AT,
    },
  ]);
  isUp = true;
  await timing.pass(5 * MINUTE);
  expect(shown).toEqual(['failing', 'behind', 'ok']);
  expect(delivery.states()).toMatchObject([{ status: 'ok', failure: null, waitingCount: 0 }]);
});

test('what is on its way for longer than a minute is behind, although nothing failed', async () => {
  const { timing, start, shown } = scene(3);
  const answer = new AbortController();
  const receiver = new MemoryReceiver();
  start([
    memoryDestination(receiver, {
      deadlineMs: 10 * MINUTE,
      deliver: async (events, context) => {
        await timing.sleep(2 * MINUTE, answer.signal);
        return receiver.take(events, context);
      },
    }),
  ]);
  await timing.pass(90 * SECOND);
  expect(shown).toEqual(['behind']);
  answer.abort();
  await timing.pass(SECOND);
  expect(shown).toEqual(['behind', 'ok']);
});

test('an event that is set aside is told, with what staff need', async () => {
  const { timing, start, shown } = scene(2);
  const receiver = new MemoryReceiver();
  receiver.poison = new Set(['visit.checked-in']);
  const delivery = start([memoryDestination(receiver)]);
  await timing.pass(MINUTE);
  expect(shown).toEqual(['ok']);
  expect(delivery.states()).toMatchObject([
    { setAsideCount: 2, setAside: [{ seq: 2, code: 'unknown-type' }, { seq: 1 }] },
  ]);
});

test('after a restart an outage is known at once', async () => {
  const { timing, start } = scene(2);
  const down = memoryDestination(new MemoryReceiver(), { fate: () => 'request-lost' });
  const before = start([down]);
  await timing.pass(MINUTE);
  await before.close();
  expect(start([down]).states()).toMatchObject([{ status: 'failing', waitingCount: 2 }]);
});

test('a line that stalls because a timer was lost is begun afresh', async () => {
  const { timing, start, told, through } = scene(1);
  let isLost = false;
  const losesOne: Timing = {
    ...timing,
    sleep: (ms, signal) => {
      if (ms !== 30 * SECOND || isLost) return timing.sleep(ms, signal);
      isLost = true;
      return new Promise(() => {});
    },
  };
  let requests = 0;
  const receiver = new MemoryReceiver();
  const destination = memoryDestination(receiver, {
    deliver: (events, context) => {
      requests += 1;
      if (requests > 1) return Promise.resolve(receiver.take(events, context));
      return new Promise(() => {});
    },
  });
  start([destination], losesOne);
  await timing.pass(2 * MINUTE);
  expect(through('hub')).toBe(0);
  await timing.pass(MINUTE);
  expect(through('hub')).toBe(1);
  expect(told).toMatchObject([{ level: 'error', message: 'delivery stalled; begun afresh' }]);
});

test('a line that waits as long as it was asked to has not stalled', async () => {
  const { timing, start, told } = scene(1);
  const busy: Attempt = { kind: 'failed', failure: 'busy', retryAfterMs: 30 * MINUTE, detail: '' };
  start([memoryDestination(new MemoryReceiver(), { deliver: () => Promise.resolve(busy) })]);
  await timing.pass(29 * MINUTE);
  expect(told).toMatchObject([{ message: 'delivery failed' }]);
});

test('screens that cannot be shown anything do not hold up delivery', async () => {
  const { stores, timing, told, through } = scene(1);
  const receiver = new MemoryReceiver();
  receiver.poison = new Set(['visit.checked-in']);
  const delivery = startDelivery({
    destinations: [memoryDestination(receiver)],
    stores,
    timing,
    logger: {
      info: () => {},
      warn: () => {},
      error: (about: object) => {
        told.push({ level: 'error', message: '', about });
      },
    },
    onChanged: () => {
      throw new Error('no screens');
    },
  });
  running.push(delivery);
  await timing.pass(MINUTE);
  expect(through('hub')).toBe(1);
  expect(told).toHaveLength(1);
});

test('closing ends a request that is under way and closes every destination, even one that will not', async () => {
  const { timing, start } = scene(1);
  const closed: string[] = [];
  let wasCut = false;
  const delivery = start([
    memoryDestination(new MemoryReceiver(), {
      id: 'hangs',
      deliver: (_events, { signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            wasCut = true;
          });
        }),
      close: async () => {
        closed.push('hangs');
      },
    }),
    memoryDestination(new MemoryReceiver(), {
      id: 'will-not',
      close: () => {
        closed.push('will-not');
        return new Promise(() => {});
      },
    }),
  ]);
  await timing.pass(MINUTE / 4);
  let isClosed = false;
  const closing = delivery.close().then(() => {
    isClosed = true;
  });
  expect(await timing.passUntil(() => isClosed, 10 * SECOND)).toBe(true);
  await closing;
  running.length = 0;
  expect([wasCut, closed.toSorted()]).toEqual([true, ['hangs', 'will-not']]);
});
