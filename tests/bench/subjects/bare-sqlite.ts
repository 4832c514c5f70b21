import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';
import { answerQuestions } from '../child.ts';

const SCHEMA = `
  CREATE TABLE visit (id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL);
  CREATE TABLE queue_entry (id TEXT PRIMARY KEY, visit_id TEXT NOT NULL, service_id TEXT NOT NULL);
  CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
  CREATE TABLE outbox (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);`;

type Request = { readonly commandId: string; readonly serviceId: string };

/** What is written without thinking about it: Socket.IO, and a transaction and a flush per check-in. */
answerQuestions({
  start: async ({ folder }: { folder: string }) => {
    const http = createServer();
    const io = new Server(http, { transports: ['websocket'], serveClient: false });
    const checkIn = prepareCheckIn(folder);
    io.on('connection', (socket) => {
      socket.on('check-in:take-number', (request: Request, ack: (reply: object) => void) => {
        ack({ ok: true, value: { ticket: checkIn(request) } });
      });
    });
    await new Promise<void>((resolve) => {
      http.listen(0, '127.0.0.1', resolve);
    });
    // True because it listens on a port and not on a pipe.
    return { port: (http.address() as AddressInfo).port };
  },
  'begin a new day': () => null,
});

/** Two reads and four inserts, as little as a check-in that can be trusted takes. */
function prepareCheckIn(folder: string): (request: Request) => string {
  const db = new Database(path.join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  const known = db.prepare('SELECT id FROM visit WHERE request_id = ?');
  const ahead = db.prepare<[], { count: number }>('SELECT max(rowid) AS count FROM queue_entry');
  const visit = db.prepare('INSERT INTO visit (id, request_id, at) VALUES (?, ?, ?)');
  const entry = db.prepare('INSERT INTO queue_entry (id, visit_id, service_id) VALUES (?, ?, ?)');
  const event = db.prepare('INSERT INTO event (body) VALUES (?)');
  const outbox = db.prepare('INSERT INTO outbox (body) VALUES (?)');
  return db.transaction((request: Request) => {
    if (known.get(request.commandId) !== undefined) throw new Error('sent twice');
    const ticket = `K${ahead.get()?.count ?? 0}`;
    const visitId = randomUUID();
    const body = JSON.stringify({ ...request, visitId, ticket });
    visit.run(visitId, request.commandId, Date.now());
    entry.run(randomUUID(), visitId, request.serviceId);
    event.run(body);
    outbox.run(body);
    return ticket;
  });
}
