import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { type App, startApp } from '../../../server/app.ts';
import type { StoredEvent } from '../../../server/db/events.ts';
import { type Delivery, startDelivery } from '../../../server/upstream/delivery/delivery-engine.ts';
import type { Destination } from '../../../server/upstream/delivery/destination.ts';
import { machineTiming, type Timing } from '../../../server/upstream/delivery/timing.ts';
import { createHubDestination } from '../../../server/upstream/hub/hub-destination.ts';
import { clinicFile } from '../../support/clinic.ts';
import { askBus } from '../clinic/ask-bus.ts';
import { everybody } from '../clinic/people.ts';
import { CLINIC_TOKEN } from './hub-process.ts';

/** Few, so that there are many requests to break. */
const EVENTS_A_REQUEST = 10;
/** Nothing here waits longer before it tries again: what is tried is not patience. */
const LONGEST_WAIT_MS = 100;
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;

export type DeliveringClinic = AsyncDisposable & {
  /** Lets people ask until so much more of it was told to them. */
  readonly serve: (count: number) => Promise<void>;
  /** The events that the hub has acknowledged by now. */
  readonly acknowledged: () => readonly StoredEvent[];
  /** Resolves with false when the log is not delivered to its end in time. */
  readonly drained: () => Promise<boolean>;
};

/** A clinic in this process that delivers to a hub; `onRequest` is called when a request has begun. */
export async function deliveringClinic(
  folder: string,
  hub: { readonly port: number; readonly onRequest: () => void; readonly random: () => number },
): Promise<DeliveringClinic> {
  const app = await startApp({
    file: clinicFile({ timeZone: 'UTC' }),
    isDemonstration: false,
    dataFolder: folder,
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    logger: pino({ level: 'silent' }),
  });
  const destination = watched(hub);
  const timing: Timing = {
    ...machineTiming,
    random: hub.random,
    sleep: (ms, signal) => machineTiming.sleep(Math.min(ms, LONGEST_WAIT_MS), signal),
  };
  const { stores } = app;
  const delivery = startDelivery({
    destinations: [destination],
    stores,
    timing,
    logger: pino({ level: 'silent' }),
    onChanged: () => undefined,
  });
  const throughSeq = (): number => stores.deliveries.progress(destination.id)?.throughSeq ?? 0;
  return {
    serve: async (count) => serve(app, delivery, count),
    acknowledged: () => stores.events.after(0, throughSeq()),
    drained: async () => {
      const until = performance.now() + PATIENCE_MS;
      while (performance.now() < until) {
        if (throughSeq() === stores.events.last()?.seq) return true;
        await sleep(LOOK_MS);
      }
      return false;
    },
    [Symbol.asyncDispose]: async () => {
      await delivery.close();
      await app.close();
    },
  };
}

function watched(hub: { readonly port: number; readonly onRequest: () => void }): Destination {
  const inner = createHubDestination(
    {
      kind: 'hub',
      id: 'hub',
      label: 'Hub',
      url: `http://127.0.0.1:${hub.port}`,
      token: CLINIC_TOKEN,
    },
    { now: Date.now },
  );
  return {
    ...inner,
    mostEvents: EVENTS_A_REQUEST,
    deliver: (events, context) => {
      const attempt = inner.deliver(events, context);
      hub.onRequest();
      return attempt;
    },
  };
}

async function serve(app: App, delivery: Delivery, count: number): Promise<void> {
  let told = 0;
  const ask = askBus(app);
  await Promise.all(
    everybody().map(async (person) => {
      while (told < count) if (await person.ask(ask)) told += 1;
    }),
  );
  delivery.wake();
}
