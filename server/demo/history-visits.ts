import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import type { Need } from '../../shared/contract/commands.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import { dueAt } from '../../shared/domain/queue-order.ts';
import { ticketAt } from '../../shared/domain/ticket.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';
import type { Stores } from '../db/stores.ts';
import { type Chance, createChance } from './chance.ts';
import { providerOf, SERVICE_WEIGHTS, stationsOf } from './roster.ts';

/** Half wait less than this many minutes, by weekday from Monday and hour from 8. */
const MEDIAN_MINUTES = [
  [7, 12, 24, 27, 18, 13, 12, 22, 19, 6],
  [11, 15, 26, 33, 26, 14, 15, 25, 18, 12],
  [7, 9, 21, 22, 16, 11, 10, 20, 16, 8],
  [4, 10, 17, 26, 16, 9, 13, 17, 16, 5],
  [6, 8, 15, 16, 10, 8, 10, 12, 10, 3],
  [6, 8, 10, 11, 9, 7, 6, 6, 5, 4],
  [5, 6, 8, 9, 8, 6, 5, 5, 4, 3],
];
const HOUR_WEIGHTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(
  (hour) => [hour, [7, 11, 14, 14, 11, 8, 10, 12, 9, 4][hour] ?? 0] as const,
);
const LANGUAGE_WEIGHTS = [
  ['en', 79],
  ['es', 13],
  ['ar', 8],
] as const;
const NEEDS: readonly [Need, ...Need[]] = ['interpreter', 'hearing', 'moving', 'quiet'];
const SPREAD = 0.45;
const LONGEST_WAIT_MINUTES = 110;
const TICKETS = 640;

export type PastDay = {
  readonly day: string;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  readonly daysAgo: number;
  /** Two doctors were away that morning: the day that stands out. */
  readonly isBad: boolean;
  /** When the doors opened, at eight. */
  readonly opensAt: EpochMs;
  readonly visits: number;
};

export type PastVisit = {
  readonly language: string;
  readonly waitMinutes: number;
  /** When they had been seen; null for those who went home before or did not come. */
  readonly seenAt: EpochMs | null;
};

export type PastDayParts = {
  readonly day: PastDay;
  readonly file: ClinicFileContent;
  readonly chance: Chance;
};

/** Writes the visits of an invented day: who came, the window each was told, and when they were called. */
export function visitPastDay(stores: Stores, parts: PastDayParts): readonly PastVisit[] {
  const tickets = parts.chance.shuffled(Array.from({ length: TICKETS }, (_, index) => index));
  return tickets
    .slice(0, parts.day.visits)
    .map((ticket, index) => visit(stores, { ...parts, ticket: ticketAt(ticket, 2), index }));
}

type VisitParts = PastDayParts & { readonly ticket: string; readonly index: number };

function visit(stores: Stores, parts: VisitParts): PastVisit {
  const arrival = arrive(parts);
  const waitMinutes = drawWait(parts.day, arrival.hour, parts.chance);
  const entry = live(arrival, waitMinutes, parts);
  return recordPastVisit(stores, { entry, isLate: arrival.isLate, waitMinutes }, parts);
}

export type PastCourse = {
  readonly entry: QueueEntry;
  readonly isLate: boolean;
  /** From the appointment, or the arrival when that was later. */
  readonly waitMinutes: number;
};

/** Writes one visit: who came, the window they were told, and their calls. */
export function recordPastVisit(
  stores: Stores,
  { entry, isLate, waitMinutes }: PastCourse,
  parts: PastDayParts,
): PastVisit {
  const { chance, day } = parts;
  const language = chance.weighted(LANGUAGE_WEIGHTS);
  stores.visits.insert({
    id: entry.visitId,
    day: day.day,
    ticket: entry.ticket,
    appointmentId: null,
    name: null,
    language,
    needs: chance.isLucky(0.12) ? [chance.oneOf(NEEDS)] : [],
    source: chance.isLucky(0.82) ? 'kiosk' : 'desk',
    isLate,
    phoneKey: entry.visitId,
    phoneAnswer: null,
    checkedInAt: entry.queuedAt,
  });
  stores.entries.insert({ ...entry, undo: null }, day.day);
  promise(stores, entry, waitMinutes, parts);
  call(stores, entry, parts.file);
  return { language, waitMinutes, seenAt: entry.status === 'done' ? entry.endedAt : null };
}

export type PastArrival = {
  readonly hour: number;
  readonly queuedAt: EpochMs;
  readonly appointmentAt: EpochMs | null;
  readonly isLate: boolean;
};

/** When somebody comes, and for when they are booked. */
export function arrive({ day, chance }: Pick<PastDayParts, 'day' | 'chance'>): PastArrival {
  const hour = chance.weighted(HOUR_WEIGHTS);
  const at = day.opensAt + hour * HOUR_MS + chance.whole(0, 11) * 5 * MINUTE_MS;
  if (chance.isLucky(0.2)) {
    const queuedAt = at + chance.whole(0, 299) * SECOND_MS;
    return { hour, queuedAt, appointmentAt: null, isLate: false };
  }
  const isLate = chance.isLucky(0.04);
  const lateMinutes = isLate ? chance.whole(11, 19) : -chance.whole(2, 18);
  const queuedAt = at + lateMinutes * MINUTE_MS + chance.whole(0, 59) * SECOND_MS;
  return { hour, queuedAt, appointmentAt: at, isLate };
}

/** Waits are skewed: many a little under the usual, a few far over it. */
function drawWait(day: PastDay, hour: number, chance: Chance): number {
  const median = MEDIAN_MINUTES[day.weekday - 1]?.[hour] ?? 10;
  const bell = (chance.fraction() + chance.fraction() + chance.fraction() - 1.5) * 2;
  const factor = (day.isBad ? 2.1 : 1) * (day.daysAgo <= 7 ? 0.86 : 1);
  return Math.min(LONGEST_WAIT_MINUTES, median * factor * Math.exp(SPREAD * bell));
}

function live(arrival: PastArrival, waitMinutes: number, parts: VisitParts): QueueEntry {
  const { day, file, chance, ticket, index } = parts;
  const { queuedAt, appointmentAt } = arrival;
  const serviceId = chance.weighted(SERVICE_WEIGHTS);
  const stationId = chance.shuffled(stationsOf(file, serviceId))[0] ?? null;
  const provider = stationId === null ? null : providerOf(stationId);
  const calledAt = Math.round(Math.max(queuedAt, appointmentAt ?? 0) + waitMinutes * MINUTE_MS);
  const minutes = file.services.find((service) => service.id === serviceId)?.minutes ?? 10;
  const startedAt = calledAt + chance.whole(30, 110) * SECOND_MS;
  const endedAt = Math.round(startedAt + minutes * (0.6 + 0.8 * chance.fraction()) * MINUTE_MS);
  const seen = {
    id: `past-${day.day}-${index}-1`,
    visitId: `past-${day.day}-${index}`,
    ticket,
    serviceId,
    providerId: serviceId === 'doctor' && appointmentAt !== null ? provider : null,
    leg: 1,
    status: 'done',
    priority: 0,
    appointmentAt,
    queuedAt,
    dueAt: dueAt(arrival, file.queue),
    notBeforeAt: null,
    overtakenCount: 0,
    stationId,
    callCount: 1,
    calledAt,
    lastCallAt: calledAt,
    startedAt,
    endedAt,
    seenByProviderId: provider,
  } as const;
  const fate = chance.fraction();
  if (fate < 0.02) {
    const lastCallAt = calledAt + MINUTE_MS;
    const gone = { status: 'no-show', startedAt: null, endedAt: calledAt + 4 * MINUTE_MS } as const;
    return { ...seen, ...gone, callCount: 2, lastCallAt };
  }
  if (fate < (day.isBad ? 0.06 : 0.03)) {
    const never = { stationId: null, callCount: 0, calledAt: null, lastCallAt: null };
    const gone = { status: 'left', startedAt: null, endedAt: calledAt } as const;
    return { ...seen, ...never, ...gone, seenByProviderId: null };
  }
  return seen;
}

/** The window that was told, to five minutes: most are kept, on the bad day few. */
function promise(
  stores: Stores,
  { id: entryId, queuedAt, appointmentAt }: QueueEntry,
  waitMinutes: number,
  { chance, day }: PastDayParts,
): void {
  const fromNow = Math.max(0, ((appointmentAt ?? queuedAt) - queuedAt) / MINUTE_MS) + waitMinutes;
  const isKept = chance.isLucky(day.isBad ? 0.42 : 0.87);
  const guess = isKept ? fromNow + chance.whole(0, 9) : fromNow * 0.7;
  const toMinutes = Math.max(5, (isKept ? Math.ceil(guess / 5) : Math.floor(guess / 5)) * 5);
  const fromMinutes = Math.max(0, toMinutes - chance.whole(2, 3) * 5);
  // A chance of its own, so that what is compared does not change what happened.
  const comparison = createChance(`${entryId} compared`);
  const window = {
    entryId,
    issuedAt: queuedAt,
    fromAt: queuedAt + fromMinutes * MINUTE_MS,
    toAt: queuedAt + toMinutes * MINUTE_MS,
    estimateMinutes: (fromMinutes + toMinutes) / 2,
    simpleMinutes: fromNow * (0.4 + 1.8 * comparison.fraction()),
  };
  stores.promises.insert({ ...window, change: 'issued' });
  if (isKept || comparison.isLucky(0.3)) return;
  // Most who had to wait longer were told so before their time had passed.
  const laterBy = Math.ceil((fromNow + 5 - toMinutes) / 5) * 5 * MINUTE_MS;
  stores.promises.insert({
    ...window,
    issuedAt: queuedAt + toMinutes * 0.7 * MINUTE_MS,
    fromAt: window.fromAt + laterBy,
    toAt: window.toAt + laterBy,
    change: 'slipped',
    reason: { code: 'running-long', stationId: null, untilAt: null },
  });
}

function call(stores: Stores, entry: QueueEntry, file: ClinicFileContent): void {
  const { calledAt, stationId } = entry;
  const station = file.stations.find((item) => item.id === stationId);
  if (calledAt === null || !station) return;
  const { id: entryId, ticket } = entry;
  const one = { entryId, ticket, stationId: station.id, areaId: station.areaId };
  stores.calls.insert({ ...one, calledAt, isRecall: false });
  if (entry.callCount > 1 && entry.lastCallAt !== null) {
    stores.calls.insert({ ...one, calledAt: entry.lastCallAt, isRecall: true });
  }
}
