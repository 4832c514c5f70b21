import { startPostgres } from '../../support/postgres.ts';
import type { Bench } from '../bench.ts';
import { type Child, startChild } from '../child.ts';
import { pairedRounds, type Round } from '../rounds.ts';
import { startClients, startFoyer, type Subject } from '../subjects.ts';

const ROUNDS = 4;
const BACKLOG = 100_000;
const KIOSKS = 8;
/** A busy door: somebody every 50 ms. */
const PACED = { count: 200, perSecond: 20 };
/** So many that some are left when the last check-in is measured. */
const MORE_THAN_DRAINS = 200_000;

const speed = {
  ours: 'Foyer to its hub',
  peer: 'plain INSERTs',
  peerAgain: 'plain INSERTs again',
} as const;
const latency = { ours: 'draining', peer: 'idle', peerAgain: 'idle again' } as const;

/** A backlog of 100,000 events going to a hub on PostgreSQL while people check in. */
export const drain: Bench = {
  name: 'drain',
  figures: [
    {
      ...speed,
      title: `events a second to the hub ÷ plain INSERTs, ${PACED.perSecond} check-ins/s meanwhile`,
      bar: { kind: 'at-least', ratio: 0.5 },
      metric: 'events',
      unit: '/s',
    },
    {
      ...latency,
      title: 'p99 of a check-in while a backlog drains ÷ idle',
      bar: { kind: 'at-most', ratio: 1.5 },
      metric: 'p99',
      unit: 'ms',
    },
  ],
  start: async () => {
    const postgres = await startPostgres();
    try {
      await using stack = new AsyncDisposableStack();
      const clients = stack.use(await startClients());
      const hub = stack.use(await startChild(import.meta.resolve('../subjects/hub.ts')));
      const { url } = await hub.ask<{ url: string }>('start', {
        database: await postgres.database('hub'),
      });
      const site = stack.use(await startFoyer({ hubUrl: url }));
      const plain = stack.use(
        await startChild(import.meta.resolve('../subjects/plain-inserts.ts')),
      );
      await plain.ask('start', { database: await postgres.database('plain') });
      const { port, protocol } = site;
      await clients.ask('open kiosks', { port, protocol, upTo: KIOSKS });
      const all: Measured = { clients, site, plain };
      await eventsASecond(speed.ours, all);
      await eventsASecond(speed.peer, all);
      const speeds = await pairedRounds(ROUNDS, Object.values(speed), async (name) => ({
        events: await eventsASecond(name, all),
      }));
      const latencies = await pairedRounds(ROUNDS, Object.values(latency), async (name) => ({
        p99: await p99(name, all),
      }));
      return [...speeds, ...latencies] satisfies readonly Round[];
    } finally {
      await postgres.stop();
    }
  },
};

type Measured = { readonly clients: Child; readonly site: Subject; readonly plain: Child };

/** Either way people check in at the same pace, so that both have the same machine left. */
async function eventsASecond(name: string, all: Measured): Promise<number> {
  const { clients, site, plain } = all;
  await site.child.ask('begin a new day');
  await site.child.ask('all delivered');
  const checkIns = clients.ask('p99 of check-ins', { port: site.port, ...PACED });
  const isOurs = name === speed.ours;
  const rate = isOurs
    ? await site.child.ask<number>('deliver backlog', { count: BACKLOG })
    : await plain.ask<number>('events a second', { count: BACKLOG });
  await checkIns;
  return rate;
}

async function p99(name: string, { clients, site }: Measured): Promise<number> {
  await site.child.ask('begin a new day');
  await site.child.ask('all delivered');
  const isDraining = name === latency.ours;
  if (isDraining) await site.child.ask('add backlog', { count: MORE_THAN_DRAINS });
  return clients.ask<number>('p99 of check-ins', { port: site.port, ...PACED });
}
