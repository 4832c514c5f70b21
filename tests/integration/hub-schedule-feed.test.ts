import { hash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHubFeed } from '../../server/upstream/hub/hub-schedule.ts';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { clinicFile } from '../support/clinic.ts';
import { hubSettings } from '../support/hub-attempts.ts';
import { TEN_O_CLOCK } from '../support/running-clinic.ts';
import { ScriptedReceiver } from '../support/scripted-receiver.ts';

const clinic = clinicOf(clinicFile());

let receiver: ScriptedReceiver;

beforeEach(async () => {
  receiver = new ScriptedReceiver();
  await receiver.open();
});

afterEach(() => receiver.close());

describe('the list of appointments', () => {
  const ITEMS = ['r1', 'r2', 'r3'].map((ref, index) => ({
    ref,
    day: index < 2 ? '2026-11-21' : '2026-11-22',
    startAt: TEN_O_CLOCK + index,
    serviceId: 'doctor',
    providerId: index === 0 ? 'osei' : 'somebody-new',
    firstName: 'Zoë',
    lastName: 'Ångström',
    dateOfBirth: '1984-03-15',
    status: 'booked',
  }));
  const LIST = {
    version: 1,
    snapshot: 's1',
    asOf: 8123,
    pages: 2,
    count: 3,
    sha256: hash('sha256', ITEMS.map((item) => `${JSON.stringify(item)}\n`).join('')),
    days: ['2026-11-21', '2026-11-22'],
  };
  const PAGES: readonly Readonly<Record<string, unknown>>[] = [
    { ...LIST, page: 1, items: ITEMS.slice(0, 2) },
    { ...LIST, page: 2, items: ITEMS.slice(2) },
  ];

  function serve(pages: readonly unknown[]): void {
    receiver.script = (request, response) => {
      const page = Number(new URL(request.url ?? '', receiver.url).searchParams.get('page'));
      response.end(JSON.stringify(pages[page - 1]));
    };
  }

  function pull() {
    const feed = createHubFeed(
      hubSettings(receiver.url, { schedule: { everyMinutes: 5, days: 2 } }),
      clinic,
    );
    return feed?.pull(TEN_O_CLOCK, new AbortController().signal);
  }

  test('is asked for only when the settings say so', () => {
    expect(createHubFeed(hubSettings(receiver.url), clinic)).toBeNull();
  });

  test('comes whole, of all its pages', async () => {
    serve(PAGES);

    const list = await pull();

    expect(receiver.requests.map((request) => request.url)).toEqual([
      '/sync/v1/schedule?from=2026-11-21&to=2026-11-22&page=1',
      '/sync/v1/schedule?from=2026-11-21&to=2026-11-22&page=2',
    ]);
    expect(list).toMatchObject({
      source: 'hub',
      asOf: 8123,
      days: ['2026-11-21', '2026-11-22'],
    });
    expect(list?.appointments).toHaveLength(3);
    expect(list?.appointments[0]).toEqual({
      ref: 'r1',
      day: '2026-11-21',
      startAt: TEN_O_CLOCK,
      serviceId: 'doctor',
      providerId: 'osei',
      firstName: 'Zoë',
      lastName: 'Ångström',
      firstInitial: 'Z',
      lastInitial: 'A',
      dateOfBirth: '1984-03-15',
      status: 'booked',
      version: null,
      data: {},
      visitId: null,
    });
  });

  test('leaves the provider open when the clinic has none of that name', async () => {
    serve(PAGES);

    expect((await pull())?.appointments[1]?.providerId).toBeNull();
  });

  test.for([
    ['changed between its pages', [{}, { snapshot: 's2' }], 'The list changed while it was read'],
    ['lacks an appointment', [{ items: ITEMS.slice(0, 1) }, {}], 'has 2 appointments and should'],
    [
      'was changed on the way',
      [{ items: [ITEMS[1], ITEMS[0]] }, {}],
      'The list is not what the hub hashed',
    ],
    ['gives a page twice', [{}, { page: 1 }], 'The pages are out of order'],
    [
      'is of other days',
      [{ days: ['2026-11-20'] }, { days: ['2026-11-20'] }],
      'The list is of days that were not asked for',
    ],
    [
      'changed its days between its pages',
      [{}, { days: ['2026-11-21'] }],
      'The list changed while it was read',
    ],
    ['has a page that is not one', [{}, { items: 'none' }], 'The answer is not from a hub'],
    ['is endless', [{ pages: 100_000 }, {}], 'The list has 100000 pages: too many'],
  ] as const)('that %s is none', async ([, changes, message]) => {
    serve(PAGES.map((page, index) => ({ ...page, ...changes[index] })));

    await expect(pull()).rejects.toThrow(message);
  });

  test.for([
    ['of a day that was not asked for', { day: '2026-11-23' }, 'appointments of other days'],
    ['that is listed twice', { ref: 'r2', day: '2026-11-21' }, 'holds an appointment twice'],
    ['that is not well-formed', { status: 'maybe' }, 'not well-formed'],
  ] as const)('with an appointment %s is none', async ([, change, message]) => {
    const items = [...ITEMS.slice(0, 2), { ...ITEMS[2], ...change }];
    const sha256 = hash('sha256', items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    serve([
      { ...PAGES[0], sha256 },
      { ...PAGES[1], sha256, items: items.slice(2) },
    ]);

    await expect(pull()).rejects.toThrow(message);
  });

  test('is of those days only that the hub has a list of', async () => {
    const items = ITEMS.slice(0, 2);
    const sha256 = hash('sha256', items.map((item) => `${JSON.stringify(item)}\n`).join(''));
    serve([{ ...LIST, page: 1, pages: 1, count: 2, days: ['2026-11-21'], items, sha256 }]);

    expect(await pull()).toMatchObject({ days: ['2026-11-21'], appointments: [{}, {}] });
  });

  test('is none when the hub was never given one', async () => {
    const sha256 = hash('sha256', '');
    serve([{ ...LIST, page: 1, pages: 1, count: 0, days: [], items: [], sha256 }]);

    await expect(pull()).rejects.toThrow('The hub has no list of these days');
  });

  test('that stops at its second page is none', async () => {
    receiver.script = (request, response) => {
      if (request.url?.endsWith('page=1')) response.end(JSON.stringify(PAGES[0]));
      else request.socket.destroy();
    };

    await expect(pull()).rejects.toThrow('The hub did not answer');
  });
});
