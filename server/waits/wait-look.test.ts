import { expect, test } from 'vitest';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { clinicFile } from '../../tests/support/clinic.ts';
import { waiting } from '../../tests/support/queue-builders.ts';
import { appointment, TEN_O_CLOCK } from '../../tests/support/running-clinic.ts';
import { ClinicDay } from '../day/clinic-day.ts';
import { openMemoryDatabase } from '../db/open-database.ts';
import { createStores } from '../db/stores.ts';
import type { Visit } from '../db/visits.ts';
import { LiveLearner } from './live-learner.ts';
import { WaitLooker } from './wait-look.ts';

function openLooker() {
  const clinic = clinicOf(clinicFile());
  const stores = createStores(openMemoryDatabase());
  const day = new ClinicDay(clinic, stores, TEN_O_CLOCK);
  const learner = new LiveLearner({ clinic, events: stores.events, onFault: () => {} });
  const { appointments } = stores;
  const looker = new WaitLooker({ day, policy: clinic.queue, appointments, learner });
  return { stores, day, looker };
}

function visitOf(appointmentId: string | null): Visit {
  return {
    id: 'v1',
    day: '2026-11-21',
    ticket: 'K42',
    appointmentId,
    name: null,
    language: 'en',
    needs: [],
    source: 'kiosk',
    isLate: false,
    phoneKey: 'v1',
    phoneAnswer: null,
    checkedInAt: TEN_O_CLOCK,
  };
}

test('whoever is booked is expected until they come; the cancelled are not', () => {
  const { stores, day, looker } = openLooker();
  const booked = appointment();
  for (const one of [booked, appointment({ id: 'later' }), appointment({ status: 'cancelled' })]) {
    stores.appointments.put(one, TEN_O_CLOCK);
  }
  const expected = () => looker.look(TEN_O_CLOCK).scene.expected.map(({ visitId }) => visitId);
  expect(expected().toSorted()).toEqual([booked.id, 'later'].toSorted());

  day.addVisit(visitOf(booked.id), waiting({ id: 'e1', visitId: 'v1' }));

  expect(expected()).toEqual(['later']);
});

test('a list that is read again shows what was changed', () => {
  const { stores, looker } = openLooker();
  expect(looker.look(TEN_O_CLOCK).scene.expected).toEqual([]);
  stores.appointments.put(appointment(), TEN_O_CLOCK);

  looker.forgetList();

  expect(looker.look(TEN_O_CLOCK).scene.expected).toHaveLength(1);
});

test('a station is free since its last patient went, and not while somebody is there', () => {
  const { day, looker } = openLooker();
  const endedAt = TEN_O_CLOCK - 3 * MINUTE_MS;
  const freeSince = () =>
    looker.look(TEN_O_CLOCK).scene.stations.find(({ stationId }) => stationId === 'room-3')
      ?.freeSinceAt;
  expect(freeSince()).toBeNull();

  const seen = waiting({ id: 'e1', visitId: 'v1', status: 'done', stationId: 'room-3', endedAt });
  day.addVisit(visitOf(null), seen);
  expect(freeSince()).toBe(endedAt);

  day.addEntry(waiting({ id: 'e2', visitId: 'v1', leg: 2, status: 'called', stationId: 'room-3' }));
  expect(freeSince()).toBeNull();
});
