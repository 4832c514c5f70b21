import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerQuestions, cpuMilliseconds, sharedNow } from '../child.ts';
import { WAITING } from '../workload.ts';

export type RawWsSettings = { readonly folder: string };

type Snapshot = { readonly notices: readonly object[]; readonly [field: string]: unknown };
type Waiting = { readonly kiosk: WebSocket; readonly line: string };

const ACCEPTED = JSON.stringify({ ok: true });

const screens = new Set<WebSocket>();
let snapshot: Snapshot = { notices: [] };
let revision = 0;
let checkedIn = 0;
let log = -1;
let waiting: Waiting[] = [];

/**
 * The floor: nothing but ws and a file. All screens get one shared buffer; the check-ins of a turn of
 * the event loop are appended and flushed once, then answered, then shown with one push.
 */
answerQuestions({
  start: async ({ folder }: RawWsSettings) => {
    log = openSync(path.join(folder, 'check-ins.log'), 'a');
    const http = createServer();
    const server = new WebSocketServer({ server: http, perMessageDeflate: false });
    server.on('connection', (socket, request) => {
      if (request.url === '/screen') screens.add(socket);
      else socket.on('message', (data: Buffer) => takeIn(socket, data));
    });
    await new Promise<void>((resolve) => {
      http.listen(0, '127.0.0.1', resolve);
    });
    process.on('exit', () => closeSync(log));
    // True because it listens on a port and not on a pipe.
    return { port: (http.address() as AddressInfo).port };
  },
  'take snapshot': (body: Snapshot) => {
    snapshot = body;
  },
  'begin a new day': () => {
    checkedIn = 0;
  },
  'show notice': ({ minutes }: { minutes: number }) => {
    const sentAt = sharedNow();
    push({ notices: snapshot.notices.map((notice) => ({ ...notice, minutes })) });
    return sentAt;
  },
  cpu: cpuMilliseconds,
});

function takeIn(kiosk: WebSocket, data: Buffer): void {
  const body: unknown = JSON.parse(data.toString());
  checkedIn += 1;
  const line = `${JSON.stringify({ at: Date.now(), number: checkedIn, body })}\n`;
  waiting.push({ kiosk, line });
  if (waiting.length === 1) setImmediate(commit);
}

function commit(): void {
  const batch = waiting;
  waiting = [];
  writeSync(log, batch.map(({ line }) => line).join(''));
  fdatasyncSync(log);
  for (const { kiosk } of batch) kiosk.send(ACCEPTED);
  push({ waitingCount: WAITING + checkedIn });
}

/** A new object each time, as a real change is. */
function push(change: Partial<Snapshot>): void {
  revision += 1;
  const next = { ...snapshot, ...change, revision, sentAt: Date.now() };
  const buffer = Buffer.from(JSON.stringify(next));
  for (const screen of screens) screen.send(buffer, { binary: false });
}
