import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { type App, startApp } from '../../../server/app.ts';
import type { Sender } from '../../../server/commands/command-context.ts';
import type { CommandInput, CommandName } from '../../../shared/contract/commands.ts';
import { benchClinic } from '../bench-clinic.ts';
import { answerQuestions, sharedNow } from '../child.ts';
import { percentile } from '../statistics.ts';
import { BenchDay } from './bench-day.ts';

export type RefreshServerSettings = {
  readonly folder: string;
  readonly port: number;
  /** Whether everybody's wait is looked at again whenever anything happens. */
  readonly waitRefresh: 'worker' | 'off';
};

const DESK: Sender = { id: 'desk', role: 'desk', label: 'Desk', visitId: null };
/** What the kiosks of the bench take a number for. */
const SERVICE = 'nurse';

let running: { readonly app: App; readonly day: BenchDay } | null = null;

function subject(): { readonly app: App; readonly day: BenchDay } {
  if (!running) throw new Error('the server is not started');
  return running;
}

/** The real site server, with or without refreshes of the waits, and a desk that calls. */
answerQuestions({
  start: async ({ folder, port, waitRefresh }: RefreshServerSettings) => {
    const day = new BenchDay();
    const app = await startApp({
      file: benchClinic(),
      isDemonstration: false,
      dataFolder: folder,
      host: '127.0.0.1',
      port,
      allowedOrigins: [],
      logger: pino({ level: 'error' }),
      clock: day.clock,
      waitRefresh,
    });
    running = { app, day };
    return { port: app.port };
  },
  'begin a new day': () => subject().day.begin(subject().app),
  'p99 of calls': ({ count, perSecond }: { count: number; perSecond: number }) =>
    p99OfCalls(subject().app, count, perSecond),
});

/** Calls at an even pace, the stations in turn; counted from when each was due. */
async function p99OfCalls(app: App, count: number, perSecond: number): Promise<number> {
  const stations = app.day.stations().filter(({ serviceIds }) => serviceIds.includes(SERVICE));
  const startAt = sharedNow();
  const calls: Promise<number | null>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueAt = startAt + (index * 1000) / perSecond;
    await sleep(Math.max(0, dueAt - sharedNow()));
    const station = stations[index % stations.length];
    if (station) calls.push(callAt(app, station.stationId, dueAt));
  }
  const took = (await Promise.all(calls)).filter((milliseconds) => milliseconds !== null);
  return percentile(took, 0.99);
}

/** Milliseconds from `dueAt` to the answer; null when nobody was waiting. */
async function callAt(app: App, stationId: string, dueAt: number): Promise<number | null> {
  const freed = free(app, stationId);
  const reply = await submit(app, 'queue:call-next', { stationId });
  const took = sharedNow() - dueAt;
  await freed;
  return reply.ok ? took : null;
}

/** Whoever is at the station is seen and done. */
async function free(app: App, stationId: string): Promise<void> {
  const there = app.day
    .entries()
    .find(
      (entry) =>
        entry.stationId === stationId &&
        (entry.status === 'called' || entry.status === 'in-service'),
    );
  if (!there) return;
  const entryId = there.id;
  const started = there.status === 'called' ? submit(app, 'queue:start', { entryId }) : null;
  const finished = submit(app, 'queue:finish', { entryId });
  await Promise.all([started, finished]);
}

function submit<C extends CommandName>(
  app: App,
  name: C,
  input: Omit<CommandInput<C>, 'commandId'>,
): ReturnType<App['bus']['submit']> {
  return app.bus.submit(name, { commandId: randomUUID(), ...input }, DESK);
}
