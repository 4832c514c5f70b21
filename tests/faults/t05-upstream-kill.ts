import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { dataIn } from './clinic/clinic-process.ts';
import type { MistakeName } from './clinic/mistakes.ts';
import type { Fault, FaultCount, FaultTools } from './fault.ts';
import { wholeOf } from './seeded-random.ts';
import { crashingPostgres, type CrashingPostgres } from './upstream/crashing-postgres.ts';
import { type DeliveringClinic, deliveringClinic } from './upstream/delivering-clinic.ts';
import { compareWithHub } from './upstream/held-by-hub.ts';
import { HubProcess } from './upstream/hub-process.ts';

const STRIKES = 12;
const FEWEST_STRIKES = 2;
const TOLD_A_STRIKE = 120;
/** A request has begun and one of the next is struck, at any moment of it. */
const LAST_STRUCK_REQUEST = 8;
const LONGEST_REQUEST_MS = 15;

/** The hub's process, or its PostgreSQL, or both, are gone in the middle of a request. */
export const upstreamKill: Fault = {
  id: 'T5',
  title: 'hub killed -9, PostgreSQL crashed, in the middle of requests',
  run: (tools) => strikeAndCount(tools, null),
  control: {
    title: 'a hub that acknowledges before its commit',
    run: (tools) => strikeAndCount(tools, 'acknowledges before its commit'),
  },
};

async function strikeAndCount(tools: FaultTools, mistake: MistakeName | null): Promise<FaultCount> {
  const { folder, random, scale } = tools;
  const place = path.join(folder, 'upstream');
  mkdirSync(place);
  // PostgreSQL runs as another user and must get through to its own folder.
  chmodSync(folder, 0o755);
  await using postgres = await crashingPostgres(place);
  const port = await freePort();
  await using hub = new HubProcess({ folder, port, address: postgres.address, mistake });
  await hub.start();
  const requests = new Requests();
  const onRequest = (): void => requests.begun();
  await using clinic = await deliveringClinic(dataIn(folder), { port, onRequest, random });
  // A strike hits a mistake only at the right moment: it gets as many as it takes.
  const strikes = mistake ? STRIKES : Math.max(FEWEST_STRIKES, Math.round(STRIKES * scale));
  const broken: string[] = [];
  for (let strike = 1; strike <= strikes; strike += 1) {
    await strikeOnce({ clinic, hub, postgres, requests, random });
    // What the clinic believes to be safe is there at this very moment.
    const { lost } = await compareWithHub(postgres.address, clinic.acknowledged());
    if (lost > 0) broken.push(`after strike ${strike} the hub misses ${lost} it acknowledged`);
    if (mistake && lost > 0) break;
  }
  if (!(await clinic.drained())) broken.push('the log was not delivered to its end');
  const acknowledged = clinic.acknowledged();
  const findings = await compareWithHub(postgres.address, acknowledged);
  return {
    ...findings,
    tried: strikes,
    acknowledged: acknowledged.length,
    broken: [...broken, ...findings.broken],
  };
}

type Scene = {
  readonly clinic: DeliveringClinic;
  readonly hub: HubProcess;
  readonly postgres: CrashingPostgres;
  readonly requests: Requests;
  readonly random: () => number;
};

async function strikeOnce({ clinic, hub, postgres, requests, random }: Scene): Promise<void> {
  const struck = requests.after(wholeOf(random, 1, LAST_STRUCK_REQUEST));
  const serving = clinic.serve(TOLD_A_STRIKE);
  await struck;
  await sleep(random() * LONGEST_REQUEST_MS);
  const which = random();
  const isHubKilled = which < 0.7;
  const isDatabaseCrashed = which > 0.4;
  await Promise.all([isHubKilled ? hub.kill() : null, isDatabaseCrashed ? postgres.crash() : null]);
  if (isDatabaseCrashed) await postgres.start();
  if (isHubKilled) await hub.start();
  await serving;
}

/** Counts requests, so that one can wait for one of the next. */
class Requests {
  #count = 0;
  #wanted: { readonly count: number; readonly resolve: () => void } | null = null;

  begun(): void {
    this.#count += 1;
    if (this.#wanted && this.#count >= this.#wanted.count) this.#wanted.resolve();
  }

  after(more: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wanted = { count: this.#count + more, resolve };
    });
  }
}
