import { randomUUID } from 'node:crypto';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import { createBegunVisits } from './begun-visits.ts';
import { disagreementOf } from './schedule-disagreement.ts';
import { recordChanges } from './record-changes.ts';
import {
  type ChangeCounts,
  scheduleChanges,
  type ScheduleChanges,
  type StoredAppointment,
  sumOfCounts,
} from './schedule-changes.ts';
import type { LeftOut, ListedAppointment, ScheduleList } from './schedule-list.ts';
import { settleConflict } from './settle-conflict.ts';

export type SchedulePlace = {
  readonly db: Db;
  readonly stores: Pick<Stores, 'appointments' | 'conflicts' | 'events' | 'scheduleSources'>;
  readonly now: EpochMs;
};

export type AppliedSchedule =
  | { readonly kind: 'applied'; readonly counts: ChangeCounts }
  /** A newer list of this sender was applied before; nothing was changed. */
  | { readonly kind: 'too-old' };

/** In files a reference names one appointment of its day, and may be used again on another day. */
export const FILES = 'csv';

const MOST_NAMED = 10;

/**
 * Applies a complete list in one transaction, wholly or not at all. What its days no longer have in it
 * becomes cancelled, never deleted; other days are left alone. No visit and no queue entry is changed by
 * it: where the list says otherwise, a conflict is left for the desk. Afterwards the day must be read
 * again, as another program may have done this.
 */
export function applySchedule(list: ScheduleList, place: SchedulePlace): AppliedSchedule {
  const { scheduleSources } = place.stores;
  const apply = place.db.transaction((): AppliedSchedule => {
    const before = scheduleSources.of(list.source);
    if (before !== null && list.asOf < before.asOf) return { kind: 'too-old' };
    const listedByDay = Map.groupBy(list.appointments, (appointment) => appointment.day);
    const elsewhere = bookedByRef(list);
    const untouched = new Set(list.leftOut.map(({ ref }) => ref));
    const counts = list.days.map((day) => {
      const stored = place.stores.appointments
        .sourcedOfDay(day)
        .filter(({ ref }) => !untouched.has(ref));
      const listed = listedByDay.get(day) ?? [];
      return applyDay({ source: list.source, day, listed, stored, elsewhere }, place);
    });
    scheduleSources.succeeded(list.source, {
      asOf: list.asOf,
      at: place.now,
      problem: leftOutWords(list.leftOut),
    });
    return { kind: 'applied', counts: sumOfCounts(counts) };
  });
  return apply.immediate();
}

/**
 * Applies what a sender says of one appointment, by the same rules. It is listed on one day at a time:
 * where the sender had it booked on another day it becomes cancelled. Inside a transaction of the
 * caller it becomes part of that.
 */
export function applyOne(
  source: string,
  appointment: ListedAppointment,
  place: SchedulePlace,
): ChangeCounts {
  const { appointments, scheduleSources } = place.stores;
  const { day, ref } = appointment;
  const elsewhere = bookedByRef({ source, appointments: [appointment] });
  const applyOn = (onDay: string, listed: readonly ListedAppointment[]): ChangeCounts => {
    const stored = appointments.sourcedOfDay(onDay).filter((item) => item.ref === ref);
    return applyDay({ source, day: onDay, listed, stored, elsewhere }, place);
  };
  const apply = place.db.transaction((): ChangeCounts => {
    const left = appointments.otherDaysOf(ref, source, day).map((other) => applyOn(other, []));
    const counts = sumOfCounts([...left, applyOn(day, [appointment])]);
    const asOf = scheduleSources.of(source)?.asOf ?? 0;
    scheduleSources.succeeded(source, { asOf, at: place.now, problem: null });
    return counts;
  });
  return apply.immediate();
}

function leftOutWords(leftOut: readonly LeftOut[]): string | null {
  if (leftOut.length === 0) return null;
  const named = leftOut.slice(0, MOST_NAMED).map(({ ref, reason }) => `${ref}: ${reason}`);
  const more = leftOut.length > MOST_NAMED ? `; and ${leftOut.length - MOST_NAMED} more` : '';
  return `${leftOut.length} left out: ${named.join('; ')}${more}`;
}

type ListedDay = {
  readonly source: string;
  readonly day: string;
  readonly listed: readonly ListedAppointment[];
  /** What the list is complete for. */
  readonly stored: readonly StoredAppointment[];
  /** What it has booked on any day, by reference. */
  readonly elsewhere: ReadonlyMap<string, ListedAppointment>;
};

function applyDay(listedDay: ListedDay, place: SchedulePlace): ChangeCounts {
  const { source, day, listed, stored } = listedDay;
  const visits = createBegunVisits(place.db);
  const begun = visits.ofDay(day);
  const begunIds = new Set(begun.keys());
  const changes = scheduleChanges(source, { listed, stored, begunIds });
  const written = write(changes, place);
  if (changes.added.length + changes.changed.length > 0) {
    place.stores.events.append({
      type: 'schedule.imported',
      aggregate: `schedule:${day}`,
      occurredAt: place.now,
      body: { ...changes.counts },
    });
  }
  recordChanges(place.stores.events, movedFrom(stored, written), { day, at: place.now });
  linkVisits(listedDay, place);
  findConflicts(listedDay, begun, place);
  return changes.counts;
}

/** Returns what is new or different of the day's appointments. */
function write(
  { added, changed, resent }: ScheduleChanges,
  { stores, now }: SchedulePlace,
): readonly StoredAppointment[] {
  const written = [...added.map((item) => ({ ...item, id: randomUUID() })), ...changed];
  for (const item of written) stores.appointments.put(item, now, item);
  for (const item of resent) stores.appointments.setSource(item.id, item);
  return written;
}

/** Without those of whom only the name is spelled differently, or that are new but cancelled. */
function movedFrom(
  stored: readonly StoredAppointment[],
  written: readonly StoredAppointment[],
): readonly StoredAppointment[] {
  const byId = new Map(stored.map((item) => [item.id, item]));
  return written.filter((item) => {
    const before = byId.get(item.id);
    if (!before) return item.status === 'booked';
    return (
      before.startAt !== item.startAt ||
      before.serviceId !== item.serviceId ||
      before.providerId !== item.providerId ||
      before.status !== item.status
    );
  });
}

/** A walk-in that the sender has given an appointment since, known by our own id and never by a name. */
function linkVisits({ day, listed }: ListedDay, { db, stores, now }: SchedulePlace): void {
  const named = listed.filter((item) => item.visitId !== null && item.status === 'booked');
  if (named.length === 0) return;
  const visits = createBegunVisits(db);
  const idByRef = new Map(stores.appointments.ofDay(day).map((item) => [item.ref, item.id]));
  for (const { ref, visitId } of named) {
    const appointmentId = idByRef.get(ref);
    if (visitId === null || appointmentId === undefined) continue;
    if (!visits.link(visitId, appointmentId)) continue;
    stores.events.append({
      type: 'visit.linked',
      aggregate: `visit:${visitId}`,
      occurredAt: now,
      body: { appointmentId },
    });
  }
}

function findConflicts(
  { source, listed, stored, elsewhere }: ListedDay,
  begun: ReturnType<ReturnType<typeof createBegunVisits>['ofDay']>,
  place: SchedulePlace,
): void {
  const listedByRef = new Map(listed.map((item) => [item.ref, item]));
  for (const before of stored) {
    const visit = begun.get(before.id);
    const item = listedByRef.get(before.ref);
    // What another sender listed cannot be missing from this list.
    if (!visit || (!item && before.source !== source)) continue;
    const said = item ?? elsewhere.get(before.ref) ?? null;
    const found = disagreementOf(said, visit);
    settleConflict({ visit, found, source, version: said?.version ?? null }, place);
  }
}

function bookedByRef(
  list: Pick<ScheduleList, 'source' | 'appointments'>,
): ReadonlyMap<string, ListedAppointment> {
  if (list.source === FILES) return new Map();
  const booked = list.appointments.filter((item) => item.status === 'booked');
  return new Map(booked.map((item) => [item.ref, item]));
}
