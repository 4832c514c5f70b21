import { Hl7Message } from '@medplum/core';
import { Hl7Client } from '@medplum/hl7';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, openMemoryDatabase } from '../../server/db/open-database.ts';
import { createStores, type Stores } from '../../server/db/stores.ts';
import { type Hl7Listener, startHl7Listener } from '../../server/upstream/hl7/listener.ts';
import { applyOne } from '../../server/upstream/schedule/apply-schedule.ts';
import { clinicFile } from '../support/clinic.ts';
import { codeAndId, framed, hl7Settings, RawSender, siu } from '../support/hl7-peers.ts';
import { TEN_O_CLOCK } from '../support/running-clinic.ts';

const DAY = '2026-11-21';
const LIMITS = { mostBytes: 16 * 1024, longestMs: 150, mostUnreadBytes: 64 * 1024 };

let db: Db;
let stores: Stores;
let listener: Hl7Listener;
let changes: number;

beforeEach(async () => {
  changes = 0;
  db = openMemoryDatabase();
  stores = createStores(db);
  listener = await listen();
});

afterEach(async () => {
  await listener.close();
  db.close();
});

async function listen(port = 0): Promise<Hl7Listener> {
  const started = await startHl7Listener(hl7Settings({ listen: { port } }), {
    db,
    stores,
    clinic: clinicFile(),
    logger: pino({ level: 'silent' }),
    now: () => TEN_O_CLOCK,
    apply: applyOne,
    onChanged: () => {
      changes += 1;
    },
    limits: LIMITS,
  });
  if (!started) throw new Error('It must listen');
  return started;
}

function refs(): readonly string[] {
  return stores.appointments.ofDay(DAY).map(({ ref }) => ref);
}

test('a booking is in the database when it is acknowledged, and told once it is', async () => {
  const client = new Hl7Client({ host: '127.0.0.1', port: listener.port });

  const answer = await client.sendAndWait(Hl7Message.parse(siu()));

  expect(codeAndId(answer.toString())).toBe('AA M1');
  expect(refs()).toEqual(['F-77']);
  await client.close();
  await expect.poll(() => changes).toBe(1);
});

test('a message in pieces is one, and two in one packet are two, answered in order', async () => {
  await using sender = await RawSender.connect(listener.port);
  const both = framed(siu()) + framed(siu({ controlId: 'M2', ref: 'F-78' }));
  for (const piece of [both.slice(0, 1), both.slice(1, 40), both.slice(40)]) sender.write(piece);

  expect(codeAndId((await sender.answer()) ?? '')).toBe('AA M1');
  expect(codeAndId((await sender.answer()) ?? '')).toBe('AA M2');
  expect(refs().toSorted()).toEqual(['F-77', 'F-78']);
});

test('a message of which every byte comes alone is taken', async () => {
  await using sender = await RawSender.connect(listener.port);
  for (const byte of Buffer.from(framed(siu({ name: 'Łukasz^Zoë' })))) {
    sender.write(Uint8Array.of(byte));
  }

  expect(codeAndId((await sender.answer()) ?? '')).toBe('AA M1');
  expect(stores.appointments.ofDay(DAY)).toMatchObject([{ lastName: 'Łukasz', firstName: 'Zoë' }]);
});

test('bytes around the frames are passed over, and an idle line stays open', async () => {
  await using sender = await RawSender.connect(listener.port);
  await using slow = await RawSender.connect(listener.port);
  sender.write('\r\n\x0bMSH');
  // By the time that this is answered the beginning above has been read.
  await slow.exchange(siu({ controlId: 'S1' }));
  sender.write(`${framed(siu()).slice(4)}\r\n\0`);
  expect(codeAndId((await sender.answer()) ?? '')).toBe('AA M1');

  // Another line, on which a message does not end, is cut when its time is over; this one is not.
  slow.write('\x0bMSH|');
  expect(await slow.answer()).toBeNull();
  expect(codeAndId(await sender.exchange(siu({ controlId: 'M2' })))).toBe('AA M2');
});

test('a line may bring any number of messages, each within the limit', async () => {
  await using sender = await RawSender.connect(listener.port);
  const count = Math.ceil((LIMITS.mostBytes * 2) / siu().length);
  for (let index = 0; index < count; index += 1) {
    expect(codeAndId(await sender.exchange(siu({ controlId: `M${index}` })))).toBe(`AA M${index}`);
  }
});

test('the answer was lost: the same message on a new line gets the same answer', async () => {
  const answers: string[] = [];
  for (let line = 0; line < 2; line += 1) {
    await using sender = await RawSender.connect(listener.port);
    answers.push(await sender.exchange(siu()));
  }

  expect(answers[1]).toBe(answers[0]);
  expect(stores.events.after(0, 10).map(({ type }) => type)).toEqual([
    'schedule.imported',
    'schedule.changed',
  ]);
});

test('a failure of the database is not answered, and the message is taken when it comes again', async () => {
  db.pragma('query_only = ON');
  await using first = await RawSender.connect(listener.port);
  first.write(framed(siu()));
  expect(await first.answer()).toBeNull();

  db.pragma('query_only = OFF');
  await using second = await RawSender.connect(listener.port);
  expect(codeAndId(await second.exchange(siu()))).toBe('AA M1');
  expect(refs()).toEqual(['F-77']);
});

test('nothing that follows a message which could not be kept is taken before it', async () => {
  // The kind of failure that is not the message's own.
  db.exec(`CREATE TEMP TRIGGER fails BEFORE INSERT ON main.hl7_message WHEN new.control_id = 'M1'
           BEGIN SELECT abs(-9223372036854775807 - 1); END`);
  await using sender = await RawSender.connect(listener.port);
  sender.write(framed(siu()) + framed(siu({ controlId: 'M2', ref: 'F-78' })));

  expect(await sender.answer()).toBeNull();
  expect(refs()).toEqual([]);
});

test('a message on which this program fails is refused, so those behind it get through', async () => {
  db.exec(`CREATE TEMP TRIGGER fails BEFORE INSERT ON main.appointment WHEN new.ref = 'F-77'
           BEGIN SELECT RAISE(ABORT, 'a rule of the table'); END`);
  await using sender = await RawSender.connect(listener.port);

  const answer = await sender.exchange(siu());
  expect(codeAndId(answer)).toBe('AE M1');
  expect(answer).toContain('ERR||MSH^1^9|207^^HL70357|E');
  expect(codeAndId(await sender.exchange(siu({ controlId: 'M2', ref: 'F-78' })))).toBe('AA M2');

  db.exec('DROP TRIGGER fails');
  expect(codeAndId(await sender.exchange(siu()))).toBe('AA M1');
});

test.each([
  ['no header', framed('GET / HTTP/1.1')],
  ['a header and nothing else', framed('MSH')],
  ['delimiters that are one', framed('MSH|||||SCHED')],
  [
    'a message whose end was lost before the next',
    `\x0b${siu({ controlId: 'M8' })}${framed(siu())}`,
  ],
  ['a message longer than the limit', `\x0b${'A'.repeat(LIMITS.mostBytes + 1)}`],
  ['ends without beginnings', '\x1c'.repeat(LIMITS.mostBytes + 1)],
])('%s: that line is cut without an answer, and the others live on', async (_, bytes) => {
  await using other = await RawSender.connect(listener.port);
  await using hostile = await RawSender.connect(listener.port);
  hostile.write(bytes);

  expect(await hostile.answer()).toBeNull();
  expect(refs()).toEqual([]);
  expect(codeAndId(await other.exchange(siu()))).toBe('AA M1');
});

test('random bytes never break it', async () => {
  for (let round = 0; round < 20; round += 1) {
    await using hostile = await RawSender.connect(listener.port);
    const noise = Uint8Array.from({ length: 400 }, (_, index) => (index * 31 + round * 17) % 256);
    hostile.write(Buffer.concat([Buffer.from('\x0bMSH|^~\\&|'), noise, Buffer.from('\x1c\r')]));
    hostile.write(framed(siu({ controlId: `R${round}` })));
    await hostile.answer();
  }
  await using sender = await RawSender.connect(listener.port);

  expect(codeAndId(await sender.exchange(siu({ controlId: 'LAST' })))).toBe('AA LAST');
});

test('a message that does not come to its end is not waited for', async () => {
  await using slow = await RawSender.connect(listener.port);
  slow.write(`\x0b${siu()}`);

  expect(await slow.answer()).toBeNull();
  expect(refs()).toEqual([]);
});

test('an answer that is sent to us is not answered', async () => {
  await using sender = await RawSender.connect(listener.port);
  sender.write(
    framed(
      Hl7Message.parse(siu({ controlId: 'ACK' }))
        .buildAck()
        .toString(),
    ),
  );

  expect(codeAndId(await sender.exchange(siu()))).toBe('AA M1');
});

test('more lines than the limit are turned away, and one that ends makes room', async () => {
  const lines = await Promise.all(
    Array.from({ length: 16 }, () => RawSender.connect(listener.port)),
  );
  await using late = await RawSender.connect(listener.port);
  expect(await late.answer()).toBeNull();

  await lines[0]?.[Symbol.asyncDispose]();
  await expect
    .poll(async () => {
      await using next = await RawSender.connect(listener.port);
      next.write(framed(siu()));
      return codeAndId((await next.answer()) ?? 'MSH|^~\\&|');
    })
    .toBe('AA M1');
  await Promise.all(lines.map((line) => line[Symbol.asyncDispose]()));
});

test('closing ends every line, also one in the middle of a message', async () => {
  await using idle = await RawSender.connect(listener.port);
  await using busy = await RawSender.connect(listener.port);
  busy.write('\x0bMSH|');
  await idle.exchange(siu());

  const closing = listener.close();
  await Promise.all([idle.closed(), busy.closed()]);
  await closing;

  expect(changes).toBe(1);
  listener = await listen();
});

test('a port that somebody else has is told in a sentence', async () => {
  await expect(listen(listener.port)).rejects.toThrow(
    `HL7 messages cannot be listened for on 127.0.0.1:${listener.port}: EADDRINUSE`,
  );
});

test('a port that its last owner is about to free is waited for', async () => {
  await using before = await RawSender.connect(listener.port);
  const next = listen(listener.port);
  // By the time that this is answered the port has been refused once.
  await before.exchange(siu());
  await listener.close();
  listener = await next;

  await using sender = await RawSender.connect(listener.port);
  expect(codeAndId(await sender.exchange(siu({ controlId: 'M2' })))).toBe('AA M2');
});
