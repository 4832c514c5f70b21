import type { QueuePolicy } from '../../clinic.ts';
import type { StationState } from '../../queue-entry.ts';
import { compareInQueue } from '../../queue-order.ts';
import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { WaitExplanation } from '../wait-estimate.ts';
import type { SceneEntry, SceneStation, WaitScene } from '../wait-scene.ts';

/** A delay that staff announced; null: of the whole clinic. */
export type SaidDelay = { readonly stationId: string | null; readonly shownAt: EpochMs };

/** What somebody's wait rests on at one instant: two of them say why it has become longer. */
export type WaitBasis = {
  readonly entryId: string;
  /** Shared by everybody's basis of the same instant. */
  readonly scene: WaitScene;
  readonly explanation: WaitExplanation | null;
  readonly delays: readonly SaidDelay[];
};

/** Whether a station may call this person at all, whether or not it is open now. */
export function mayCall(station: StationState, entry: SceneEntry): boolean {
  return (
    station.serviceIds.includes(entry.serviceId) &&
    (entry.providerId === null || entry.providerId === station.providerId)
  );
}

export function stationsOf({ entryId, scene }: WaitBasis): readonly SceneStation[] {
  const entry = entryOf(scene, entryId);
  return entry ? scene.stations.filter((station) => mayCall(station, entry)) : [];
}

export function entryOf(scene: WaitScene, entryId: string): SceneEntry | undefined {
  return scene.entries.find(({ id }) => id === entryId);
}

/** Those waiting whose turn comes before that of `me`, whoever may call them. */
export function waitsBefore(other: SceneEntry, me: SceneEntry, policy: QueuePolicy): boolean {
  return other.status === 'waiting' && compareInQueue(other, me, policy) < 0;
}

export function isCalled({ status }: SceneEntry): boolean {
  return status === 'called' || status === 'in-service';
}

/** Minutes each patient who is with the station or before them was expected to take, by entry. */
export function expectedMinutes(basis: WaitBasis): ReadonlyMap<string, number> {
  const { explanation, scene } = basis;
  const minutes = new Map<string, number>();
  if (!explanation) return minutes;
  for (const each of explanation.before) minutes.set(each.entryId, each.minutes);
  const present = presentAt(scene, explanation.stationId);
  if (present)
    minutes.set(present.id, minutesSoFar(present, scene.now) + explanation.freeInMinutes);
  return minutes;
}

/** Who is called to a station or inside. */
export function presentAt(scene: WaitScene, stationId: string | null): SceneEntry | undefined {
  return scene.entries.find((entry) => isCalled(entry) && entry.stationId === stationId);
}

function minutesSoFar({ calledAt }: SceneEntry, now: EpochMs): number {
  return calledAt === null ? 0 : (now - calledAt) / MINUTE_MS;
}
