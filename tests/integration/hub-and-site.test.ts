import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BatchContext } from '../../server/upstream/delivery/destination.ts';
import { createHubDestination } from '../../server/upstream/hub/hub-destination.ts';
import { createHubFeed } from '../../server/upstream/hub/hub-schedule.ts';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { clinicFile } from '../support/clinic.ts';
import { hubSettings, TWO_EVENTS } from '../support/hub-attempts.ts';
import {
  ask as askHub,
  HUB_TOKENS,
  runHub,
  type TestHub,
  wireAppointment,
  wireEvents,
} from '../support/hub-pushes.ts';
import { TEN_O_CLOCK } from '../support/running-clinic.ts';

const clinic = clinicOf(clinicFile());

describe('a real hub', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-hub-'));
  const { signal } = new AbortController();
  let hub: TestHub;

  beforeAll(async () => {
    hub = await runHub({ folder });
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const northOf = () =>
    createHubDestination(hubSettings(hub.url, { token: HUB_TOKENS.north }), {
      now: () => TEN_O_CLOCK,
    });
  const contextOf = (stream: string): BatchContext => ({ stream, baseSeq: 1, backlog: 0, signal });
  const EVERY_ONE_DONE = [
    { seq: 1, kind: 'done', code: '', detail: '' },
    { seq: 2, kind: 'done', code: '', detail: '' },
    { seq: 3, kind: 'done', code: '', detail: '' },
  ];

  test('takes events, and takes them as settled when they come again', async () => {
    const stream = randomUUID();
    const events = wireEvents(3);

    const first = await northOf().deliver(events, contextOf(stream));
    const again = await northOf().deliver(events, contextOf(stream));

    expect(first).toMatchObject({ kind: 'answered', items: EVERY_ONE_DONE });
    expect(again).toMatchObject({ kind: 'answered', items: EVERY_ONE_DONE });
  });

  test('says that a log was set back when a number comes with another event', async () => {
    const stream = randomUUID();
    await northOf().deliver(wireEvents(3), contextOf(stream));

    const attempt = await northOf().deliver(wireEvents(3), contextOf(stream));

    expect(attempt).toEqual({ kind: 'rolled-back', detail: 'HTTP 409 stream-rollback' });
  });

  test('knows an event again under a new stream, and then holds it under both', async () => {
    const [older, newer] = [randomUUID(), randomUUID()];
    const events = wireEvents(3);
    await northOf().deliver(events, contextOf(older));

    const attempt = await northOf().deliver(events, contextOf(newer));
    const range = { from: 1, to: 3 };
    const held = await northOf().digest?.({ stream: newer, ...range }, signal);

    expect(attempt).toMatchObject({ kind: 'answered', items: EVERY_ONE_DONE });
    expect(held).toMatchObject({ count: 3, lastSeq: 3 });
  });

  test('keeps what it cannot understand, and says so of it alone', async () => {
    const events = wireEvents(3).map((item) => ({ ...item, schema: item.seq === 2 ? 99 : 1 }));

    const attempt = await northOf().deliver(events, contextOf(randomUUID()));

    expect(attempt).toMatchObject({
      kind: 'answered',
      items: [{ kind: 'done' }, { kind: 'quarantined', code: 'unknown-schema' }, { kind: 'done' }],
    });
  });

  test('turns away a token that it does not know', async () => {
    const stranger = createHubDestination(hubSettings(hub.url), { now: () => TEN_O_CLOCK });

    const attempt = await stranger.deliver(TWO_EVENTS, contextOf(randomUUID()));

    expect(attempt).toEqual({ kind: 'not-allowed', detail: 'HTTP 401 not-allowed' });
  });

  test('gives a list of several pages whole', async () => {
    const appointments = Array.from({ length: 450 }, (_, index) =>
      wireAppointment({ ref: `A${index}` }),
    );
    await askHub(hub.url, '/api/v1/clinics/north/schedule/2026-11-21', {
      method: 'PUT',
      token: HUB_TOKENS.admin,
      json: { appointments },
    });
    const schedule = { everyMinutes: 5, days: 2 };
    const feed = createHubFeed(hubSettings(hub.url, { token: HUB_TOKENS.north, schedule }), clinic);

    const list = await feed?.pull(TEN_O_CLOCK, signal);

    expect(list).toMatchObject({ source: 'hub', days: ['2026-11-21'] });
    expect(list?.appointments).toHaveLength(450);
  });
});
