import path from 'node:path';
import { setTimeout as passTime } from 'node:timers/promises';
import pino from 'pino';
import { startDelivery } from '../../server/upstream/delivery/delivery-engine.ts';
import type { Destination } from '../../server/upstream/delivery/destination.ts';
import { createHubDestination } from '../../server/upstream/hub/hub-destination.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { A_NUMBER, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { memoryDestination, MemoryReceiver } from '../support/memory-receiver.ts';
import { runClinic, TEN_O_CLOCK } from '../support/running-clinic.ts';
import { SITE_TOKEN } from './delivering-site.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { startHubUnderFaults } from './hub-under-faults.ts';
import { quickTiming } from './quick-timing.ts';
import { ReceiverLedger } from './receiver-ledger.ts';
import { wholeOf } from './seeded-random.ts';

const JUMPS = 24;
const CHECK_INS_BETWEEN = 3;
const TIMES_AS_FAST = 200;
const DELIVERED_WITHIN_MS = 30_000;
const POLL_MS = 5;
const LONGEST_DRIFT_MS = 5 * MINUTE_MS;
/** Where somebody, a flat battery or a time server may put the clock; no system takes one before 1970. */
const PLACES = [
  (now: number) => Math.max(0, now - HOUR_MS),
  (now: number) => now + HOUR_MS,
  (now: number) => Math.max(0, now - 3 * DAY_MS),
  () => 0,
  () => Date.UTC(2100, 0, 1),
  () => TEN_O_CLOCK,
] as const;

type Upstream = {
  readonly destination: Destination;
  readonly heldIds: () => ReadonlySet<string>;
  readonly ledger: ReceiverLedger;
  readonly close: () => Promise<void>;
};

/** The clock of the clinic's machine jumps while people check in and what happens is delivered. */
export const wrongClocks: Fault = {
  id: 'T10',
  title: 'a clock that jumps by an hour, by days, to 1970 and to 2100',
  run: async (tools) => checkIn(tools, await hub(tools)),
  control: {
    title: 'a receiver that takes nothing from more than five minutes away',
    run: async (tools) => checkIn(tools, punctual()),
  },
};

async function checkIn(tools: FaultTools, upstream: Upstream): Promise<FaultCount> {
  const { random } = tools;
  const broken: string[] = [];
  let now = TEN_O_CLOCK;
  const clock = { now: () => now, advance: (ms: number) => void (now += ms) };
  await using clinic = await runClinic({ clock });
  const { stores } = clinic.app;
  const delivery = startDelivery({
    destinations: [upstream.destination],
    stores,
    timing: { ...quickTiming(TIMES_AS_FAST, random), wallNow: clock.now },
    logger: pino({ level: 'silent' }),
    onChanged: () => {},
  });
  const jumps = Math.max(PLACES.length, Math.round(JUMPS * tools.scale));
  let acknowledged = 0;
  try {
    using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
    for (let jump = 0; jump < jumps; jump += 1) {
      // Each at least once, in an order of chance.
      const place = PLACES[jump < PLACES.length ? jump : wholeOf(random, 0, PLACES.length - 1)];
      now = place?.(now) ?? now;
      for (let person = 0; person < CHECK_INS_BETWEEN; person += 1) {
        now += wholeOf(random, 1, MINUTE_MS);
        const reply = await kiosk.send('check-in:take-number', A_NUMBER);
        if (reply.ok) acknowledged += 1;
        else broken.push(`a check-in was refused at ${new Date(now).toISOString()}`);
      }
      delivery.wake();
    }
    const last = stores.events.last()?.seq ?? 0;
    const until = performance.now() + DELIVERED_WITHIN_MS;
    const through = (): number =>
      stores.deliveries.progress(upstream.destination.id)?.throughSeq ?? 0;
    while (through() < last && performance.now() < until) await passTime(POLL_MS);
    if (through() < last) broken.push('not everything was delivered');
    const events = stores.events.after(0, last);
    if (events.some(({ seq }, index) => seq !== index + 1)) broken.push('numbers have a gap');
    const held = upstream.heldIds();
    return {
      tried: jumps,
      acknowledged,
      lost: events.filter(({ id }) => !held.has(id)).length,
      duplicated: upstream.ledger.duplicatedCount,
      reordered: upstream.ledger.reorderedCount,
      broken,
    };
  } finally {
    await delivery.close();
    await upstream.close();
  }
}

async function hub({ folder }: FaultTools): Promise<Upstream> {
  const running = await startHubUnderFaults(path.join(folder, 'hub'));
  const ledger = new ReceiverLedger();
  const proxy = await startFaultProxy({
    target: running.url,
    nextFault: () => null,
    onAnswer: (answer) => ledger.note(answer),
  });
  const settings = {
    kind: 'hub',
    id: 'hub',
    label: 'Hub',
    url: proxy.url,
    token: SITE_TOKEN,
  } as const;
  return {
    destination: createHubDestination(settings, { now: Date.now }),
    heldIds: running.heldIds,
    ledger,
    close: async () => {
      await proxy.close();
      await running.close();
    },
  };
}

/** Goes by its own clock: an event of another time it takes for a mistake. */
function punctual(): Upstream {
  const receiver = new MemoryReceiver();
  const destination = memoryDestination(receiver);
  return {
    destination: {
      ...destination,
      deliver: async (events, context) => {
        const isOnTime = (at: number): boolean => Math.abs(at - TEN_O_CLOCK) < LONGEST_DRIFT_MS;
        const onTime = events.filter(({ occurredAt }) => isOnTime(occurredAt));
        receiver.take(onTime, context);
        return {
          kind: 'answered',
          items: events.map(({ seq, occurredAt }) =>
            isOnTime(occurredAt)
              ? { seq, kind: 'done', code: '', detail: '' }
              : { seq, kind: 'refused', code: 'clock', detail: '' },
          ),
        };
      },
    },
    heldIds: () => new Set(receiver.inbox.keys()),
    ledger: new ReceiverLedger(),
    close: async () => {},
  };
}
