import type { Bench } from '../bench.ts';
import { pairedRounds } from '../rounds.ts';
import { startBareSqlite, startClients, startFoyer, type Subject } from '../subjects.ts';
import { KIOSKS } from '../tokens.ts';

const ROUNDS = 10;
const EACH = 8;

const subjects = {
  ours: 'Foyer',
  peer: 'a commit each',
  peerAgain: 'a commit each again',
} as const;
const BARE = 'bare sqlite';

/** Check-ins that are safe on the disk when they are answered. */
export const durable: Bench = {
  name: 'durable',
  figures: [
    {
      ...subjects,
      title: `durable check-ins from ${KIOSKS} kiosks ÷ a commit per request`,
      bar: { kind: 'at-least', ratio: 5 },
      metric: 'rate',
      unit: '/s',
      alsoShown: [BARE],
    },
  ],
  start: async () => {
    await using clients = await startClients();
    await using foyer = await startFoyer();
    await using each = await startFoyer({ mostInOneBatch: 1 });
    await using eachAgain = await startFoyer({ mostInOneBatch: 1 });
    await using bare = await startBareSqlite();
    const all: Readonly<Record<string, Subject>> = {
      [subjects.ours]: foyer,
      [subjects.peer]: each,
      [subjects.peerAgain]: eachAgain,
      [BARE]: bare,
    };
    const rate = async ({ port, child }: Subject): Promise<number> => {
      await child.ask('begin a new day');
      return clients.ask<number>('check-ins a second', { port, each: EACH });
    };
    for (const subject of Object.values(all)) {
      const { port, protocol } = subject;
      await clients.ask('open kiosks', { port, protocol, upTo: KIOSKS });
      await rate(subject);
    }
    return await pairedRounds(ROUNDS, Object.keys(all), async (name) => {
      const subject = all[name];
      if (!subject) throw new Error(`no subject ${name}`);
      return { rate: await rate(subject) };
    });
  },
};
