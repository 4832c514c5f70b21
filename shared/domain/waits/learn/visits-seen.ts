import type { EpochMs } from '../../time.ts';
import { MINUTE_MS } from '../../time.ts';
import type { DayRecord, LegRecord } from '../recorded/day-record.ts';
import type { RecordedSettings } from '../recorded/recorded-event.ts';
import { kindOf, performerOf } from '../wait-law.ts';
import { minutesBetween } from './clinic-time.ts';
import { onceFor } from './kept.ts';

/** A visit that is over: how long it took its station. */
export type SeenVisit = {
  readonly kind: string;
  readonly serviceId: string;
  readonly performer: string;
  /** What the booking or the settings say it takes, turnover included. */
  readonly plannedMinutes: number;
  readonly minutes: number;
  /** Below 1 when its end is only inferred. */
  readonly weight: number;
};

/** How much an end that nobody tapped may tell, and what lies between it and the next call. */
export type InferredEnds = { readonly weight: number; readonly turnoverMinutes: number };

/** A call made longer than this before the start was made while the last patient was still inside. */
const LONGEST_WALK_MINUTES = 3;
/** For a service that the clinic's file does not list. */
const UNLISTED_MINUTES = 15;
/** Turnover is at most this share of the time from one call to the next. */
const LARGEST_TURNOVER_SHARE = 0.5;

/**
 * The finished visits of a day with their minutes, walk from the call included. An end known only by
 * the next call counts if the next patient was waiting all along: else the station may have been idle.
 */
export function seenVisits(
  record: Pick<DayRecord, 'legs' | 'settings'>,
  inferred: InferredEnds,
): SeenVisit[] {
  const seen: SeenVisit[] = [];
  for (const run of stationRuns(record)) {
    for (const [index, leg] of run.entries()) {
      const visit = seenVisit(leg, run[index + 1], { settings: record.settings, inferred });
      if (visit) seen.push(visit);
    }
  }
  return seen;
}

/** Of a day's legs all that its finished visits are read from; what else happens changes nothing of them. */
export function legsOfSeenVisits(legs: readonly LegRecord[]): LegRecord[] {
  const isInferred = legs.some(({ endedBy }) => endedBy === 'next-call');
  return legs.filter(
    ({ status, calledAt }) => status === 'done' || (isInferred && calledAt !== null),
  );
}

export function isSameVisit(a: SeenVisit, b: SeenVisit): boolean {
  return (
    a.kind === b.kind &&
    a.serviceId === b.serviceId &&
    a.performer === b.performer &&
    a.minutes === b.minutes &&
    a.plannedMinutes === b.plannedMinutes &&
    a.weight === b.weight
  );
}

/** The calls of each station in order, stations by id. */
export function stationRuns(record: Pick<DayRecord, 'legs'>): LegRecord[][] {
  const runs = new Map<string, LegRecord[]>();
  for (const leg of record.legs) {
    if (leg.stationId === null || leg.calledAt === null) continue;
    const run = runs.get(leg.stationId);
    if (run) run.push(leg);
    else runs.set(leg.stationId, [leg]);
  }
  return [...runs]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, run]) => run.toSorted((a, b) => (a.calledAt ?? 0) - (b.calledAt ?? 0)));
}

/** Since when a called or started patient has the station: the walk there is part of the visit. */
export function occupiedSinceAt(leg: Pick<LegRecord, 'calledAt' | 'startedAt'>): EpochMs | null {
  const startAt = leg.startedAt ?? leg.calledAt;
  if (startAt === null) return null;
  return Math.max(leg.calledAt ?? startAt, startAt - LONGEST_WALK_MINUTES * MINUTE_MS);
}

/** What a visit is planned to take, in minutes: as booked, or as its service is set. */
export function plannedMinutesOf(
  visit: { readonly serviceId: string; readonly bookedMinutes: number | null },
  settings: RecordedSettings,
): number {
  const set = settings.services.find(({ id }) => id === visit.serviceId)?.minutes;
  return Math.max(1, visit.bookedMinutes ?? set ?? UNLISTED_MINUTES);
}

export function performerOfLeg(leg: LegRecord): string {
  return performerOf({ stationId: leg.stationId ?? '', providerId: leg.seenByProviderId });
}

function seenVisit(
  leg: LegRecord,
  next: LegRecord | undefined,
  known: { readonly settings: RecordedSettings; readonly inferred: InferredEnds },
): SeenVisit | null {
  const sinceAt = occupiedSinceAt(leg);
  if (leg.status !== 'done' || leg.endedAt === null || sinceAt === null) return null;
  const visit = endedVisits(known.settings)(leg);
  if (leg.endedBy === 'finish') return visit;
  const untilEnd = visit.minutes;
  if (leg.endedBy !== 'next-call' || !next || next.queuedAt > sinceAt) return null;
  const { turnoverMinutes, weight } = known.inferred;
  const minutes = Math.max(untilEnd - turnoverMinutes, untilEnd * (1 - LARGEST_TURNOVER_SHARE));
  return weight > 0 ? { ...visit, minutes, weight } : null;
}

/** Of a visit that has ended, all that its own leg says of it. */
const endedVisits = onceFor((settings: RecordedSettings) =>
  onceFor((leg: LegRecord): SeenVisit => ({
    kind: kindOf(leg),
    serviceId: leg.serviceId,
    performer: performerOfLeg(leg),
    plannedMinutes: plannedMinutesOf(leg, settings),
    minutes: minutesBetween(occupiedSinceAt(leg) ?? 0, leg.endedAt ?? 0),
    weight: 1,
  })),
);
