import type { QueuePolicy } from '../../clinic.ts';
import type { StationState } from '../../queue-entry.ts';
import { nextFor, overtakenBy } from '../../queue-order.ts';
import type { EpochMs } from '../../time.ts';
import { UNBOUNDED_OVERTAKES, USUAL_OVERTAKES } from './recorded-settings.ts';
import { changedLeg, type RecordedLeg } from './recorded-leg.ts';
import type { RecordedLegs } from './recorded-legs.ts';
import type { SceneEntry } from '../wait-scene.ts';

/** A station and everybody in the queues, just before it calls. */
export type CallContext = {
  readonly station: StationState;
  /** When it became free for this call; null when that is not known. */
  readonly stationFreeAt: EpochMs | null;
  readonly entries: readonly SceneEntry[];
  readonly policy: QueuePolicy;
  readonly now: EpochMs;
};

/** A leg that is called, and what its call says of the clinic: its turnover, and how it keeps its order. */
export function callOf(leg: RecordedLeg, context: CallContext): RecordedLeg {
  const { station, stationFreeAt, policy, now } = context;
  const call = {
    status: 'called',
    stationId: station.stationId,
    seenByProviderId: station.providerId,
    calledAt: now,
    stationFreeAt,
    waitedAtFree: waitedAtFree(leg, context),
    wasInTurn: isNext(leg, context, bounded(policy)),
    wasInTurnUnbounded: isNext(leg, context, { ...policy, maxOvertakes: Infinity }),
  } as const;
  return changedLeg(leg, call, { firstCalledAt: leg.firstCalledAt ?? now });
}

/** Counts it for everybody whom a call passes over. Returns what takes that back. */
export function countOvertaken(
  called: RecordedLeg,
  { station, entries, now }: CallContext,
  legs: RecordedLegs,
): () => void {
  const overtaken = overtakenBy(called.entry, station, { entries, now });
  const count = (by: 1 | -1): void => {
    for (const { id } of overtaken) {
      const leg = legs.get(id);
      if (!leg) continue;
      const overtakenCount = Math.max(0, leg.record.overtakenCount + by);
      legs.put(changedLeg(leg, { overtakenCount }));
    }
  };
  count(1);
  return () => count(-1);
}

function isNext(
  { entry }: RecordedLeg,
  { station, entries, now }: CallContext,
  policy: QueuePolicy,
): boolean {
  return nextFor(station, entries, { policy, now })?.id === entry.id;
}

/** With the usual bound where none is in force, so that it shows whether one is kept after all. */
function bounded(policy: QueuePolicy): QueuePolicy {
  const isBounded = policy.maxOvertakes < UNBOUNDED_OVERTAKES;
  return isBounded ? policy : { ...policy, maxOvertakes: USUAL_OVERTAKES };
}

/** Whether it could be called there, and the station was open, all the time since it became free. */
function waitedAtFree(leg: RecordedLeg, { station, stationFreeAt }: CallContext): boolean {
  if (stationFreeAt === null) return false;
  return leg.callableSinceAt <= stationFreeAt && station.sinceAt <= stationFreeAt;
}
