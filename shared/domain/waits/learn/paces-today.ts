import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { DayRecord, LegRecord, StationRecord } from '../recorded/day-record.ts';
import { kindOf, performerOf, type LogMinutes, type PaceLaw } from '../wait-law.ts';
import { minutesBetween } from './clinic-time.ts';
import { type Effect, type MinutesFit, UNKNOWN_EFFECT } from './fit-minutes.ts';
import { keepingLast, onceFor } from './kept.ts';
import { paceLaw, type RunningVisit } from './pace-law.ts';
import { occupiedSinceAt, performerOfLeg } from './visits-seen.ts';

const CALLED_LATELY_MINUTES = 3;

type Today = {
  readonly record: DayRecord;
  readonly stations: readonly Pick<StationRecord, 'stationId' | 'providerId'>[];
  readonly fit: MinutesFit;
  readonly kinds: ReadonlyMap<string, LogMinutes>;
  /** The share of ends that nobody taps. */
  readonly missed: number;
  readonly idlePace: IdlePace;
};

/** The pace of those with nobody inside: it stays until another of their visits is known. */
export type IdlePace = (missed: number) => (effect: Effect) => PaceLaw;

export function idlePaces(): IdlePace {
  return keepingLast((missed: number) =>
    onceFor((effect: Effect) => paceLaw(effect, null, missed)),
  );
}

/** The pace at `now` of everybody who works today or will. */
export function pacesAt(
  { record, stations, fit, kinds, missed, idlePace }: Today,
  now: EpochMs,
): ReadonlyMap<string, PaceLaw> {
  const running = new Map<string, RunningVisit>();
  for (const leg of record.legs) {
    if (leg.status !== 'called' && leg.status !== 'in-service') continue;
    const minutes = kinds.get(kindOf(leg));
    const sinceAt = runningSinceAt(leg, now);
    if (!minutes || sinceAt === null) continue;
    running.set(performerOfLeg(leg), { elapsedMinutes: minutesBetween(sinceAt, now), minutes });
  }
  const ofIdle = idlePace(missed);
  const performers = new Set(stations.map((station) => performerOf(station)));
  for (const performer of running.keys()) performers.add(performer);
  return new Map(
    Array.from(performers, (performer) => {
      const effect = fit.effects.get(performer) ?? UNKNOWN_EFFECT;
      const visit = running.get(performer);
      return [performer, visit ? paceLaw(effect, visit, missed) : ofIdle(effect)] as const;
    }),
  );
}

/** Someone called who has not come yet is about to start, however old the call is. */
function runningSinceAt(leg: LegRecord, now: EpochMs): EpochMs | null {
  if (leg.startedAt !== null || leg.calledAt === null) return occupiedSinceAt(leg);
  return Math.max(leg.calledAt, now - CALLED_LATELY_MINUTES * MINUTE_MS);
}
