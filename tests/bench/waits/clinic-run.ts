import { type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';
import type { RecordedEvent } from '../../../shared/domain/waits/recorded/recorded-event.ts';
import type { DayResult } from './day-result.ts';
import { DayScores } from './day-scores.ts';
import { Foyer } from './foyer.ts';
import { Peers } from './peers/peers.ts';
import { DayWindows } from './windows/day-windows.ts';
import type { Scenario, SimulatedDay } from './world/simulated-day.ts';
import { simulateClinic } from './world/world.ts';

export type ClinicJob = {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly historyDays: number;
  readonly testDays: number;
  /** Whether what is shown is scored too, which takes an estimate at every event. */
  readonly withWindows: boolean;
  /** How many futures Foyer and the oracle each roll out. */
  readonly paths: { readonly foyer: number; readonly oracle: number };
};

const TICK_MS = 2 * MINUTE_MS;

/** Runs one clinic through its history, which teaches everybody, and its test, which is scored. */
export function runClinic(job: ClinicJob): readonly DayResult[] {
  const { scenario, seed, paths } = job;
  const { history, test } = simulateClinic({ ...job, oraclePaths: paths.oracle });
  const foyer = new Foyer(paths.foyer);
  const peers = new Peers();
  let day = 0;
  for (const past of history) {
    day += 1;
    studyDay(past, { foyer, peers, day });
  }
  peers.train();
  const windows = job.withWindows ? new DayWindows() : null;
  const results: DayResult[] = [];
  for (const today of test) {
    const scored = scoreDay(today, { foyer, peers, windows });
    results.push({ scenario, clinic: seed, day: results.length + 1, ...scored });
  }
  return results;
}

type Subjects = { readonly foyer: Foyer; readonly peers: Peers };

function studyDay(past: SimulatedDay, { foyer, peers, day }: Subjects & { day: number }): void {
  const asks = new Set(past.askAt);
  eachInstant(past.events, past.askAt, (at, events) => {
    for (const event of events) {
      foyer.take(event);
      peers.take(event);
    }
    if (!asks.has(at)) return;
    peers.study(at, day, (entry) => {
      const called = past.calledAt.get(entry);
      return called === undefined ? null : (called - at) / MINUTE_MS;
    });
  });
}

function scoreDay(
  today: SimulatedDay,
  { foyer, peers, windows }: Subjects & { readonly windows: DayWindows | null },
): Pick<DayResult, 'scores' | 'pit' | 'asked' | 'unknown' | 'windows'> {
  const scores = new DayScores();
  const asks = new Set(today.askAt);
  const ticks = windows ? ticksOf(today) : [];
  eachInstant(today.events, [...today.askAt, ...ticks], (at, events) => {
    for (const event of events) {
      foyer.take(event);
      peers.take(event);
    }
    const isAsked = asks.has(at);
    if (!isAsked && !windows) return;
    const estimates = foyer.estimates(at);
    windows?.look({ day: foyer.day, estimates, now: at, isTick: at % TICK_MS === 0 });
    if (!isAsked) return;
    const oracle = today.oracle(at);
    const byMeans = foyer.byMeans(at);
    const answers = { oracle, foyer: estimates, byMeans, peers: peers.forecastsAt(at) };
    scores.add(at, answers, today.calledAt);
  });
  const { pit, asked, unknown } = scores;
  const shown = windows?.endDay(foyer.day, today.calledAt) ?? {};
  return { scores: scores.sums(), pit, asked, unknown, windows: shown };
}

/** Calls `look` at each instant once, with the events that happen at it or before it. */
function eachInstant(
  events: readonly RecordedEvent[],
  moments: readonly EpochMs[],
  look: (at: EpochMs, events: readonly RecordedEvent[]) => void,
): void {
  const instants = [...new Set([...events.map(({ at }) => at), ...moments])].toSorted(
    (a, b) => a - b,
  );
  let next = 0;
  for (const at of instants) {
    const from = next;
    while ((events[next]?.at ?? Infinity) <= at) next += 1;
    look(at, events.slice(from, next));
  }
}

/** Every second minute from the first check-in to the last call. */
function ticksOf({ askAt, calledAt }: SimulatedDay): readonly EpochMs[] {
  const first = Math.ceil((askAt[0] ?? 0) / TICK_MS);
  const last = Math.floor(Math.max(0, ...calledAt.values()) / TICK_MS);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    return (first + index) * TICK_MS;
  });
}
