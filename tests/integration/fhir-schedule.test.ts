import { expect, test } from 'vitest';
import { createFhirSchedule } from '../../server/upstream/fhir/fhir-schedule.ts';
import type { ScheduleList } from '../../server/upstream/schedule/schedule-list.ts';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { clinicFile } from '../support/clinic.ts';
import {
  bookUpstream,
  connectClinic,
  fhirSettings,
  OURS,
  REQUEST_MS,
} from '../support/fhir-clinic.ts';
import { type FhirServer, startFhirServer } from '../support/fhir-server.ts';
import { answersHtml, changesPages } from '../support/hostile-fhir.ts';
import { TEN_O_CLOCK } from '../support/running-clinic.ts';

const SCHEDULE = { everyMinutes: 5, days: 1, services: { 'GP-visit': 'doctor' } };

test('appointments are listed with the patient, our service, our provider, and what we need to answer', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1', {
    participant: [
      { actor: { reference: 'Patient/a1' }, status: 'accepted' },
      { actor: { reference: 'Practitioner/dr-7' }, status: 'accepted' },
    ],
    start: '2026-11-21T12:20:00+02:00',
    identifier: [{ system: OURS, value: 'visit-v1' }],
  });

  const list = await pull(server, { schedule: { ...SCHEDULE, providers: { 'dr-7': 'osei' } } });

  expect(list).toMatchObject({ source: 'ehr', days: ['2026-11-21'] });
  expect(list.appointments).toEqual([
    {
      day: '2026-11-21',
      ref: 'a1',
      startAt: TEN_O_CLOCK + 20 * 60_000,
      serviceId: 'doctor',
      providerId: 'osei',
      firstName: 'James',
      lastName: 'Whitfield',
      dateOfBirth: '1984-03-15',
      firstInitial: 'J',
      lastInitial: 'W',
      status: 'booked',
      version: expect.any(String),
      data: { appointmentId: 'a1', patientId: 'a1' },
      visitId: 'v1',
    },
  ]);
});

test('a day is the clinic’s own, whatever offset a server writes', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'late', { start: '2026-11-22T01:30:00+02:00' });
  await bookUpstream(server, 'tomorrow', { start: '2026-11-22T00:10:00Z' });
  await bookUpstream(server, 'next', { start: '2026-11-23T00:10:00Z' });

  const one = await pull(server);
  const two = await pull(server, { schedule: { ...SCHEDULE, days: 2 } });

  expect(refs(one)).toEqual(['late']);
  expect(two.days).toEqual(['2026-11-21', '2026-11-22']);
  expect(refs(two)).toEqual(['late', 'tomorrow']);
});

test('cancelled and missed are listed as such; plans and mistakes are not listed', async () => {
  await using server = await startFhirServer();
  const statuses = [
    'proposed',
    'pending',
    'booked',
    'arrived',
    'fulfilled',
    'cancelled',
    'noshow',
    'entered-in-error',
    'checked-in',
    'waitlist',
  ] as const;
  for (const status of statuses) await bookUpstream(server, status, { status });

  const list = await pull(server);

  expect(list.appointments.map(({ ref, status }) => `${ref}: ${status}`)).toEqual([
    'pending: booked',
    'booked: booked',
    'arrived: booked',
    'fulfilled: booked',
    'cancelled: cancelled',
    'noshow: no-show',
    'checked-in: booked',
  ]);
});

test('what cannot be taken is left out, and told by its id alone', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'good');
  const unknown = { serviceType: [{ coding: [{ code: 'dialysis' }] }] };
  await bookUpstream(server, 'odd', unknown);
  await bookUpstream(server, 'nameless', {}, { name: [] });

  const strict = await pull(server);
  const lenient = await pull(server, { schedule: { ...SCHEDULE, defaultServiceId: 'blood' } });

  expect(refs(strict)).toEqual(['good']);
  expect(strict.leftOut).toEqual([
    { ref: 'odd', reason: 'its service is not known here' },
    { ref: 'nameless', reason: 'its patient has no name' },
  ]);
  expect(refs(lenient)).toEqual(['good', 'odd']);
});

test('only the places of this clinic are listed', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'elsewhere');
  await bookUpstream(server, 'here', {
    participant: [
      { actor: { reference: 'Patient/here' }, status: 'accepted' },
      { actor: { reference: 'Location/north' }, status: 'accepted' },
    ],
  });

  const list = await pull(server, { schedule: { ...SCHEDULE, locations: ['north', 'south'] } });

  expect(refs(list)).toEqual(['here']);
});

test('a patient without a full birth date is listed for the desk', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1', {}, { birthDate: '1984' });

  const list = await pull(server);

  expect(list.appointments[0]?.dateOfBirth).toBe('');
});

test('all pages are read, and patients a server does not include are asked for', async () => {
  await using server = await startFhirServer({ pageSize: 3 });
  for (let number = 0; number < 8; number += 1) await bookUpstream(server, `a${number}`);
  server.behave(
    changesPages((page) => ({
      ...page,
      entry: (page.entry ?? []).filter(({ search }) => search?.mode !== 'include'),
    })),
  );

  const list = await pull(server);

  expect(list.appointments).toHaveLength(8);
  expect(list.appointments.every(({ lastName }) => lastName === 'Whitfield')).toBe(true);
});

test('a list that did not come whole is no list', async () => {
  await using server = await startFhirServer({ pageSize: 2 });
  for (let number = 0; number < 5; number += 1) await bookUpstream(server, `a${number}`);
  const problemWith = async (behaviour: Parameters<FhirServer['behave']>[0]): Promise<string> => {
    server.behave(behaviour);
    const pulled = pull(server);
    return pulled.then(
      () => 'none',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
  };
  const withoutNext = changesPages((page, number) => (number === 2 ? { ...page, link: [] } : page));
  const larger = changesPages((page) => ({ ...page, total: 6 }));
  let pages = 0;
  let firstPage = '';
  const circle = changesPages((page) => {
    pages += 1;
    if (pages === 1) firstPage = page.link?.[0]?.url ?? '';
    return { ...page, link: [{ relation: 'next', url: firstPage }] };
  });
  const elsewhere = changesPages((page) => ({
    ...page,
    link: [{ relation: 'next', url: 'https://evil.example/fhir/Appointment?page=2' }],
  }));
  const changing = changesPages((page, number) => {
    const [entry] = page.entry ?? [];
    if (!entry?.resource?.meta || number === 1) return page;
    const again = { ...entry.resource, id: 'a0', meta: { versionId: `v${number}` } };
    return { ...page, entry: [{ ...entry, resource: again }, ...(page.entry ?? [])] };
  });

  expect(await problemWith(withoutNext)).toBe('The list is not whole: 4 of 5 came');
  expect(await problemWith(larger)).toBe('The list is not whole: 5 of 6 came');
  expect(await problemWith(circle)).toBe('The pages of the list lead round in a circle');
  expect(await problemWith(elsewhere)).toBe(
    'The next page is at another server (https://evil.example)',
  );
  expect(await problemWith(changing)).toBe('The list changed while it was read');
  expect(await problemWith(answersHtml)).toBe(
    'The list did not come: failed, HTTP 200 without a resource',
  );
  expect(await problemWith(async () => 'no-answer')).toBe(
    'The list did not come: failed, no answer in time',
  );
  expect(await problemWith(async () => 'cut')).toMatch(/^The list did not come: failed/);
  expect(server.requests.every(({ headers }) => headers.host !== 'evil.example')).toBe(true);
});

test('no patient is named in an address', async () => {
  await using server = await startFhirServer();
  await bookUpstream(server, 'a1');
  await using foyer = await connectClinic(server);

  await foyer.pull();

  expect(server.requests.map(({ path }) => path).join()).not.toMatch(/Whitfield|1984/);
});

async function pull(
  server: FhirServer,
  change: Readonly<Record<string, unknown>> = {},
): Promise<ScheduleList> {
  const feed = createFhirSchedule(fhirSettings(server.url, change), {
    clinic: clinicOf(clinicFile()),
    now: () => TEN_O_CLOCK,
    requestMs: REQUEST_MS * 10,
  });
  if (!feed) throw new Error('These settings bring no appointments');
  return feed.pull(TEN_O_CLOCK, AbortSignal.timeout(20_000));
}

function refs(list: ScheduleList): readonly string[] {
  return list.appointments.map(({ ref }) => ref);
}
