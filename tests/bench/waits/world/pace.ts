import type { NormalMix } from './normal-law.ts';
import { upperTail } from './normal-law.ts';
import type { StationSeen } from './observation.ts';
import type { Random } from './random.ts';

/** A value with what all values up to it weigh together; the last weighs 1. */
type PaceTable = readonly { readonly pace: number; readonly upTo: number }[];

const STEPS_PER_SIDE = 40;
const REACH_IN_DEVIATIONS = 4;

/**
 * What is known of today's pace at a station: the normal prior on a fine grid, times the density of
 * every visit it has finished, times the chance that the one inside still lasts.
 */
export function paceTable(
  station: StationSeen,
  { now, deviation }: { readonly now: number; readonly deviation: number },
): PaceTable {
  const step = (REACH_IN_DEVIATIONS * deviation) / STEPS_PER_SIDE;
  const grid = Array.from(
    { length: 2 * STEPS_PER_SIDE + 1 },
    (_, index) => (index - STEPS_PER_SIDE) * step,
  );
  const logs = grid.map((pace) => logWeight(station, { now, deviation, pace }));
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return grid.map((pace, index) => {
    sum += (weights[index] ?? 0) / whole;
    return { pace, upTo: sum };
  });
}

export function drawPace(table: PaceTable, random: Random): number {
  const level = random.uniform();
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle]?.upTo ?? 1) < level) low = middle + 1;
    else high = middle;
  }
  return table[low]?.pace ?? 0;
}

function logWeight(
  station: StationSeen,
  {
    now,
    deviation,
    pace,
  }: { readonly now: number; readonly deviation: number; readonly pace: number },
): number {
  const shift = station.law.lnSpeed + pace;
  let log = -((pace / deviation) ** 2) / 2;
  for (const { kind, minutes } of station.finished) {
    log += logDensity(kind.lnMinutes, Math.log(minutes) - shift);
  }
  if (station.phase !== 'busy' || !station.serving || now <= station.sinceAt) return log;
  const lnElapsed = Math.log(now - station.sinceAt) - shift;
  return log + logChanceAbove(station.serving.kind.lnMinutes, lnElapsed);
}

function logDensity(law: NormalMix, value: number): number {
  let density = 0;
  for (const { share, mean, deviation } of law) {
    const z = (value - mean) / deviation;
    density += (share / deviation) * Math.exp((-z * z) / 2);
  }
  return Math.log(density);
}

function logChanceAbove(law: NormalMix, bound: number): number {
  let chance = 0;
  for (const { share, mean, deviation } of law)
    chance += share * upperTail((bound - mean) / deviation);
  return Math.log(chance);
}
