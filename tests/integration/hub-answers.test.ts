import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SchedulePage } from '../../shared/contract/sync-wire.ts';
import {
  ask,
  HUB_NOW,
  HUB_TOKENS,
  push,
  runHub,
  statusesOf,
  type TestHub,
  wireAppointment,
  wireEvent,
  wireEvents,
} from '../support/hub-pushes.ts';
import { bothStorages } from '../support/hub-storages.ts';

const STORAGES = bothStorages();

describe.each(STORAGES)('what a hub on %s answers', (_name, storageOf) => {
  let hub: TestHub;
  let url = '';

  beforeAll(async () => {
    hub = await runHub(await storageOf('hub'));
    ({ url } = hub);
  });
  afterAll(async () => {
    await hub.close();
  });

  test('nobody without the right token sends, reads or changes anything', async () => {
    const stream = randomUUID();
    const list = { method: 'PUT', json: { appointments: [] } };
    const place = '/api/v1/clinics/north/schedule/2026-11-21';

    const answers = await Promise.all([
      push(url, stream, wireEvents(1), { token: null }),
      push(url, stream, wireEvents(1), { token: 'a-token-nobody-ever-gave-out' }),
      push(url, stream, wireEvents(1), { token: HUB_TOKENS.admin }),
      ask(url, '/sync/v1/schedule?from=2026-11-21&to=2026-11-21', { token: HUB_TOKENS.viewer }),
      ask(url, '/api/v1/clinics', { token: HUB_TOKENS.north }),
      ask(url, '/api/v1/clinics/north/report?from=2026-11-21&to=2026-11-21', { token: null }),
      ask(url, place, { ...list, token: HUB_TOKENS.viewer }),
      ask(url, place, { ...list, token: HUB_TOKENS.north }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 403, 403, 401, 403, 403]);
    expect(answers.every(({ body }) => body['error'] === 'not-allowed')).toBe(true);
  });

  test('a request that is wrong as a whole is refused with the place of the fault, and no data', async () => {
    const stream = randomUUID();
    const event = wireEvent();
    const place = `/sync/v1/streams/${stream}/events`;
    const post = async (json: unknown) => ask(url, place, { method: 'POST', json });

    const answers = await Promise.all([
      push(url, 'not-a-uuid', [event]),
      post('{ "version": 1, '),
      post({ version: 2, baseSeq: 1, sentAt: HUB_NOW, backlog: 0, events: [event] }),
      push(url, stream, []),
      push(url, stream, [event, { ...wireEvent(), seq: 'Ada Byron' }]),
      push(url, stream, [event, wireEvent()]),
      push(url, stream, [event, { ...event, seq: 2 }]),
      ask(url, `/sync/v1/streams/${stream}/digest?from=0&to=2`),
      ask(url, '/sync/v1/schedule?from=tomorrow&to=2026-11-21'),
      ask(url, '/sync/v1/schedule?from=2026-11-21&to=2027-11-21'),
    ]);

    expect(answers.map(({ status, body }) => [status, body['error'], body['message']])).toEqual([
      [400, 'invalid-request', 'the stream must be a UUID'],
      [400, 'invalid-request', 'the request is not JSON'],
      [400, 'invalid-request', 'wrong: version'],
      [400, 'invalid-request', 'wrong: events'],
      [400, 'invalid-request', 'events[1]: its seq or id cannot be read'],
      [400, 'invalid-request', 'events: the same seq twice'],
      [400, 'invalid-request', 'events: the same id twice'],
      [400, 'invalid-request', expect.stringContaining('numbers from 1')],
      [400, 'invalid-request', expect.stringContaining('must be days')],
      [400, 'invalid-request', expect.stringContaining('must be days')],
    ]);
    expect(statusesOf(await push(url, stream, [event]))).toEqual(['accepted']);
  });

  test('too many events or bytes at once are refused as too large', async () => {
    const many = await push(
      url,
      randomUUID(),
      Array.from({ length: 1_001 }, () => ({})),
    );
    const big = await push(url, randomUUID(), [wireEvent({ body: 'x'.repeat(5_000_000) })]);

    expect([many.status, many.body['error']]).toEqual([413, 'too-large']);
    expect([big.status, big.body['error']]).toEqual([413, 'too-large']);
  });

  test('the list of some days comes in pages that together are complete, and says which days', async () => {
    const list = (day: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        wireAppointment({ ref: `${day}-${index}`, day, startAt: HUB_NOW + index }),
      );
    const put = async (day: string, appointments: unknown) =>
      ask(url, `/api/v1/clinics/north/schedule/${day}`, {
        method: 'PUT',
        token: HUB_TOKENS.admin,
        json: { appointments },
      });
    const page = async (number: number) =>
      SchedulePage.parse(
        (await ask(url, `/sync/v1/schedule?from=2026-11-21&to=2026-11-23&page=${number}`)).body,
      );
    await put('2026-11-21', list('2026-11-21', 250));
    const { body } = await put('2026-11-22', list('2026-11-22', 3));

    const [first, second] = [await page(1), await page(2)];

    const items = [...first.items, ...second.items];
    expect(first).toMatchObject({
      asOf: body['asOf'],
      pages: 2,
      count: 253,
      days: ['2026-11-21', '2026-11-22'],
    });
    expect(second).toMatchObject({ snapshot: first.snapshot, count: 253, sha256: first.sha256 });
    expect(new Set(items.map(({ ref }) => ref)).size).toBe(253);
    const lines = items.map((item) => `${JSON.stringify(item)}\n`).join('');
    expect(createHash('sha256').update(lines).digest('hex')).toBe(first.sha256);

    await put('2026-11-22', []);
    const changed = await page(1);
    expect(changed.asOf).toBeGreaterThan(first.asOf);
    expect(changed).toMatchObject({ count: 250, days: ['2026-11-21', '2026-11-22'] });
    expect(changed.snapshot).not.toBe(first.snapshot);
    expect((await ask(url, '/sync/v1/schedule?from=2026-11-21&to=2026-11-21&page=9')).status).toBe(
      404,
    );
  });

  test('a list with a foreign day, a ref twice or a field of nobody is refused whole', async () => {
    const put = async (appointments: unknown) =>
      ask(url, '/api/v1/clinics/south/schedule/2026-11-21', {
        method: 'PUT',
        token: HUB_TOKENS.admin,
        json: { appointments },
      });

    const answers = [
      await put([wireAppointment({ day: '2026-11-22' })]),
      await put([wireAppointment(), wireAppointment()]),
      await put([{ ...wireAppointment(), phone: '0871234567' }]),
    ];
    const page = await ask(url, '/sync/v1/schedule?from=2026-11-21&to=2026-11-21', {
      token: HUB_TOKENS.south,
    });

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(JSON.stringify(answers)).not.toMatch(/Ada|0871234567/);
    expect(page.body).toMatchObject({ count: 0, days: [], items: [] });
  });
});
