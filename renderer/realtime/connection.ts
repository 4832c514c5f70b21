import { io, type Socket } from 'socket.io-client';
import type {
  CommandInput,
  CommandName,
  CommandValue,
  QueryInput,
  QueryName,
  QueryValue,
  Reply,
  Role,
} from '../../shared/contract/commands.ts';
import {
  type ClientToServerEvents,
  CONTRACT_VERSION,
  type Credentials,
  type RefusedConnection,
  type ServerToClientEvents,
} from '../../shared/contract/events.ts';
import { type SnapshotFor, STALE_AFTER_MS } from '../../shared/contract/snapshots.ts';

/** What a page knows about its line to the server. */
export type Link =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Nothing heard for a while: what is shown may be out of date since then. */
  | { readonly kind: 'stale'; readonly sinceAt: number }
  | { readonly kind: 'refused'; readonly reason: RefusedConnection };

/** `unreachable`: it is not known whether it was done; asking again with the same id is safe. */
export type Answer<T> =
  | Reply<T>
  | { readonly ok: false; readonly error: { readonly code: 'unreachable' } };

export type CommandBody<C extends CommandName> = Omit<CommandInput<C>, 'commandId'>;

export type Connection<R extends Role> = {
  readonly getSnapshot: () => SnapshotFor<R> | null;
  readonly getLink: () => Link;
  /** Calls back when the snapshot or the link has changed; returns how to stop. */
  readonly subscribe: (onChange: () => void) => () => void;
  /** Sends a command until it is answered or `giveUpAfterMs` is over; one id for all tries. */
  readonly send: <C extends CommandName>(
    name: C,
    body: CommandBody<C>,
    options?: { readonly commandId?: string; readonly giveUpAfterMs?: number },
  ) => Promise<Answer<CommandValue<C>>>;
  readonly ask: <Q extends QueryName>(
    name: Q,
    input: QueryInput<Q>,
  ) => Promise<Answer<QueryValue<Q>>>;
  readonly close: () => void;
};

const TRY_MS = 2_000;
const GIVE_UP_MS = 5_000;
const RETRY_PAUSE_MS = 250;

/** Opens the page's one connection. `serverUrl` is for pages not served by the site server itself. */
export function connect<R extends Role>(
  role: R,
  options: { readonly token: string | null; readonly areaId?: string; readonly serverUrl?: string },
): Connection<R> {
  const credentials: Credentials = {
    role,
    token: options.token,
    contractVersion: CONTRACT_VERSION,
    ...(options.areaId === undefined ? {} : { areaId: options.areaId }),
  };
  // Settings measured, not guessed: all pages are back within a second or so of a restart, without
  // a herd. Buffers and retries of the library stay unused; see `send`.
  const socket: Socket<ServerToClientEvents<R>, ClientToServerEvents> = io(
    options.serverUrl ?? '',
    {
      transports: ['websocket'],
      auth: credentials,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_000,
      randomizationFactor: 0.5,
    },
  );

  let snapshot: SnapshotFor<R> | null = null;
  let link: Link = { kind: 'connecting' };
  let lastHeardAt = Date.now();
  const listeners = new Set<() => void>();

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const setLink = (next: Link): void => {
    if (next.kind === link.kind && next.kind !== 'stale') return;
    link = next;
    changed();
  };
  const heard = (): void => {
    lastHeardAt = Date.now();
    setLink({ kind: 'live' });
  };

  const onSnapshot = (next: SnapshotFor<R>): void => {
    snapshot = next;
    heard();
    changed();
  };
  const onBeat = (beat: { readonly revision: number }): void => {
    heard();
    // The beat says which snapshot we should have: a gap is visible, and cured by asking.
    if (snapshot !== null && snapshot.revision !== beat.revision) socket.emit('snapshot:get');
  };
  socket.on('snapshot', onSnapshot);
  socket.on('beat', onBeat);
  socket.on('connect_error', (error) => {
    const reason = refusalOf(error);
    if (reason === null) return;
    if (reason === 'contract-changed') reloadOnce();
    setLink({ kind: 'refused', reason });
    // A refused connection is not retried by the library; a setting may be put right at any time.
    setTimeout(() => socket.connect(), 10_000);
  });
  const watch = setInterval(() => {
    if (link.kind !== 'live' && link.kind !== 'connecting') return;
    if (Date.now() - lastHeardAt < STALE_AFTER_MS) return;
    if (link.kind === 'live' || snapshot === null) setLink({ kind: 'stale', sinceAt: lastHeardAt });
  }, 1_000);

  async function deliver(
    name: string,
    input: unknown,
    giveUpAfterMs: number,
  ): Promise<Answer<unknown>> {
    const giveUpAt = Date.now() + giveUpAfterMs;
    while (Date.now() < giveUpAt) {
      if (!socket.connected) {
        await pause(RETRY_PAUSE_MS);
        continue;
      }
      try {
        const patience = Math.max(RETRY_PAUSE_MS, Math.min(TRY_MS, giveUpAt - Date.now()));
        // The cast is true because names and inputs come only from the typed `send` and `ask`.
        const reply: unknown = await (socket as unknown as UntypedSocket)
          .timeout(patience)
          .emitWithAck(name, input);
        return reply as Reply<unknown>;
      } catch {
        // Not answered in time or the line went down: the same id makes asking again harmless.
        await pause(RETRY_PAUSE_MS);
      }
    }
    return { ok: false, error: { code: 'unreachable' } };
  }

  return {
    getSnapshot: () => snapshot,
    getLink: () => link,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    send: (name, body, sendOptions) =>
      deliver(
        name,
        { ...body, commandId: sendOptions?.commandId ?? newId() },
        sendOptions?.giveUpAfterMs ?? GIVE_UP_MS,
      ) as never,
    ask: (name, input) => deliver(name, input, GIVE_UP_MS) as never,
    close: () => {
      clearInterval(watch);
      socket.close();
    },
  };
}

type UntypedSocket = {
  timeout: (ms: number) => { emitWithAck: (name: string, input: unknown) => Promise<unknown> };
};

/**
 * A UUID of version 7, also on a page served over plain HTTP, where `crypto.randomUUID` is not given.
 * It begins with the time, so that the server finds the ids of one moment beside each other on its disk.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  const view = new DataView(bytes.buffer);
  view.setUint16(0, now / 2 ** 32);
  view.setUint32(2, now);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

function refusalOf(error: Error): RefusedConnection | null {
  const data = 'data' in error ? error.data : undefined;
  if (typeof data !== 'object' || data === null || !('reason' in data)) return null;
  const { reason } = data;
  return reason === 'not-allowed' || reason === 'contract-changed' || reason === 'visit-over'
    ? reason
    : null;
}

/** After an update of the server the page fetches itself anew, but never in a loop. */
function reloadOnce(): void {
  const key = 'foyer.reloaded-for-contract';
  if (sessionStorage.getItem(key) === String(CONTRACT_VERSION)) return;
  sessionStorage.setItem(key, String(CONTRACT_VERSION));
  location.reload();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
