import type { Bench } from '../bench.ts';
import { type Child, startChild } from '../child.ts';
import { benchFolder } from '../folder.ts';
import { pairedRounds } from '../rounds.ts';
import { startClients } from '../subjects.ts';
import type { RefreshServerSettings } from '../subjects/refresh-server.ts';

const ROUNDS = 4;
const KIOSKS = 8;
/** A busier door and busier rooms than any clinic has. */
const PACED = { count: 200, perSecond: 20 };

const subjects = {
  ours: 'with refreshes',
  peer: 'without',
  peerAgain: 'without again',
} as const;

type Server = AsyncDisposable & { readonly child: Child; readonly port: number };

/** What those who check in and call notice of everybody's wait being worked out beside them. */
export const refreshLatency: Bench = {
  name: 'refresh-latency',
  figures: [
    {
      ...subjects,
      title: 'p99 of a check-in with refreshes of the waits ÷ without',
      bar: { kind: 'at-most', ratio: 1.3 },
      metric: 'checkIn',
      unit: 'ms',
    },
    {
      ...subjects,
      title: 'p99 of a call with refreshes of the waits ÷ without',
      bar: { kind: 'at-most', ratio: 1.3 },
      metric: 'call',
      unit: 'ms',
    },
  ],
  start: async () => {
    await using stack = new AsyncDisposableStack();
    const clients = stack.use(await startClients());
    const servers = new Map<string, Server>();
    for (const name of Object.values(subjects)) {
      const server = stack.use(await startServer(name === subjects.ours ? 'worker' : 'off'));
      await clients.ask('open kiosks', { port: server.port, protocol: 'socket.io', upTo: KIOSKS });
      await measure(server, clients);
      servers.set(name, server);
    }
    return await pairedRounds(ROUNDS, [...servers.keys()], async (name) => {
      const server = servers.get(name);
      if (!server) throw new Error(`no subject ${name}`);
      return measure(server, clients);
    });
  },
};

async function measure({ child, port }: Server, clients: Child) {
  await child.ask('begin a new day');
  const [checkIn, call] = await Promise.all([
    clients.ask<number>('p99 of check-ins', { port, ...PACED }),
    child.ask<number>('p99 of calls', PACED),
  ]);
  return { checkIn, call };
}

async function startServer(waitRefresh: RefreshServerSettings['waitRefresh']): Promise<Server> {
  const folder = benchFolder();
  const child = await startChild(import.meta.resolve('../subjects/refresh-server.ts'));
  const settings: RefreshServerSettings = { folder: folder.path, port: 0, waitRefresh };
  const { port } = await child.ask<{ port: number }>('start', settings);
  return {
    child,
    port,
    async [Symbol.asyncDispose]() {
      await child.kill();
      folder[Symbol.dispose]();
    },
  };
}
