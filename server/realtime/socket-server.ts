import type { EventEmitter } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import {
  type CommandName,
  commands,
  queries,
  type QueryName,
  type Reply,
} from '../../shared/contract/commands.ts';
import type { ServerToClientEvents } from '../../shared/contract/events.ts';
import { KIOSK_ORIGIN } from '../../shared/contract/kiosk-bridge.ts';
import { BEAT_EVERY_MS } from '../../shared/contract/snapshots.ts';
import type { Answer, Request } from '../commands/command-bus.ts';
import { audienceOf, type Device } from './audience.ts';
import type { Authentication } from './authenticate.ts';
import { OneFrameAdapter } from './one-frame-adapter.ts';
import { Publisher, type PublisherParts } from './publisher.ts';
import { frameAhead } from './text-frame.ts';
import { parser, WrittenJson } from './written-json.ts';

type SocketData = { device: Device };
type NoEvents = Record<string, never>;
type AppSocket = Socket<NoEvents, ServerToClientEvents, NoEvents, SocketData>;

export type Answerers = {
  readonly command: (request: Request) => void;
  readonly query: (name: QueryName, raw: unknown, device: Device) => Reply<unknown>;
};

export type SocketServerParts = {
  readonly httpServer: HttpServer;
  /** Pages of these origins may connect besides our own and those of the kiosk's shell. */
  readonly allowedOrigins: readonly string[];
  readonly authenticate: (credentials: unknown) => Authentication;
  readonly answerers: Answerers;
  readonly publisher: Pick<PublisherParts, 'source' | 'onSent' | 'onCrash'>;
  readonly onConnection: (device: Device, change: 'connected' | 'disconnected') => void;
};

export type SocketServer = {
  readonly publisher: Publisher;
  /** How many connections each role has. */
  readonly connections: () => Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
};

/** More than this waiting to be written means a screen has stopped reading; it is cut and comes back. */
const MOST_UNWRITTEN_PACKETS = 200;
const LARGEST_MESSAGE_BYTES = 64 * 1024;

/** The clinic's socket: websocket only, a role per connection, whole snapshots to rooms. */
export function createSocketServer(parts: SocketServerParts): SocketServer {
  const io = new Server<NoEvents, ServerToClientEvents, NoEvents, SocketData>(parts.httpServer, {
    transports: ['websocket'],
    adapter: OneFrameAdapter,
    parser,
    serveClient: false,
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    perMessageDeflate: false,
    cors: { origin: [...parts.allowedOrigins] },
    allowRequest: (request, accept) => {
      accept(null, isAllowedOrigin(request.headers, parts.allowedOrigins));
    },
  });
  const publisher = new Publisher({ io, ...parts.publisher });

  io.use((socket, next) => {
    const outcome = parts.authenticate(socket.handshake.auth);
    if (outcome.ok) {
      socket.data.device = outcome.device;
      next();
      return;
    }
    next(Object.assign(new Error('refused'), { data: { reason: outcome.reason } }));
  });
  io.engine.on('connection', (connection: EventEmitter) => {
    connection.on('packetCreate', frameAhead);
  });
  io.on('connection', (socket) => serve(socket, publisher, parts));

  const beat = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) cutWhenStalled(socket);
    publisher.beat();
  }, BEAT_EVERY_MS);

  return {
    publisher,
    connections: () => countRoles(io.sockets.sockets.values()),
    close: async () => {
      clearInterval(beat);
      await io.close();
    },
  };
}

function serve(socket: AppSocket, publisher: Publisher, parts: SocketServerParts): void {
  const { device } = socket.data;
  const audience = audienceOf(device);
  const show = (): void => {
    try {
      const snapshot = publisher.show(audience);
      // The cast is true because the audience was made from this very socket's role.
      if (snapshot !== null) socket.emit('snapshot', snapshot as never);
    } catch (error) {
      parts.publisher.onCrash(error, audience.room);
    }
  };
  // The first request holds headers and buffers that nobody needs again.
  (socket.conn as { request: unknown }).request = null;
  void socket.join(audience.room);
  parts.onConnection(device, 'connected');
  socket.on('disconnect', () => parts.onConnection(device, 'disconnected'));
  show();

  const untyped: Socket = socket as never;
  untyped.on('snapshot:get', show);
  for (const name of Object.keys(commands) as CommandName[]) {
    untyped.on(name, (raw: unknown, ack: unknown) => {
      if (typeof ack !== 'function') return;
      const answer: Answer = (_, json) => ack(new WrittenJson(json));
      parts.answerers.command({ name, raw, sender: device, answer });
    });
  }
  for (const name of Object.keys(queries) as QueryName[]) {
    untyped.on(name, (raw: unknown, ack: unknown) => {
      if (typeof ack === 'function') ack(parts.answerers.query(name, raw, device));
    });
  }
}

/** Browsers say where a page is from; a page of another site must not use a device's network place. */
function isAllowedOrigin(
  headers: { readonly origin?: string | undefined; readonly host?: string | undefined },
  allowed: readonly string[],
): boolean {
  const { origin, host } = headers;
  // No web page can be of the shell's scheme.
  if (origin === undefined || origin === KIOSK_ORIGIN || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function cutWhenStalled(socket: AppSocket): void {
  const { conn } = socket as unknown as {
    conn: { writeBuffer: readonly unknown[]; close: () => void };
  };
  if (conn.writeBuffer.length > MOST_UNWRITTEN_PACKETS) conn.close();
}

function countRoles(sockets: Iterable<AppSocket>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const socket of sockets) {
    const { role } = socket.data.device;
    counts[role] = (counts[role] ?? 0) + 1;
  }
  return counts;
}
