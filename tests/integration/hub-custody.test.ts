import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PushReply } from '../../shared/contract/sync-wire.ts';
import {
  ask,
  digestOf,
  HUB_NOW,
  HUB_TOKENS,
  push,
  runHub,
  statusesOf,
  type TestHub,
  wireEvent,
  wireEvents,
} from '../support/hub-pushes.ts';
import { bothStorages } from '../support/hub-storages.ts';

const DAY_MS = 86_400_000;

const STORAGES = bothStorages();

describe.each(STORAGES)('what a hub on %s takes', (_name, storageOf) => {
  let hub: TestHub;
  let url = '';

  beforeAll(async () => {
    hub = await runHub(await storageOf('hub'));
    ({ url } = hub);
  });
  afterAll(async () => {
    await hub.close();
  });

  test('takes what is new, and says of each item that it was accepted', async () => {
    const [first, second] = wireEvents(2);

    const answer = await push(url, randomUUID(), [first, second]);

    expect(answer.status).toBe(200);
    expect(PushReply.parse(answer.body)).toMatchObject({
      receivedAt: HUB_NOW,
      items: [
        { seq: 1, id: first?.id, sha256: first?.sha256, status: 'accepted', code: null },
        { seq: 2, id: second?.id, sha256: second?.sha256, status: 'accepted', code: null },
      ],
    });
  });

  test('the same again is a duplicate, also beside something new', async () => {
    const stream = randomUUID();
    const events = wireEvents(3);
    await push(url, stream, events.slice(0, 2));

    expect(statusesOf(await push(url, stream, events))).toEqual([
      'duplicate',
      'duplicate',
      'accepted',
    ]);
  });

  test('an event that comes again under a new stream is a duplicate, and is held under both', async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    const events = wireEvents(3);
    await push(url, before, events);

    const again = await push(url, after, events.slice(1));
    const digest = await ask(url, `/sync/v1/streams/${after}/digest?from=1&to=10`);

    expect(statusesOf(again)).toEqual(['duplicate', 'duplicate']);
    expect(digest.body).toMatchObject({
      count: 2,
      sha256: digestOf(events.slice(1)),
      lastSeq: 3,
    });
    expect(statusesOf(await push(url, after, events.slice(1)))).toEqual(['duplicate', 'duplicate']);
  });

  test('a number that is bound to another event means the log was set back: nothing is taken', async () => {
    const stream = randomUUID();
    await push(url, stream, wireEvents(2));

    const refused = await push(url, stream, wireEvents(2, 2));
    const digest = await ask(url, `/sync/v1/streams/${stream}/digest?from=1&to=10`);

    expect([refused.status, refused.body['error']]).toEqual([409, 'stream-rollback']);
    expect(digest.body).toMatchObject({ count: 2, lastSeq: 2 });
  });

  test('a number that a known event came again under is bound to it as well', async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    const events = wireEvents(2);
    await push(url, before, events);
    await push(url, after, events);

    expect((await push(url, after, wireEvents(1, 2))).status).toBe(409);
  });

  test('an id that is bound to other bytes means the log was set back, whatever its stream', async () => {
    const event = wireEvent();
    await push(url, randomUUID(), [event]);

    const other = wireEvent({ id: event.id });
    const refused = await push(url, randomUUID(), [other]);

    expect([refused.status, refused.body['error']]).toEqual([409, 'stream-rollback']);
  });

  test('an alarm of a log that was set back is seen in the list for a week', async () => {
    const event = wireEvent();
    await push(url, randomUUID(), [event], { token: HUB_TOKENS.south });
    await push(url, randomUUID(), [wireEvent({ id: event.id })], { token: HUB_TOKENS.south });
    const alarmOfSouth = async () => {
      const { body } = await ask(url, '/api/v1/clinics', { token: HUB_TOKENS.viewer });
      return Object(Object(body['clinics'])[1]).rollbackRefusedAt;
    };

    expect(await alarmOfSouth()).toBe(HUB_NOW);
    hub.setNow(HUB_NOW + 8 * DAY_MS);
    const later = await alarmOfSouth();
    hub.setNow(HUB_NOW);
    expect(later).toBeNull();
  });

  test('what is not fit is kept in quarantine item by item, and nothing waits for it', async () => {
    const stream = randomUUID();
    const unfit = [
      { ...wireEvent({ seq: 1 }), type: 7, patient: 'Ada' },
      { ...wireEvent({ seq: 2 }), body: '{"other":"bytes"}' },
      wireEvent({ seq: 3, schema: 9 }),
      wireEvent({ seq: 4, body: '[1]' }),
      wireEvent({ seq: 5, body: '{"serviceId":"doctor"}' }),
      wireEvent({ seq: 6, aggregate: 'visit:\u0000' }),
      wireEvent({ seq: 7, body: '{"entryId":"\ud800"}' }),
      wireEvent({ seq: 8, occurredAt: -1 }),
      { seq: 9, id: randomUUID() },
    ];

    const answer = await push(url, stream, [...unfit, wireEvent({ seq: 10 })]);
    const again = await push(url, stream, unfit);

    expect(PushReply.parse(answer.body).items.map(({ status, code }) => code ?? status)).toEqual([
      'invalid-item',
      'wrong-hash',
      'unknown-schema',
      'invalid-body',
      'invalid-body',
      'invalid-item',
      'invalid-item',
      'invalid-time',
      'invalid-item',
      'accepted',
    ]);
    expect(again.body).toMatchObject({
      items: unfit.map(({ seq, id }) => ({ seq, id, status: 'quarantined' })),
    });
  });

  test('an event from quarantine has its effect when it comes again as it should be', async () => {
    const stream = randomUUID();
    const event = wireEvent();
    await push(url, stream, [{ ...event, body: 'cut off on the w' }]);

    expect(statusesOf(await push(url, stream, [event]))).toEqual(['accepted']);
    expect(statusesOf(await push(url, stream, [event]))).toEqual(['duplicate']);
  });

  test('an event of a type nobody here knows yet is accepted', async () => {
    const event = wireEvent({ type: 'moon.risen', aggregate: 'moon', body: '{}' });

    expect(statusesOf(await push(url, randomUUID(), [event]))).toEqual(['accepted']);
  });

  test('a stream belongs to the clinic that first used it', async () => {
    const stream = randomUUID();
    await push(url, stream, wireEvents(1));
    const token = HUB_TOKENS.south;

    const pushed = await push(url, stream, wireEvents(1, 2), { token });
    const digest = await ask(url, `/sync/v1/streams/${stream}/digest?from=1&to=2`, { token });

    expect([pushed.status, pushed.body['error']]).toEqual([403, 'not-allowed']);
    expect([digest.status, digest.body['error']]).toEqual([403, 'not-allowed']);
  });

  test('the digest is over the numbers asked for, and a stream nobody used is empty', async () => {
    const stream = randomUUID();
    const events = wireEvents(5);
    await push(url, stream, events);

    const some = await ask(url, `/sync/v1/streams/${stream}/digest?from=2&to=4`);
    const none = await ask(url, `/sync/v1/streams/${randomUUID()}/digest?from=1&to=4`);

    expect(some.body).toEqual({
      version: 1,
      stream,
      count: 3,
      sha256: digestOf(events.slice(1, 4)),
      lastSeq: 5,
    });
    expect(none.body).toMatchObject({ count: 0, sha256: digestOf([]), lastSeq: 0 });
  });
});
