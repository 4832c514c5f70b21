import type { Bench } from '../bench.ts';
import { type Child, startChild } from '../child.ts';
import type { Pages, Retry } from '../clients/pages.ts';
import { pairedRounds } from '../rounds.ts';
import { startRestartable, type Restartable } from '../subjects.ts';

const PROCESSES = 2;
const PAGES_EACH = 500;
const ROUNDS = 8;

const subjects = {
  ours: 'Foyer',
  peer: 'immediate retry',
  peerAgain: 'immediate retry again',
} as const;

type Crowd = { readonly server: Restartable; readonly processes: readonly Child[] };

/** A thousand pages, back with the present after the server died and was started again. */
export const back: Bench = {
  name: 'back',
  figures: [
    {
      ...subjects,
      title: `${PROCESSES * PAGES_EACH} pages back after a restart ÷ immediate retry`,
      bar: { kind: 'at-most', ratio: 1.5 },
      metric: 'back',
      unit: 'ms',
      alsoShown: [],
    },
  ],
  start: async () => {
    await using stack = new AsyncDisposableStack();
    const processes: Child[] = [];
    for (let index = 0; index < PROCESSES; index += 1) {
      processes.push(stack.use(await startChild(import.meta.resolve('../clients/pages.ts'))));
    }
    const crowds: Record<string, Crowd> = {};
    const retries: Record<string, Retry> = {
      [subjects.ours]: 'ours',
      [subjects.peer]: 'immediate',
      [subjects.peerAgain]: 'immediate',
    };
    for (const [name, retry] of Object.entries(retries)) {
      const server = stack.use(await startRestartable());
      const pages: Pages = { port: server.port, size: PAGES_EACH, retry };
      await Promise.all(processes.map((child) => child.ask('open', pages)));
      crowds[name] = { server, processes };
    }
    return await pairedRounds(ROUNDS, Object.keys(crowds), async (name) => {
      const crowd = crowds[name];
      if (!crowd) throw new Error(`no subject ${name}`);
      return { back: await restart(crowd) };
    });
  },
};

/** Milliseconds from the new server listening until the last page has its snapshot. */
async function restart({ server, processes }: Crowd): Promise<number> {
  const allBack = Promise.all(
    processes.map((child) =>
      child.ask<number>('all back', { port: server.port, sinceAt: Date.now() }),
    ),
  );
  const listeningAt = await server.restart();
  return Math.max(...(await allBack)) - listeningAt;
}
