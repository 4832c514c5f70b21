import type { SlipCode, SlipReason } from './slip-reason.ts';
import {
  entryOf,
  expectedMinutes,
  isCalled,
  mayCall,
  presentAt,
  stationsOf,
  type WaitBasis,
  waitsBefore,
} from './wait-basis.ts';
import type { SceneEntry } from '../wait-scene.ts';

/** A visit is said to run long from so many minutes beyond what was expected of it. */
const RUNNING_LONG_MINUTES = 5;

type Change = { readonly before: WaitBasis; readonly after: WaitBasis };
type Finder = (change: Change) => SlipReason | null;

// Of several reasons that hold, the first: what nobody could foresee comes before what is usual.
const FINDERS: readonly Finder[] = [
  (change) => overtaking('urgent-first', change),
  stationClosed,
  stationPaused,
  (change) => overtaking('called-out-of-turn', change),
  (change) => overtaking('put-back', change),
  (change) => overtaking('booked-first', change),
  noticeShown,
  notStarted,
  runningLong,
];

/**
 * Why somebody waits longer `after` than they were told `before`: the first reason in a fixed order that
 * the two instants support, else that it just takes longer. Never a reason that did not happen since.
 */
export function reasonFor(before: WaitBasis, after: WaitBasis): SlipReason {
  for (const find of FINDERS) {
    const reason = find({ before, after });
    if (reason) return reason;
  }
  return plain('slower');
}

/** Why more people are before them than `before`, or null when nobody came ahead. */
export function reasonForPosition(before: WaitBasis, after: WaitBasis): SlipReason | null {
  const codes = overtakingCodes({ before, after }, (entry) => entry.status === 'waiting');
  for (const code of ['urgent-first', 'put-back', 'booked-first'] as const) {
    if (codes.has(code)) return plain(code);
  }
  return null;
}

function plain(code: SlipCode, stationId: string | null = null): SlipReason {
  return { code, stationId, untilAt: null };
}

function overtaking(code: SlipCode, change: Change): SlipReason | null {
  return overtakingCodes(change, () => true).has(code) ? plain(code) : null;
}

/** How those came ahead who were not before them, among the people `counts` is true of. */
function overtakingCodes(
  change: Change,
  counts: (entry: SceneEntry) => boolean,
): ReadonlySet<SlipCode> {
  const { before, after } = change;
  const me = entryOf(after.scene, after.entryId);
  if (!me) return new Set();
  const codes = after.scene.entries.flatMap((entry) => {
    if (!counts(entry) || !isAhead(entry, me, after)) return [];
    const code = howAhead(entry, me, before);
    return code === null ? [] : [code];
  });
  return new Set(codes);
}

/** Whether they are seen, or will be, by a station that may call `me`, before `me`. */
function isAhead(entry: SceneEntry, me: SceneEntry, { scene }: WaitBasis): boolean {
  const isBefore = isCalled(entry) || waitsBefore(entry, me, scene.policy);
  if (!isBefore) return false;
  return scene.stations.some(
    (station) =>
      mayCall(station, me) &&
      (isCalled(entry) ? station.stationId === entry.stationId : mayCall(station, entry)),
  );
}

/** Null for those who were ahead at the earlier instant already. */
function howAhead(entry: SceneEntry, me: SceneEntry, { scene }: WaitBasis): SlipCode | null {
  const earlier = entryOf(scene, entry.id);
  const meEarlier = entryOf(scene, me.id) ?? me;
  const wasCalled = earlier !== undefined && isCalled(earlier);
  if (wasCalled && isCalled(entry)) return null;
  const isBack = entry.status === 'waiting' && (entry.lastCallAt ?? 0) > scene.now;
  if (earlier && !isBack && waitsBefore(earlier, meEarlier, scene.policy)) return null;
  if (entry.priority > me.priority) return 'urgent-first';
  const wasHere = earlier !== undefined || entry.queuedAt <= scene.now;
  if (wasHere && (isBack || earlier?.status !== 'waiting')) return 'put-back';
  return isCalled(entry) && (wasHere || entry.dueAt >= me.dueAt)
    ? 'called-out-of-turn'
    : 'booked-first';
}

function stationClosed({ before, after }: Change): SlipReason | null {
  const closed = stationsOf(before).find(
    ({ stationId, status }) => status === 'open' && statusAt(after, stationId) === 'closed',
  );
  return closed ? plain('station-closed', closed.stationId) : null;
}

/** Paused since, or paused still where it is this very station that is waited for. */
function stationPaused({ before, after }: Change): SlipReason | null {
  const waitedFor = new Set([before.explanation?.stationId, after.explanation?.stationId]);
  const paused = stationsOf(after).find(
    ({ stationId, status }) =>
      status === 'paused' && (statusAt(before, stationId) !== 'paused' || waitedFor.has(stationId)),
  );
  if (!paused) return null;
  const { stationId, untilAt } = paused;
  const isToCome = untilAt !== null && untilAt > after.scene.now;
  return { code: 'station-paused', stationId, untilAt: isToCome ? untilAt : null };
}

function statusAt({ scene }: WaitBasis, stationId: string) {
  return scene.stations.find((station) => station.stationId === stationId)?.status;
}

function noticeShown({ before, after }: Change): SlipReason | null {
  const mine = new Set(stationsOf(after).map(({ stationId }) => stationId));
  const said = after.delays.find(
    ({ stationId, shownAt }) =>
      shownAt > before.scene.now && (stationId === null || mine.has(stationId)),
  );
  return said ? plain('notice', said.stationId) : null;
}

function notStarted({ after }: Change): SlipReason | null {
  const { explanation, scene } = after;
  const station = scene.stations.find(({ stationId }) => stationId === explanation?.stationId);
  if (!explanation || !station) return null;
  const hasCalledNobody =
    station.status === 'open' &&
    station.freeSinceAt === null &&
    presentAt(scene, station.stationId) === undefined;
  const isAwaited = explanation.stationIs === 'not-open' || hasCalledNobody;
  return isAwaited ? plain('not-started', station.stationId) : null;
}

function runningLong({ before, after }: Change): SlipReason | null {
  const present = presentAt(after.scene, after.explanation?.stationId ?? null);
  if (!present) return null;
  const expected = expectedMinutes(before).get(present.id);
  const minutes = expectedMinutes(after).get(present.id);
  if (expected === undefined || minutes === undefined) return null;
  return minutes >= expected + RUNNING_LONG_MINUTES
    ? plain('running-long', present.stationId)
    : null;
}
