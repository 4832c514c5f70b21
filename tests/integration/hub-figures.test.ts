import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ask,
  HUB_NOW,
  HUB_TOKENS,
  push,
  runHub,
  type TestHub,
  visitEvents,
  wireEvent,
} from '../support/hub-pushes.ts';
import { bothStorages } from '../support/hub-storages.ts';

const STORAGES = bothStorages();

describe.each(STORAGES)('the figures of a hub on %s', (_name, storageOf) => {
  let hub: TestHub;
  let url = '';
  const stream = randomUUID();
  // Four people, of whom one is still waiting, and three touches at the exit, of which one was play.
  const visits = [
    visitEvents(
      1,
      ['visit.checked-in', -60],
      ['queue.called', -50],
      ['queue.recalled', -49],
      ['queue.started', -48],
      ['queue.finished', -30],
    ),
    visitEvents(6, ['visit.checked-in', -55], ['queue.called', -25], ['queue.not-come', -20]),
    visitEvents(9, ['visit.checked-in', -40], ['queue.left', -10]),
    visitEvents(
      11,
      ['visit.checked-in', -20],
      ['queue.called', -5],
      ['queue.undone', -4, { step: 'call' }],
    ),
  ].flat();
  const answerId = randomUUID();
  const answers = [
    exitAnswer(14, 'feedback.given', answerId, { score: 4, leftOut: null }),
    exitAnswer(15, 'feedback.changed', answerId, { from: 4, score: 2 }),
    exitAnswer(16, 'feedback.given', randomUUID(), { score: 4, leftOut: null }),
    exitAnswer(17, 'feedback.given', randomUUID(), { score: 1, leftOut: 'play' }),
  ];
  const events = [...visits, ...answers];

  beforeAll(async () => {
    hub = await runHub(await storageOf('figures'));
    ({ url } = hub);
    // The last first, and some of them twice: neither order nor repetition may matter.
    await push(url, stream, events.slice(9).toReversed(), { backlog: 9 });
    await push(url, stream, events.slice(5), { backlog: 5 });
    await push(url, stream, events, { backlog: 3 });
  });
  afterAll(async () => {
    await hub.close();
  });

  test('the list says how each clinic is now', async () => {
    const { body } = await ask(url, '/api/v1/clinics', { token: HUB_TOKENS.viewer });

    expect(body).toEqual({
      now: HUB_NOW,
      clinics: [
        {
          id: 'north',
          name: 'North Clinic',
          timeZone: 'Europe/London',
          lastHeardAt: HUB_NOW,
          backlog: 3,
          streams: 1,
          quarantined: 0,
          rollbackRefusedAt: null,
          today: {
            day: '2026-11-21',
            waiting: 1,
            checkedIn: 4,
            seen: 1,
            longestWaitMinutes: 20,
            meanWaitMinutes: 20,
            faces: [
              { score: 4, count: 1 },
              { score: 3, count: 0 },
              { score: 0, count: 0 },
              { score: 2, count: 1 },
              { score: 1, count: 0 },
            ],
            facesLeftOut: 1,
          },
        },
        expect.objectContaining({ id: 'south', lastHeardAt: null, streams: 0, quarantined: 0 }),
      ],
    });
  });

  test('the report has a line for every day, also where nothing happened', async () => {
    const { body } = await ask(url, '/api/v1/clinics/north/report?from=2026-11-20&to=2026-11-21', {
      token: HUB_TOKENS.viewer,
    });

    expect(body).toMatchObject({
      id: 'north',
      name: 'North Clinic',
      days: [
        { day: '2026-11-20', checkedIn: 0, called: 0, meanWaitMinutes: null },
        {
          day: '2026-11-21',
          checkedIn: 4,
          called: 2,
          noShows: 1,
          left: 1,
          meanWaitMinutes: 20,
          medianWaitMinutes: 10,
          facesLeftOut: 1,
        },
      ],
    });
  });

  test('an event belongs to the day it is in its clinic, not at the hub', async () => {
    const lateInLondon = Date.UTC(2026, 10, 25, 23, 30);
    const checkIn = wireEvent({ occurredAt: lateInLondon });
    await push(url, randomUUID(), [checkIn], { token: HUB_TOKENS.south });

    const { body } = await ask(url, '/api/v1/clinics/south/report?from=2026-11-25&to=2026-11-26', {
      token: HUB_TOKENS.admin,
    });

    expect(body).toMatchObject({ days: [{ checkedIn: 0 }, { checkedIn: 1 }] });
  });

  test('what is in quarantine is counted', async () => {
    await push(url, randomUUID(), [wireEvent({ schema: 9 })], { token: HUB_TOKENS.south });

    const { body } = await ask(url, '/api/v1/clinics', { token: HUB_TOKENS.viewer });

    expect(body['clinics']).toMatchObject([{ quarantined: 0 }, { quarantined: 1 }]);
  });
});

function exitAnswer(seq: number, type: string, id: string, body: object) {
  return wireEvent({
    seq,
    type,
    aggregate: `answer:${id}`,
    occurredAt: HUB_NOW - 60_000,
    body: JSON.stringify(body),
  });
}
