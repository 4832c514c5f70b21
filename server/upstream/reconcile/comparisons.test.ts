import { hash } from 'node:crypto';
import pino from 'pino';
import { expect, test } from 'vitest';
import { eventLog } from '../../../tests/support/event-log.ts';
import { memoryDestination, MemoryReceiver } from '../../../tests/support/memory-receiver.ts';
import type { Destination } from '../delivery/destination.ts';
import { createComparisons } from './comparisons.ts';

type Digest = NonNullable<Destination['digest']>;
type Holds = 'all' | 'nothing' | 'no answer';

/** A clinic with three delivered events, and a destination that holds what the test says. */
function clinicOfThree(holds: Holds) {
  const { db, stores } = eventLog(3);
  stores.deliveries.begin('hub');
  stores.deliveries.passOver('hub', 3);
  let asked = 0;
  let wakes = 0;
  const digest: Digest = ({ stream, from, to }) => {
    asked += 1;
    if (holds === 'no answer') return Promise.reject(new Error('The hub did not answer'));
    const events = holds === 'all' ? stores.events.after(from - 1, to - from + 1) : [];
    const lines = events.map(({ seq, id, sha256 }) => `${seq}|${id}|${sha256}\n`).join('');
    return Promise.resolve({
      version: 1,
      stream,
      count: events.length,
      sha256: hash('sha256', lines),
      lastSeq: events.length,
    });
  };
  const create = (change: Partial<Destination> = { digest }) =>
    createComparisons({
      destinations: [memoryDestination(new MemoryReceiver(), change)],
      db,
      stores,
      now: () => 0,
      logger: pino({ level: 'silent' }),
      onMissing: () => {
        wakes += 1;
      },
    });
  const confirmedSeq = () => stores.deliveries.progress('hub')?.confirmedSeq;
  return { create, confirmedSeq, stores, asked: () => asked, wakes: () => wakes };
}

test('what a destination shows to hold is confirmed', async () => {
  const { create, confirmedSeq } = clinicOfThree('all');

  await create().compareAll();

  expect(confirmedSeq()).toBe(3);
});

test('what is missing is put back to be delivered again, and told', async () => {
  const { create, confirmedSeq, stores, wakes } = clinicOfThree('nothing');

  await create().compareAll();

  expect(wakes()).toBe(1);
  expect(confirmedSeq()).toBe(0);
  expect(stores.deliveries.asideCounts('hub').again).toBe(3);
});

test('a destination that cannot be asked confirms nothing, and nothing rejects', async () => {
  const { create, confirmedSeq } = clinicOfThree('no answer');

  await create().compareAll();

  expect(confirmedSeq()).toBe(0);
});

test('two at the same time are one', async () => {
  const { create, asked } = clinicOfThree('all');
  const comparisons = create();

  await Promise.all([comparisons.compareAll(), comparisons.compareAll()]);

  expect(asked()).toBe(1);
});

test('a destination that cannot show what it holds is left alone', async () => {
  const { create, confirmedSeq } = clinicOfThree('all');

  await create({}).compareAll();

  expect(confirmedSeq()).toBe(0);
});
