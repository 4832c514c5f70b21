import { canServe, isCallable } from '../../queue-order.ts';
import { type EpochMs, MINUTE_MS } from '../../time.ts';
import type { PlannedBreak, Sample, WaitLaw } from '../wait-law.ts';
import type { SceneEntry, SceneStation, WaitScene } from '../wait-scene.ts';

/** Walking in takes no longer than this: a start that came later was a late touch. */
const WALK_MS = 3 * MINUTE_MS;

/** A station that calls patients, now or later today. */
export type ServingStation = {
  readonly stationId: string;
  readonly serviceIds: readonly string[];
  readonly providerId: string | null;
  readonly is: 'open' | 'paused' | 'coming';
  /** Minutes from now until it opens or is back; null while it is open. */
  readonly backInMinutes: Sample | null;
  /** The chance that it calls anybody today at all. */
  readonly share: number;
  /** Who is there, and who was called while they are: the last to start, and the last to be called. */
  readonly inside: SceneEntry | null;
  readonly next: SceneEntry | null;
  /** How long whoever is inside, or else was called, has been there. */
  readonly insideForMinutes: number;
  /** How long it has been free, if it has seen anybody today and nobody is there. */
  readonly freeForMinutes: number | null;
  /** Whether somebody whom it may call has been waiting before now. */
  readonly isWaitedFor: boolean;
  /** In the order in which they are due. */
  readonly breaks: readonly PlannedBreak[];
};

/** Every station that may call somebody, by id, so that of two free at once it is always the same. */
export function servingStations(scene: WaitScene, law: WaitLaw): readonly ServingStation[] {
  const now: ServingStation[] = [];
  for (const station of scene.stations) {
    const backInMinutes = station.status === 'paused' ? law.back.get(station.stationId) : null;
    if (station.status === 'closed' || backInMinutes === undefined) continue;
    const is = station.status;
    now.push(describe(scene, law, { ...station, is, backInMinutes, share: 1 }));
  }
  const known = new Set(now.map(({ stationId }) => stationId));
  const coming = law.coming
    .filter(({ stationId, share }) => !known.has(stationId) && share > 0)
    .map(({ inMinutes, ...station }) =>
      describe(scene, law, {
        ...station,
        is: 'coming',
        backInMinutes: inMinutes,
        freeSinceAt: null,
      }),
    );
  return [...now, ...coming].toSorted((a, b) => (a.stationId < b.stationId ? -1 : 1));
}

/** Whether a serving station may call such a patient once it calls. */
export function maySee(
  station: ServingStation,
  patient: Pick<SceneEntry, 'serviceId' | 'providerId'>,
): boolean {
  const { serviceIds, providerId } = station;
  return canServe({ status: 'open', serviceIds, providerId }, patient);
}

type Opening = Pick<
  ServingStation,
  'stationId' | 'serviceIds' | 'providerId' | 'is' | 'backInMinutes' | 'share'
> &
  Pick<SceneStation, 'freeSinceAt'>;

function describe(scene: WaitScene, law: WaitLaw, opening: Opening): ServingStation {
  const { freeSinceAt, stationId, serviceIds, providerId, is, backInMinutes, share } = opening;
  const { now, entries } = scene;
  const present = entries.filter((entry) => entry.stationId === stationId);
  const started = latest(present, 'in-service', now);
  const called = latest(present, 'called', now);
  const inside = started ?? called;
  const isFree = inside === null && freeSinceAt !== null;
  return {
    stationId,
    serviceIds,
    providerId,
    is,
    backInMinutes,
    share,
    inside,
    next: started === null ? null : called,
    insideForMinutes: inside === null ? 0 : (now - insideSinceAt(inside, now)) / MINUTE_MS,
    freeForMinutes: isFree ? Math.max(0, (now - freeSinceAt) / MINUTE_MS) : null,
    isWaitedFor: entries.some((entry) => hasWaited(entry, now) && maySeeHere(opening, entry)),
    breaks: law.breaks
      .filter((each) => each.stationId === stationId)
      .toSorted((a, b) => a.inMinutes - b.inMinutes),
  };
}

function maySeeHere({ serviceIds, providerId }: Opening, entry: SceneEntry): boolean {
  return canServe({ status: 'open', serviceIds, providerId }, entry);
}

function hasWaited(entry: SceneEntry, now: EpochMs): boolean {
  return entry.queuedAt < now && isCallable(entry, now - 1);
}

/** Of several inside, only the last to start is still there: the finish of the others was forgotten. */
function latest(
  present: readonly SceneEntry[],
  status: 'called' | 'in-service',
  now: EpochMs,
): SceneEntry | null {
  let last: SceneEntry | null = null;
  for (const entry of present) {
    if (entry.status !== status) continue;
    const later = last === null ? 1 : insideSinceAt(entry, now) - insideSinceAt(last, now);
    if (later > 0 || (later === 0 && last !== null && entry.id < last.id)) last = entry;
  }
  return last;
}

function insideSinceAt({ calledAt, startedAt }: SceneEntry, now: EpochMs): EpochMs {
  return Math.max(calledAt ?? now, (startedAt ?? now) - WALK_MS);
}
