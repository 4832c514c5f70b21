import type { QueuePolicy } from '../clinic.ts';
import type { QueueEntry, StationState } from '../queue-entry.ts';
import { canServe, isCallable, orderQueue } from '../queue-order.ts';
import { type EpochMs, MINUTE_MS } from '../time.ts';
import { minutesOf, type ServiceMinutes, type WaitModel } from './learn-from-today.ts';
import { quantilesOf } from './spread.ts';
import { stationFreeIn } from './station-free.ts';
import type { WaitEstimate } from './wait-estimate.ts';

export type WaitState = {
  /** Everybody of today; those whose entry has ended are ignored. */
  readonly entries: readonly QueueEntry[];
  readonly stations: readonly StationState[];
  readonly policy: QueuePolicy;
};

/** Entries that the very same stations may serve, best first. */
type Line = {
  readonly entry: QueueEntry;
  /** Places in the one order, ascending; those before `head` are called already. */
  readonly ready: number[];
  head: number;
  /** Places of those put back for a while, the first to come back last. */
  readonly paused: number[];
  /** How many the stations of this line have called so far in the walk. */
  calledCount: number;
};

/** A station in the walk: when it is free next, and how unsure that is. */
type Turn = { readonly lines: readonly Line[]; freeAt: EpochMs; variance: number };

type Walk = {
  readonly ordered: readonly QueueEntry[];
  readonly turns: Turn[];
  readonly model: WaitModel;
  readonly now: EpochMs;
};

/**
 * How long each waiting patient still has to wait, walking the one order of the queue forward: the
 * station that is free first calls the next it may serve, which takes it the mean minutes of that
 * service, and so on. Those called or inside get no estimate; those on hold get an unknown one.
 *
 * The spread adds up along the station that calls them: what is left of its present patient and the
 * visits before theirs. Not in it: who arrives later, and being overtaken again (`overtakenCount`
 * stays as it is now). The same state always gives the same answer, whatever the order of its rows.
 */
export function estimateWaits(
  state: WaitState,
  model: WaitModel,
  now: EpochMs,
): ReadonlyMap<string, WaitEstimate> {
  const estimates = new Map<string, WaitEstimate>();
  const waiting = state.entries.filter((entry) => entry.status === 'waiting');
  const ordered = orderQueue(waiting, state.policy);
  for (const { id } of ordered) estimates.set(id, { kind: 'unknown', reason: 'nobody-serving' });
  for (const { id, status } of state.entries) {
    if (status === 'held') estimates.set(id, { kind: 'unknown', reason: 'held' });
  }
  const turns = takeTurns(state, linesOf(ordered, now), { model, now });
  callEverybody({ ordered, turns, model, now }, estimates);
  return estimates;
}

function linesOf(ordered: readonly QueueEntry[], now: EpochMs): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const [place, entry] of ordered.entries()) {
    const key = `${entry.serviceId} ${entry.providerId ?? ''}`;
    let line = lines.get(key);
    if (!line) {
      line = { entry, ready: [], head: 0, paused: [], calledCount: 0 };
      lines.set(key, line);
    }
    (isCallable(entry, now) ? line.ready : line.paused).push(place);
  }
  for (const { paused } of lines.values()) {
    paused.sort((a, b) => backAt(ordered[b]) - backAt(ordered[a]));
  }
  return [...lines.values()];
}

function takeTurns(
  state: WaitState,
  lines: readonly Line[],
  known: { readonly model: WaitModel; readonly now: EpochMs },
): Turn[] {
  const turns: Turn[] = [];
  // By id, so that of two stations free at the same moment it is always the same that calls first.
  const stations = state.stations.toSorted((a, b) => (a.stationId < b.stationId ? -1 : 1));
  const present = state.entries.filter(
    ({ status }) => status === 'called' || status === 'in-service',
  );
  for (const station of stations) {
    const free = stationFreeIn(station, present, known);
    if (!free) continue;
    const open: StationState = { ...station, status: 'open' };
    const served = lines.filter((line) => canServe(open, line.entry));
    if (served.length === 0) continue;
    turns.push({
      lines: served,
      freeAt: known.now + free.mean * MINUTE_MS,
      variance: free.variance,
    });
  }
  return turns;
}

function callEverybody(walk: Walk, estimates: Map<string, WaitEstimate>): void {
  const { ordered, turns, now } = walk;
  for (let turn = firstFree(turns); turn; turn = firstFree(turns)) {
    const line = nextLine(turn, ordered);
    const entry = line && ordered[line.ready[line.head] ?? -1];
    if (line && entry) {
      estimates.set(entry.id, {
        kind: 'known',
        quantiles: startQuantiles(turn, entry, now),
        position: line.calledCount,
      });
      line.head += 1;
      call(turn, minutesOf(walk.model, entry.serviceId));
    } else {
      waitForPaused(turn, walk);
    }
  }
}

function firstFree(turns: readonly Turn[]): Turn | undefined {
  let first: Turn | undefined;
  for (const turn of turns) {
    if (!first || turn.freeAt < first.freeAt) first = turn;
  }
  return first;
}

/** The line whose next in turn comes first of all that this station may serve. */
function nextLine(turn: Turn, ordered: readonly QueueEntry[]): Line | undefined {
  let best: Line | undefined;
  let bestPlace = Infinity;
  for (const line of turn.lines) {
    takeBack(line, ordered, turn.freeAt);
    const place = line.ready[line.head] ?? Infinity;
    if (place < bestPlace) {
      best = line;
      bestPlace = place;
    }
  }
  return best;
}

/** Those put back for a while return to their own place once the pause is over. */
function takeBack(line: Line, ordered: readonly QueueEntry[], at: EpochMs): void {
  for (let place = line.paused.at(-1); place !== undefined; place = line.paused.at(-1)) {
    const entry = ordered[place];
    if (!entry || !isCallable(entry, at)) return;
    line.paused.pop();
    let index = line.head;
    while ((line.ready[index] ?? Infinity) < place) index += 1;
    line.ready.splice(index, 0, place);
  }
}

function call(turn: Turn, minutes: ServiceMinutes): void {
  for (const line of turn.lines) line.calledCount += 1;
  turn.freeAt += minutes.mean * MINUTE_MS;
  turn.variance += minutes.deviation ** 2;
}

/** Nobody to call now: this station goes on when the next it may serve is back, or not at all. */
function waitForPaused(turn: Turn, { ordered, turns }: Walk): void {
  const nextAt = Math.min(...turn.lines.map((line) => backAt(ordered[line.paused.at(-1) ?? -1])));
  if (nextAt === Infinity) turns.splice(turns.indexOf(turn), 1);
  else turn.freeAt = nextAt;
}

function backAt(entry: QueueEntry | undefined): EpochMs {
  return entry?.notBeforeAt ?? Infinity;
}

function startQuantiles(turn: Turn, entry: QueueEntry, now: EpochMs): readonly number[] {
  const start = { mean: (turn.freeAt - now) / MINUTE_MS, variance: turn.variance };
  const quantiles = quantilesOf(start);
  if (entry.notBeforeAt === null || entry.notBeforeAt <= now) return quantiles;
  const earliest = (entry.notBeforeAt - now) / MINUTE_MS;
  return quantiles.map((minutes) => Math.max(minutes, earliest));
}
