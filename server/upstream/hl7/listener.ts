import { once } from 'node:events';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import type { Hl7Settings } from '../../../shared/contract/destination-settings.ts';
import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { onceThePortIsFree } from '../../busy-port.ts';
import type { Clock } from '../../clock.ts';
import type { FrameLimits } from './frame-guard.ts';
import { gatherChanges } from './gathered-changes.ts';
import { serveSender } from './serve-sender.ts';
import type { ScheduleEffectParts } from './schedule-effect.ts';
import { createMessageTaker } from './take-message.ts';

export type Hl7Listener = {
  readonly port: number;
  /** Takes no more messages, and closes every connection. */
  readonly close: () => Promise<void>;
};

export type Hl7ListenerParts = Omit<ScheduleEffectParts, 'id' | 'listen'> & {
  readonly now: Clock['now'];
  readonly logger: Logger;
  /** Appointments were changed and committed; once for many. */
  readonly onChanged: () => void;
  /** For tests of the limits. */
  readonly limits?: FrameLimits;
};

const MOST_CONNECTIONS = 16;
const KEEP_ALIVE_MS = MINUTE_MS;
const LIMITS: FrameLimits = {
  mostBytes: 128 * 1024,
  longestMs: 15 * SECOND_MS,
  mostUnreadBytes: 256 * 1024,
};
const LONGEST_GOODBYE_MS = SECOND_MS;

/**
 * Listens for SIU messages and answers each after its commit. Resolves once it listens, with null when
 * the settings have no `listen`; rejects with a plain sentence when the port cannot be had.
 */
export async function startHl7Listener(
  { id, listen }: Pick<Hl7Settings, 'id' | 'listen'>,
  { now, logger, onChanged, limits = LIMITS, ...rest }: Hl7ListenerParts,
): Promise<Hl7Listener | null> {
  if (!listen) return null;
  const taker = createMessageTaker({ ...rest, id, listen });
  const changes = gatherChanges(onChanged);
  const log = logger.child({ destination: id });
  const sockets = new Set<Socket>();
  const server = net.createServer({ keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('drop', () => log.warn('hl7: too many connections'));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveSender(socket, { taker, now, log, limits, onListed: changes.tell });
  });
  await listenOn(server, listen);
  server.on('error', (error) => log.error({ err: error }, 'hl7: listening failed'));
  return {
    port: portOf(server),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      await Promise.all([...sockets].map(sayGoodbye));
      await closed;
      changes.flush();
    },
  };
}

async function listenOn(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  try {
    await onceThePortIsFree(() => {
      const listening = once(server, 'listening');
      server.listen(port, host);
      return listening;
    });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new Error(`HL7 messages cannot be listened for on ${host}:${port}: ${code}`, { cause });
  }
}

function portOf(server: Server): number {
  // True because it listens on a port, and not on a pipe.
  return (server.address() as AddressInfo).port;
}

/** Sends what is answered already, and no longer waits for somebody who does not read it. */
async function sayGoodbye(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.destroySoon();
  const timer = setTimeout(() => socket.destroy(), LONGEST_GOODBYE_MS);
  await closed;
  clearTimeout(timer);
}
