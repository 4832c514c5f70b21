import type { Bench } from '../bench.ts';
import type { Child } from '../child.ts';
import { pairedRounds, type Round } from '../rounds.ts';
import { startClients, startFoyer, startRawWs, type Subject } from '../subjects.ts';
import { KIOSKS } from '../tokens.ts';
import { WAITING } from '../workload.ts';
import { snapshotOf } from './broadcast.ts';

const SCREENS = 100;
const ROUNDS = 10;
const PACED_KIOSKS = 8;
const PACED = { count: 80, perSecond: 80 };
const FLAT_OUT = { each: 8 };

const subjects = { ours: 'Foyer', peer: 'ws + log', peerAgain: 'ws + log again' } as const;

/** From a check-in until the last of a hundred screens shows it. */
export const shown: Bench = {
  name: 'shown',
  figures: [
    {
      ...subjects,
      title: `check-in to the last of ${SCREENS} screens, ${PACED.perSecond}/s ÷ ws + bare log`,
      bar: { kind: 'at-most', ratio: 1.6 },
      metric: 'paced',
      unit: 'ms',
    },
    {
      ...subjects,
      title: `the same, ${KIOSKS} kiosks flat out`,
      bar: { kind: 'at-most', ratio: 2 },
      metric: 'flat out',
      unit: 'ms',
    },
  ],
  start: async () => {
    await using clients = await startClients();
    await using foyer = await startFoyer();
    await using ws = await startRawWs();
    await using wsAgain = await startRawWs();
    const all: Readonly<Record<string, Subject>> = {
      [subjects.ours]: foyer,
      [subjects.peer]: ws,
      [subjects.peerAgain]: wsAgain,
    };
    for (const { port, protocol } of Object.values(all)) {
      await clients.ask('open screens', { port, protocol, size: SCREENS, field: 'waitingCount' });
      await clients.ask('open kiosks', { port, protocol, upTo: PACED_KIOSKS });
    }
    await foyer.child.ask('show notice', { minutes: 30 });
    await clients.ask('number seen', { port: foyer.port, number: WAITING });
    const snapshot = await snapshotOf(clients, foyer);
    for (const { child } of [ws, wsAgain]) await child.ask('take snapshot', snapshot);

    const paced = await roundsOf('paced', all, (subject) =>
      block(clients, subject, 'shown at a pace', PACED),
    );
    for (const { port, protocol } of Object.values(all)) {
      await clients.ask('open kiosks', { port, protocol, upTo: KIOSKS });
    }
    const flatOut = await roundsOf('flat out', all, (subject) =>
      block(clients, subject, 'shown flat out', FLAT_OUT),
    );
    return [...paced, ...flatOut];
  },
};

async function roundsOf(
  metric: string,
  all: Readonly<Record<string, Subject>>,
  measure: (subject: Subject) => Promise<number>,
): Promise<readonly Round[]> {
  // What a process has not done before is slow once: one block of each before it counts.
  for (const subject of Object.values(all)) await measure(subject);
  return pairedRounds(ROUNDS, Object.keys(all), async (name) => {
    const subject = all[name];
    if (!subject) throw new Error(`no subject ${name}`);
    return { [metric]: await measure(subject) };
  });
}

async function block(
  clients: Child,
  { port, child }: Subject,
  question: string,
  work: object,
): Promise<number> {
  await child.ask('begin a new day');
  await clients.ask('forget what was seen', { port });
  return clients.ask<number>(question, { port, waitingBefore: WAITING, ...work });
}
