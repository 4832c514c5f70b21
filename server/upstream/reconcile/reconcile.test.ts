import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Digest } from '../../../shared/contract/sync-wire.ts';
import { openMemoryDatabase } from '../../db/open-database.ts';
import { createStores } from '../../db/stores.ts';
import type { ItemOutcome } from '../delivery/destination.ts';
import { DELIVERED_SQL } from './delivered-events.ts';
import { type ComparableDestination, reconcile } from './reconcile.ts';

type Held = { readonly seq: number; readonly id: string; readonly sha256: string };

/** What a receiver holds, by stream and number, and how often it was asked. */
class Receiver {
  readonly streams = new Map<string, Map<number, Held>>();
  questions = 0;

  take(stream: string, event: Held): void {
    const held = this.streams.get(stream) ?? new Map<number, Held>();
    this.streams.set(stream, held.set(event.seq, event));
  }

  digest(range: Parameters<ComparableDestination['digest']>[0]): Digest {
    this.questions += 1;
    const held = [...(this.streams.get(range.stream)?.values() ?? [])];
    const inRange = held
      .filter(({ seq }) => range.from <= seq && seq <= range.to)
      .toSorted((a, b) => a.seq - b.seq);
    const lines = inRange.map(({ seq, id, sha256 }) => `${seq}|${id}|${sha256}\n`).join('');
    return {
      version: 1,
      stream: range.stream,
      count: inRange.length,
      sha256: hash('sha256', lines),
      lastSeq: Math.max(0, ...held.map(({ seq }) => seq)),
    };
  }
}

/** A clinic whose whole log of `count` events has been delivered to a receiver. */
function delivered(count: number) {
  const db = openMemoryDatabase();
  const stores = createStores(db);
  const receiver = new Receiver();
  const destination: ComparableDestination = {
    id: 'hub',
    wants: () => true,
    digest: (range) => Promise.resolve(receiver.digest(range)),
  };
  const deliverMore = (more: number): void => {
    const before = stores.events.last()?.seq ?? 0;
    for (let seq = before + 1; seq <= before + more; seq += 1) {
      const body = { answer: seq };
      stores.events.append({ type: 'feedback.given', aggregate: 'a', occurredAt: 0, body });
    }
    for (const event of stores.events.after(before, more)) {
      receiver.take(stores.streams.of(event.seq).id, event);
    }
    record([], before + more);
  };
  const record = (settled: readonly ItemOutcome[], throughSeq: number): void =>
    stores.deliveries.record({ destinationId: 'hub', at: 0, settled, throughSeq, failure: null });
  const compare = (change: Partial<ComparableDestination> = {}) =>
    reconcile(
      { ...destination, ...change },
      { db, stores, now: () => 9, signal: new AbortController().signal },
    );
  stores.deliveries.begin('hub');
  deliverMore(count);
  const held = (seq: number) => receiver.streams.get(stores.streams.of(seq).id);
  const again = (): readonly number[] =>
    stores.deliveries.again('hub', 10_000).map(({ seq }) => seq);
  return { db, stores, receiver, compare, deliverMore, record, held, again };
}

function refused(seq: number): ItemOutcome {
  return { seq, kind: 'refused', code: 'too-large', detail: '' };
}

test('what the destination holds is confirmed', async () => {
  const { compare, again } = delivered(4_500);

  expect(await compare()).toEqual({ confirmedSeq: 4_500, missingCount: 0, goneCount: 0 });
  expect(again()).toEqual([]);
});

test('what it lost is found among thousands with some dozens of questions, and put back', async () => {
  const { compare, held, receiver, again } = delivered(4_500);
  for (const seq of [17, 1_999, 3_000]) held(seq)?.delete(seq);

  expect(await compare()).toMatchObject({ missingCount: 3 });
  expect(again()).toEqual([17, 1_999, 3_000]);
  expect(receiver.questions).toBeLessThan(100);
});

test('nothing from the first lost event on is confirmed until it is there again', async () => {
  const { compare, held, receiver, again, record, stores } = delivered(4_500);
  const lost = held(3_000)?.get(3_000);
  held(3_000)?.delete(3_000);

  expect(await compare()).toMatchObject({ confirmedSeq: 2_000 });
  expect(await compare()).toMatchObject({ confirmedSeq: 2_999 });

  if (lost) receiver.take(stores.streams.of(3_000).id, lost);
  record([{ seq: 3_000, kind: 'done', code: '', detail: '' }], 4_500);
  expect(again()).toEqual([]);
  expect(await compare()).toMatchObject({ confirmedSeq: 4_500, missingCount: 0 });
});

test('an event of which other bytes are held is put back', async () => {
  const { compare, held, again } = delivered(100);
  const event = held(40)?.get(40);
  if (event) held(40)?.set(40, { ...event, sha256: 'f'.repeat(64) });

  await compare();

  expect(again()).toEqual([40]);
});

test('a destination that lost everything is asked once for each part, and gets it all again', async () => {
  const { compare, receiver, again } = delivered(3_000);
  receiver.streams.clear();

  expect(await compare()).toMatchObject({ missingCount: 3_000, confirmedSeq: 0 });
  expect(again()).toHaveLength(3_000);
  expect(receiver.questions).toBe(2);
});

test('a destination that was set back is compared from where it ends now', async () => {
  const { compare, held, again, deliverMore } = delivered(100);
  await compare();
  deliverMore(10);
  await compare();
  for (let seq = 61; seq <= 110; seq += 1) held(seq)?.delete(seq);

  expect(await compare()).toMatchObject({ missingCount: 50, confirmedSeq: 110 });
  expect(again()).toHaveLength(50);
});

test('what was confirmed before is not asked for again', async () => {
  const { compare, receiver, deliverMore } = delivered(4_000);
  await compare();
  deliverMore(10);
  receiver.questions = 0;

  expect(await compare()).toMatchObject({ confirmedSeq: 4_010 });
  expect(receiver.questions).toBe(2);
});

test('an event that it would not keep is not missed', async () => {
  const { compare, held, record } = delivered(100);
  held(40)?.delete(40);
  record([refused(40)], 100);

  expect(await compare()).toEqual({ confirmedSeq: 100, missingCount: 0, goneCount: 0 });
});

test('an event that it would not keep is not put back with all that it lost', async () => {
  const { compare, receiver, record, again } = delivered(4);
  receiver.streams.clear();
  record([refused(3)], 4);

  await compare();

  expect(again()).toEqual([1, 2, 4]);
});

test('an event that counts as refused and is held after all is delivered again', async () => {
  const { compare, record, again } = delivered(100);
  record([refused(40)], 100);

  await compare();

  expect(again()).toEqual([40]);
});

test('an event in quarantine is held', async () => {
  const { compare, record } = delivered(100);
  record([{ seq: 40, kind: 'quarantined', code: 'invalid-body', detail: '' }], 100);

  expect(await compare()).toMatchObject({ confirmedSeq: 100, missingCount: 0 });
});

test('each stream is compared under its own name', async () => {
  const { compare, deliverMore, stores, held, again } = delivered(100);
  stores.streams.begin(101, 'restored', 0);
  deliverMore(50);
  held(120)?.delete(120);

  expect(await compare()).toMatchObject({ confirmedSeq: 100, missingCount: 1 });
  expect(again()).toEqual([120]);
});

test('events that the destination does not want are not missed', async () => {
  const { compare, receiver } = delivered(100);
  receiver.streams.clear();

  expect(await compare({ wants: () => false })).toMatchObject({ confirmedSeq: 100 });
});

test('an event whose body was emptied and that the destination lost is not sent as something else', async () => {
  const { compare, db, held, again } = delivered(100);
  await compare();
  db.prepare("UPDATE event SET body = '{}' WHERE seq = 100").run();
  held(100)?.delete(100);

  expect(await compare()).toMatchObject({ missingCount: 0, goneCount: 1 });
  expect(again()).toEqual([]);
});

test('what was compared before the line broke stays compared', async () => {
  const { compare, receiver, stores } = delivered(4_500);
  const breaking: ComparableDestination['digest'] = (range) =>
    range.from > 2_000
      ? Promise.reject(new Error('The hub did not answer'))
      : Promise.resolve(receiver.digest(range));

  await expect(compare({ digest: breaking })).rejects.toThrow('The hub did not answer');
  expect(stores.deliveries.progress('hub')?.confirmedSeq).toBe(2_000);
});

test('a stretch of the log is read by its numbers', () => {
  const { db } = delivered(1);
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${DELIVERED_SQL}`).all('hub', 1, 1);

  expect(JSON.stringify(plan)).toContain('SEARCH event USING INTEGER PRIMARY KEY');
  expect(JSON.stringify(plan)).toContain('SEARCH aside USING PRIMARY KEY');
});
