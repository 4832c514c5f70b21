import type { QueueEntry, StationState } from '../queue-entry.ts';
import { type EpochMs, MINUTE_MS } from '../time.ts';
import {
  FORGOTTEN_AFTER_TIMES,
  minutesOf,
  type ServiceMinutes,
  type WaitModel,
} from './learn-from-today.ts';
import { occupiedSinceAt } from './minutes-with-patient.ts';
import { remainingMinutes, type Spread } from './spread.ts';

/** Staff come back within about this much of what they said (section 2.6 of the study: late starts). */
const RETURN_DEVIATION_MINUTES = 5;
/** Nobody is back at once: a pause that is over by the clock, but not by a touch, ends in about this. */
const SOONEST_BACK_MINUTES = 2;

const NOW: Spread = { mean: 0, variance: 0 };

/**
 * When a station can call its next patient, as minutes from now; null when it serves nobody and has
 * not said until when. `present` holds everybody called or inside, here or at other stations.
 */
export function stationFreeIn(
  station: StationState,
  present: readonly QueueEntry[],
  known: { readonly model: WaitModel; readonly now: EpochMs },
): Spread | null {
  const back = backFromPause(station, known.now);
  if (!back) return null;
  const done = doneWithPresent(
    present.filter((entry) => entry.stationId === station.stationId),
    known,
  );
  return back.mean > done.mean ? back : done;
}

function backFromPause(station: StationState, now: EpochMs): Spread | null {
  if (station.status === 'open') return NOW;
  if (station.status === 'closed' || station.untilAt === null) return null;
  const mean = Math.max((station.untilAt - now) / MINUTE_MS, SOONEST_BACK_MINUTES);
  return { mean, variance: Math.min(RETURN_DEVIATION_MINUTES, mean) ** 2 };
}

function doneWithPresent(
  present: readonly QueueEntry[],
  { model, now }: { readonly model: WaitModel; readonly now: EpochMs },
): Spread {
  // Of several inside, only the last to start is still there: the finish of the others was forgotten.
  const inside = latest(present, 'in-service', now);
  const called = latest(present, 'called', now);
  const insideLeft = inside
    ? left(minutesOf(model, inside.serviceId), occupiedMinutes(inside, now))
    : NOW;
  if (!called) return insideLeft;
  const calledLeft = left(
    minutesOf(model, called.serviceId),
    inside ? 0 : occupiedMinutes(called, now),
  );
  return {
    mean: insideLeft.mean + calledLeft.mean,
    variance: insideLeft.variance + calledLeft.variance,
  };
}

function latest(
  present: readonly QueueEntry[],
  status: 'called' | 'in-service',
  now: EpochMs,
): QueueEntry | undefined {
  return present
    .filter((entry) => entry.status === status)
    .toSorted((a, b) => occupiedSinceAt(b, now) - occupiedSinceAt(a, now) || (a.id < b.id ? -1 : 1))
    .at(0);
}

function occupiedMinutes(entry: QueueEntry, now: EpochMs): number {
  return (now - occupiedSinceAt(entry, now)) / MINUTE_MS;
}

/** Past the point where a finish counts as forgotten, more time inside says nothing more. */
function left(minutes: ServiceMinutes, elapsed: number): Spread {
  return remainingMinutes(minutes, Math.min(elapsed, minutes.mean * FORGOTTEN_AFTER_TIMES));
}
