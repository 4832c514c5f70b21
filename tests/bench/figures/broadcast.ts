import type { Bench } from '../bench.ts';
import type { Child } from '../child.ts';
import { pairedRounds } from '../rounds.ts';
import { median } from '../statistics.ts';
import { startClients, startFoyer, startRawWs, type Subject } from '../subjects.ts';
import { minutesOfNotice } from '../workload.ts';

const SCREENS = 1000;
const ROUNDS = 10;
const BROADCASTS = 20;
const WARM_UP_BROADCASTS = 60;

const subjects = { ours: 'Foyer', peer: 'ws', peerAgain: 'ws again' } as const;

/** A change, shown on the last of a thousand screens. */
export const broadcast: Bench = {
  name: 'broadcast',
  figures: [
    {
      ...subjects,
      title: `CPU of a change on ${SCREENS} screens ÷ raw ws`,
      bar: { kind: 'at-most', ratio: 1.45 },
      metric: 'cpu',
      unit: 'ms',
    },
    {
      ...subjects,
      title: `a change to the last of ${SCREENS} screens ÷ raw ws`,
      bar: { kind: 'at-most', ratio: 1.35 },
      metric: 'last',
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
      await clients.ask('open screens', { port, protocol, size: SCREENS, field: 'minutes' });
    }
    const walls = wallsOf(clients);
    await walls.show(foyer);
    const snapshot = await snapshotOf(clients, foyer);
    for (const { child } of [ws, wsAgain]) await child.ask('take snapshot', snapshot);
    for (const subject of Object.values(all)) await walls.block(subject, WARM_UP_BROADCASTS);
    return await pairedRounds(ROUNDS, Object.keys(all), async (name) => {
      const subject = all[name];
      if (!subject) throw new Error(`no subject ${name}`);
      return walls.block(subject, BROADCASTS);
    });
  },
};

/** What Foyer's screens were shown last: ws sends the same, so that it sends the same bytes. */
export async function snapshotOf(clients: Child, { port }: Subject): Promise<unknown> {
  const frame = await clients.ask<string>('latest snapshot', { port });
  const packet: unknown = JSON.parse(frame.slice(2));
  return Array.isArray(packet) ? packet[1] : null;
}

function wallsOf(clients: Child) {
  let shown = 0;
  /** Milliseconds from before the change until the last screen has it. */
  const show = async ({ port, child }: Subject): Promise<number> => {
    shown += 1;
    const minutes = minutesOfNotice(shown);
    const seen = clients.ask<number>('number seen', { port, number: minutes });
    const sentAt = await child.ask<number>('show notice', { minutes });
    return (await seen) - sentAt;
  };
  const block = async (subject: Subject, count: number) => {
    const cpuBefore = await subject.child.ask<number>('cpu');
    const last: number[] = [];
    for (let index = 0; index < count; index += 1) last.push(await show(subject));
    const cpu = ((await subject.child.ask<number>('cpu')) - cpuBefore) / count;
    await clients.ask('forget what was seen', { port: subject.port });
    return { cpu, last: median(last) };
  };
  return { show, block };
}
