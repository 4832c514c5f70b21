import { openMemoryDatabase } from '../../server/db/open-database.ts';
import { createStores } from '../../server/db/stores.ts';
import { applyOne, applySchedule } from '../../server/upstream/schedule/apply-schedule.ts';
import type { ChangeCounts } from '../../server/upstream/schedule/schedule-changes.ts';
import type {
  ListedAppointment,
  ScheduleList,
} from '../../server/upstream/schedule/schedule-list.ts';
import type { EntryStatus } from '../../shared/domain/queue-entry.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { waiting } from './queue-builders.ts';
import { appointment, testClock } from './running-clinic.ts';

export const DAY = '2026-11-21';
export const TOMORROW = '2026-11-22';

/** "A1" of the test clinic's day, as a sender lists it. */
export function listed(change: Partial<ListedAppointment> = {}): ListedAppointment {
  const { id: _id, ...booked } = appointment({ ref: 'A1' });
  return { ...booked, version: '1', data: {}, visitId: null, ...change };
}

/** A database that lists are applied to, a minute after one another. */
export function openSchedule() {
  const db = openMemoryDatabase();
  const stores = createStores(db);
  const clock = testClock();
  const storedOf = (ref: string) =>
    stores.appointments.sourcedOfDay(DAY).find((item) => item.ref === ref);
  return {
    db,
    stores,
    clock,
    storedOf,
    apply: (appointments: readonly ListedAppointment[], change: Partial<ScheduleList> = {}) => {
      clock.advance(MINUTE_MS);
      const now = clock.now();
      const list = {
        source: 'hospital',
        asOf: now,
        days: [DAY],
        appointments,
        leftOut: [],
        ...change,
      };
      return applySchedule(list, { db, stores, now });
    },
    applyOneNow: (item: ListedAppointment): ChangeCounts => {
      clock.advance(MINUTE_MS);
      return applyOne('hospital', item, { db, stores, now: clock.now() });
    },
    /** "A1 booked", for every appointment of a day. */
    statuses: (day = DAY): readonly string[] => {
      const all = stores.appointments.ofDay(day).map(({ ref, status }) => `${ref} ${status}`);
      return all.toSorted();
    },
    /** The patient of an appointment comes, or a walk-in; the queue is joined for what is booked now. */
    arrive: (ref: string | null, status: EntryStatus = 'waiting'): string => {
      const booked = ref === null ? undefined : storedOf(ref);
      const visitId = `visit-${ref ?? 'walk-in'}`;
      stores.visits.insert({
        id: visitId,
        day: DAY,
        ticket: 'K42',
        appointmentId: booked?.id ?? null,
        name: null,
        language: 'en',
        needs: [],
        source: 'kiosk',
        isLate: false,
        phoneKey: visitId,
        phoneAnswer: null,
        checkedInAt: clock.now(),
      });
      const {
        serviceId = 'blood',
        providerId = null,
        startAt: appointmentAt = null,
      } = booked ?? {};
      const about = { id: visitId, visitId, serviceId, providerId, appointmentAt, status };
      stores.entries.insert({ ...waiting(about), undo: null }, DAY);
      return visitId;
    },
    openKinds: (): readonly string[] => stores.conflicts.open().map((conflict) => conflict.kind),
    closeAtDesk: (): void => {
      for (const { id } of stores.conflicts.open()) {
        stores.conflicts.close(id, 'desk-1', clock.now());
      }
    },
    eventTypes: (): readonly string[] => stores.events.after(0, 100).map((event) => event.type),
    /** What a list may never touch. */
    localFacts: (): readonly unknown[] =>
      ['visit', 'queue_entry', 'call', 'promise'].map((table) =>
        db.prepare(`SELECT * FROM ${table}`).all(),
      ),
  };
}
