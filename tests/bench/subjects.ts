import { type Child, startChild } from './child.ts';
import type { Protocol, Target } from './clients/devices.ts';
import { benchFolder } from './folder.ts';
import type { FoyerSettings } from './subjects/foyer.ts';

/** A server that is measured, in a process and a folder of its own. */
export type Subject = AsyncDisposable & Target & { readonly child: Child };

/** The site server that is killed and started again on the same port and folder. */
export type Restartable = AsyncDisposable & {
  readonly port: number;
  /** Resolves with the moment at which the new one was listening. */
  readonly restart: () => Promise<number>;
};

const FOYER = import.meta.resolve('./subjects/foyer.ts');

/** The real site server; with `mostInOneBatch: 1`, as it would be with a commit per request. */
export function startFoyer(
  settings: Pick<FoyerSettings, 'mostInOneBatch' | 'hubUrl'> = {},
): Promise<Subject> {
  return startSubject('socket.io', FOYER, settings);
}

/** ws with one shared buffer for all screens, and a log file flushed once per turn. */
export function startRawWs(): Promise<Subject> {
  return startSubject('ws', import.meta.resolve('./subjects/raw-ws.ts'));
}

/** Socket.IO and better-sqlite3 with a commit per request, and nothing else. */
export function startBareSqlite(): Promise<Subject> {
  return startSubject('socket.io', import.meta.resolve('./subjects/bare-sqlite.ts'));
}

/** The one process that holds the screens and kiosks of all subjects. */
export function startClients(): Promise<Child> {
  return startChild(import.meta.resolve('./clients/main.ts'));
}

/** The real site server, to be killed. */
export async function startRestartable(): Promise<Restartable> {
  const folder = benchFolder();
  let child = await startChild(FOYER);
  const listen = (port: number) =>
    child.ask<Listening>('start', { folder: folder.path, port } satisfies FoyerSettings);
  const { port } = await listen(0);
  await child.ask('begin a new day');
  return {
    port,
    restart: async () => {
      await child.kill();
      child = await startChild(FOYER);
      return (await listen(port)).listeningAt;
    },
    async [Symbol.asyncDispose]() {
      await child.kill();
      folder[Symbol.dispose]();
    },
  };
}

type Listening = { readonly port: number; readonly listeningAt: number };

async function startSubject(
  protocol: Protocol,
  file: string,
  settings: object = {},
): Promise<Subject> {
  const folder = benchFolder();
  const child = await startChild(file);
  const body = { folder: folder.path, port: 0, ...settings };
  const { port } = await child.ask<Listening>('start', body);
  await child.ask('begin a new day');
  return {
    child,
    port,
    protocol,
    async [Symbol.asyncDispose]() {
      await child.kill();
      folder[Symbol.dispose]();
    },
  };
}
