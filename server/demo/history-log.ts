import { newEntry, type QueueEntry } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { dueAt } from '../../shared/domain/queue-order.ts';
import { ticketAt } from '../../shared/domain/ticket.ts';
import type { NewEvent } from '../db/events.ts';
import type { Stores } from '../db/stores.ts';
import { recordChanges } from '../upstream/schedule/record-changes.ts';
import { type PastRoom, runRooms } from './history-rooms.ts';
import { arrive, type PastDayParts, type PastVisit, recordPastVisit } from './history-visits.ts';
import { doctorsOf, SERVICE_WEIGHTS } from './roster.ts';

/** So many of a day's people as its rooms can see. */
const SEEN_SHARE = 0.82;
/** Booked, and never comes. */
const STAYS_AWAY_SHARE = 0.07;
const TICKETS = 640;

/**
 * Writes an invented day on which one thing follows from another: patients, rooms and the rule of the
 * queue. It is in the event log too, so that waits can be learned from it.
 */
export function logPastDay(stores: Stores, parts: PastDayParts): readonly PastVisit[] {
  const { day, chance } = parts;
  const tickets = chance.shuffled(Array.from({ length: TICKETS }, (_, index) => index));
  const arrivals = tickets
    .slice(0, Math.round(day.visits * SEEN_SHARE))
    .map((ticket, index) => arrival(ticketAt(ticket, 2), index, parts));
  const { entries, rooms } = runRooms(
    arrivals.map(({ entry }) => entry),
    parts,
  );
  recordList(stores, entries, parts);
  const events = [...rooms.flatMap(roomEvents), ...entries.flatMap(visitEvents)];
  for (const event of events.toSorted((a, b) => a.occurredAt - b.occurredAt)) {
    stores.events.append(event);
  }
  const late = new Set(arrivals.filter(({ isLate }) => isLate).map(({ entry }) => entry.id));
  return entries.map((entry) => {
    const waitedUntilAt = entry.calledAt ?? entry.endedAt ?? entry.queuedAt;
    const since = Math.max(entry.queuedAt, entry.appointmentAt ?? 0);
    const waitMinutes = Math.max(0, (waitedUntilAt - since) / 60_000);
    return recordPastVisit(stores, { entry, isLate: late.has(entry.id), waitMinutes }, parts);
  });
}

function arrival(
  ticket: string,
  index: number,
  { day, file, chance }: PastDayParts,
): { readonly entry: QueueEntry; readonly isLate: boolean } {
  const { queuedAt, appointmentAt, isLate } = arrive({ day, chance });
  const serviceId = chance.weighted(SERVICE_WEIGHTS);
  const doctors = doctorsOf(file);
  const isWithDoctor = serviceId === 'doctor' && appointmentAt !== null;
  const entry = newEntry({
    id: `past-${day.day}-${index}-1`,
    visitId: `past-${day.day}-${index}`,
    ticket,
    serviceId,
    providerId: isWithDoctor ? (doctors[index % doctors.length] ?? null) : null,
    appointmentAt,
    queuedAt,
    dueAt: dueAt({ queuedAt, appointmentAt }, file.queue),
  });
  return { entry, isLate };
}

/** The list of the day, as it came in before the doors opened. */
function recordList(
  stores: Stores,
  entries: readonly QueueEntry[],
  { day, chance }: PastDayParts,
): void {
  const booked = entries.flatMap((entry) => {
    const { appointmentAt: startAt, serviceId, providerId } = entry;
    if (startAt === null) return [];
    const one = { id: bookingOf(entry), startAt, serviceId, providerId, status: 'booked' } as const;
    return chance.isLucky(STAYS_AWAY_SHARE) ? [one, { ...one, id: `${one.id}-away` }] : [one];
  });
  const firstAt = Math.min(day.opensAt, ...entries.map(({ queuedAt }) => queuedAt));
  recordChanges(stores.events, booked, { day: day.day, at: firstAt });
}

function bookingOf({ visitId }: QueueEntry): string {
  return `${visitId}-booked`;
}

function roomEvents({ station, opensAt, closesAt }: PastRoom): readonly NewEvent[] {
  const aggregate = `station:${station.stationId}`;
  const { providerId } = station;
  return [
    happened('station.open', opensAt, { aggregate, body: { providerId, untilAt: null } }),
    happened('station.closed', closesAt, { aggregate, body: { providerId: null, untilAt: null } }),
  ];
}

function visitEvents(entry: QueueEntry): readonly NewEvent[] {
  const { id: entryId, ticket, serviceId, providerId, appointmentAt } = entry;
  const aggregate = `visit:${entry.visitId}`;
  const appointmentId = appointmentAt === null ? null : bookingOf(entry);
  const came = { ticket, appointmentId, appointmentAt, entryId, serviceId, providerId };
  const { stationId, seenByProviderId } = entry;
  const called = { entryId, stationId, providerId: seenByProviderId };
  const ends = { done: 'queue.finished', 'no-show': 'queue.not-come', left: 'queue.left' } as const;
  const end = entry.status in ends ? ends[entry.status as keyof typeof ends] : null;
  return [
    happened('visit.checked-in', entry.queuedAt, { aggregate, body: came }),
    ...maybe('queue.called', entry.calledAt, { aggregate, body: called }),
    ...maybe('queue.started', entry.startedAt, { aggregate, body: { entryId } }),
    ...(end === null ? [] : maybe(end, entry.endedAt, { aggregate, body: { entryId } })),
  ];
}

type About = Pick<NewEvent, 'aggregate' | 'body'>;

function maybe(type: string, at: EpochMs | null, about: About): readonly NewEvent[] {
  return at === null ? [] : [happened(type, at, about)];
}

function happened(type: string, occurredAt: EpochMs, { aggregate, body }: About): NewEvent {
  return { type, aggregate, occurredAt, body: { ...body, by: 'demonstration-staff' } };
}
