import { expect, test } from 'vitest';
import { DestinationSettings } from '../../shared/contract/destination-settings.ts';
import { createEventStore } from '../db/events.ts';
import { type Db, openMemoryDatabase } from '../db/open-database.ts';
import { heldBack, settledEvents } from './settled-events.ts';

const HUB = DestinationSettings.parse({
  kind: 'hub',
  id: 'hub',
  label: 'Hub',
  url: 'http://localhost:1',
  token: 'token-for-the-tests-of-the-hub',
});
const EHR = DestinationSettings.parse({
  kind: 'fhir',
  id: 'ehr',
  label: 'Record',
  url: 'http://localhost:2',
  identifierSystem: 'https://clinic.example/foyer',
});
const LISTENER = DestinationSettings.parse({
  kind: 'hl7',
  id: 'lists',
  label: 'Lists',
  listen: { port: 0, services: {}, providers: {} },
});

function delivered(db: Db, id: string, through: number, confirmed: number): void {
  db.prepare(
    'INSERT INTO delivery (destination_id, through_seq, confirmed_seq) VALUES (?, ?, ?)',
  ).run(id, through, confirmed);
}

const noPause = async (): Promise<void> => {};

test('a hub has what a digest has shown, another what it was given, and the last of them counts', () => {
  const db = openMemoryDatabase();
  delivered(db, 'hub', 90, 70);
  delivered(db, 'ehr', 80, 0);

  expect(settledEvents(db, [HUB, EHR])).toEqual({ throughSeq: 70, bodiesThroughSeq: 70 });
  expect(settledEvents(db, [EHR])).toEqual({ throughSeq: 80, bodiesThroughSeq: 0 });
});

test('a destination that is new has been given nothing, and one that is no longer there does not count', () => {
  const db = openMemoryDatabase();
  delivered(db, 'ehr', 80, 0);
  delivered(db, 'gone', 0, 0);

  expect(settledEvents(db, [HUB, EHR])).toEqual({ throughSeq: 0, bodiesThroughSeq: 0 });
  expect(settledEvents(db, [EHR, LISTENER]).throughSeq).toBe(80);
});

test('nothing from an event on is settled that is to be delivered again', () => {
  const db = openMemoryDatabase();
  delivered(db, 'hub', 90, 90);
  db.prepare("INSERT INTO delivery_set_aside VALUES ('hub', 40, 'again', 'missing', '', 0)").run();
  db.prepare("INSERT INTO delivery_set_aside VALUES ('hub', 12, 'refused', 'bad', '', 0)").run();

  expect(settledEvents(db, [HUB])).toEqual({ throughSeq: 39, bodiesThroughSeq: 39 });
});

test('without destinations everything is settled, and no body may go', () => {
  const db = openMemoryDatabase();

  expect(settledEvents(db, [])).toEqual({ throughSeq: Infinity, bodiesThroughSeq: 0 });
});

test('what the events still on their way are about is held back', async () => {
  const db = openMemoryDatabase();
  const events = createEventStore(db);
  for (const aggregate of ['visit:a', 'visit:b', 'answer:c', 'visit:b']) {
    events.append({ type: 'x.happened', aggregate, occurredAt: 0, body: {} });
  }

  expect(await heldBack(db, 2, noPause)).toEqual(new Set(['answer:c', 'visit:b']));
  expect(await heldBack(db, 4, noPause)).toEqual(new Set());
  expect(await heldBack(db, Infinity, noPause)).toEqual(new Set());
});
