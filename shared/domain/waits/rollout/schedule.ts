import { isCallable, orderQueue } from '../../queue-order.ts';
import { type EpochMs, MINUTE_MS } from '../../time.ts';
import { kindOf, type WaitLaw } from '../wait-law.ts';
import type { SceneEntry, WaitScene } from '../wait-scene.ts';
import { MeanStation } from './mean-station.ts';
import { positionsOf } from './positions.ts';
import { momentsOf } from './sample.ts';
import { maySee, type ServingStation, servingStations } from './serving.ts';
import type { Spread } from './wait-spread.ts';

/** A call as it would come if everything took as long as it does on average. */
export type MeanCall = {
  readonly entry: SceneEntry;
  readonly station: MeanStation;
  /** When, in minutes from now. */
  readonly at: Spread;
  /** How long it keeps the station until the next call. */
  readonly minutes: number;
  /** How long breaks have kept the station before it. */
  readonly breakMinutes: number;
};

export type Schedule = {
  /** Everybody waiting, in the order of the queue. */
  readonly ordered: readonly SceneEntry[];
  readonly positions: ReadonlyMap<string, number>;
  /** By the id of the entry, in the order of the calls; whom nobody calls is not in it. */
  readonly calls: ReadonlyMap<string, MeanCall>;
};

/** Entries whom the very same stations may see, by their places in the order, ascending. */
type PlaceLine = {
  /** The numbers of the stations that may see them. */
  readonly stations: readonly number[];
  readonly ready: number[];
  head: number;
  /** Those put back for a while, the first to come back last. */
  readonly putBack: number[];
};

type Turn = { readonly station: MeanStation; readonly lines: readonly PlaceLine[] };

type Walk = {
  readonly ordered: readonly SceneEntry[];
  readonly turns: Turn[];
  readonly now: EpochMs;
};

/**
 * Walks the queue forward on the means alone: the station that is free first calls the next it may
 * see. Who comes later and being overtaken again are not in it.
 */
export function scheduleOf(scene: WaitScene, law: WaitLaw): Schedule {
  const { now, policy } = scene;
  const waiting = scene.entries.filter(({ status }) => status === 'waiting');
  const ordered = orderQueue(waiting, policy);
  const turnover = momentsOf(law.turnoverMinutes);
  const serving = servingStations(scene, law);
  const lines = linesOf(ordered, serving, now);
  const turns = serving
    .map((station, number) => ({
      station: new MeanStation(station, law, turnover),
      lines: lines.all.filter(({ stations }) => stations.includes(number)),
    }))
    // A station that more likely than not stays closed calls nobody.
    .filter(({ station, lines: served }) => station.serving.share >= 0.5 && served.length > 0);
  return {
    ordered,
    positions: positionsOf(lines.waiting),
    calls: callEverybody({ ordered, turns, now }),
  };
}

type Lines = {
  readonly all: readonly PlaceLine[];
  readonly waiting: readonly { readonly id: string; readonly stations: readonly number[] }[];
};

function linesOf(
  ordered: readonly SceneEntry[],
  serving: readonly ServingStation[],
  now: EpochMs,
): Lines {
  const lines = new Map<string, PlaceLine>();
  const waiting = ordered.map((entry, place) => {
    const key = `${entry.serviceId} ${entry.providerId ?? ''}`;
    const line = lines.get(key) ?? newLine(entry, serving);
    lines.set(key, line);
    (isCallable(entry, now) ? line.ready : line.putBack).push(place);
    return { id: entry.id, stations: line.stations };
  });
  for (const { putBack } of lines.values()) {
    putBack.sort((a, b) => backInMs(ordered[b], now) - backInMs(ordered[a], now));
  }
  return { all: [...lines.values()], waiting };
}

function newLine(entry: SceneEntry, serving: readonly ServingStation[]): PlaceLine {
  const stations = serving.flatMap((station, number) => (maySee(station, entry) ? [number] : []));
  return { stations, ready: [], head: 0, putBack: [] };
}

function callEverybody(walk: Walk): ReadonlyMap<string, MeanCall> {
  const calls = new Map<string, MeanCall>();
  for (let turn = firstFree(walk.turns); turn; turn = firstFree(walk.turns)) {
    if (turn.station.takeBreak()) continue;
    const line = nextLine(turn, walk);
    const place = line?.ready[line.head] ?? -1;
    const entry = walk.ordered[place];
    if (line && entry) {
      line.head += 1;
      calls.set(entry.id, callTo(turn.station, entry));
    } else {
      waitForPutBack(turn, walk);
    }
  }
  return calls;
}

function callTo(station: MeanStation, entry: SceneEntry): MeanCall {
  const at = { mean: station.freeIn, variance: station.variance };
  const { breakMinutes } = station;
  const minutes = station.see(kindOf(entry), entry.serviceId);
  return { entry, station, at, minutes, breakMinutes };
}

function firstFree(turns: readonly Turn[]): Turn | undefined {
  let first: Turn | undefined;
  for (const turn of turns) {
    if (!first || turn.station.freeIn < first.station.freeIn) first = turn;
  }
  return first;
}

/** The line whose next in turn comes first of all that this station may see. */
function nextLine({ lines, station }: Turn, { ordered, now }: Walk): PlaceLine | undefined {
  let best: PlaceLine | undefined;
  let bestPlace = Infinity;
  for (const line of lines) {
    takeBack(line, (entry) => backInMs(entry, now) <= station.freeIn * MINUTE_MS, ordered);
    const place = line.ready[line.head] ?? Infinity;
    if (place < bestPlace) {
      best = line;
      bestPlace = place;
    }
  }
  return best;
}

/** Those put back for a while return to their own place once the pause is over. */
function takeBack(
  line: PlaceLine,
  isBack: (entry: SceneEntry) => boolean,
  ordered: readonly SceneEntry[],
): void {
  for (let place = line.putBack.at(-1); place !== undefined; place = line.putBack.at(-1)) {
    const entry = ordered[place];
    if (!entry || !isBack(entry)) return;
    line.putBack.pop();
    let index = line.head;
    while ((line.ready[index] ?? Infinity) < place) index += 1;
    line.ready.splice(index, 0, place);
  }
}

/** Nobody to call now: this station goes on when the next it may see is back, or not at all. */
function waitForPutBack(turn: Turn, { ordered, turns, now }: Walk): void {
  const nextMs = Math.min(
    ...turn.lines.map(({ putBack }) => backInMs(ordered[putBack.at(-1) ?? -1], now)),
  );
  if (nextMs === Infinity) turns.splice(turns.indexOf(turn), 1);
  else turn.station.freeIn = nextMs / MINUTE_MS;
}

function backInMs(entry: SceneEntry | undefined, now: EpochMs): number {
  return entry?.notBeforeAt ? entry.notBeforeAt - now : Infinity;
}
