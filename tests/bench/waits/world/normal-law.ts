import type { Random } from './random.ts';

/** A law made of normal ones: with each one's share, its mean and standard deviation. */
export type NormalMix = readonly {
  readonly share: number;
  readonly mean: number;
  readonly deviation: number;
}[];

/** The law of the logarithm of minutes with this mean and coefficient of variation. */
export function lnMinutesOf(mean: number, variation: number): NormalMix {
  const variance = Math.log(1 + variation * variation);
  return [{ share: 1, mean: Math.log(mean) - variance / 2, deviation: Math.sqrt(variance) }];
}

/** The laws together, each with its share of the whole. */
export function mixOf(
  parts: readonly { readonly share: number; readonly law: NormalMix }[],
): NormalMix {
  return parts.flatMap(({ share, law }) =>
    law.map((component) => ({ ...component, share: component.share * share })),
  );
}

/** The chance that a value is above `bound`. */
export function chanceAbove(law: NormalMix, bound: number): number {
  let chance = 0;
  for (const { share, mean, deviation } of law)
    chance += share * upperTail((bound - mean) / deviation);
  return chance;
}

/** A value of the law, given that it is above `bound`. */
export function drawAbove(law: NormalMix, bound: number, random: Random): number {
  let whole = 0;
  let chosen: NormalMix[number] | null = null;
  let chosenTail = 1;
  for (const part of law) {
    const tail = upperTail((bound - part.mean) / part.deviation);
    whole += part.share * tail;
    if (chosen && random.uniform() * whole >= part.share * tail) continue;
    chosen = part;
    chosenTail = tail;
  }
  if (!chosen) return Number.NaN;
  return chosen.mean - chosen.deviation * inverseNormal(random.uniform() * chosenTail);
}

/** A value of the law. */
export function draw(law: NormalMix, random: Random): number {
  let left = random.uniform();
  for (const { share, mean, deviation } of law) {
    left -= share;
    if (left <= 0) return mean + deviation * random.normal();
  }
  const last = law.at(-1);
  return last ? last.mean + last.deviation * random.normal() : Number.NaN;
}

/**
 * Minutes whose logarithm follows `law`, `shift` added to it, given that they are more than `elapsed`.
 */
export function drawMinutesBeyond(
  law: NormalMix,
  { elapsed, shift = 0 }: { readonly elapsed: number; readonly shift?: number },
  random: Random,
): number {
  if (elapsed <= 0) return Math.exp(draw(law, random) + shift);
  return Math.exp(drawAbove(law, Math.log(elapsed) - shift, random) + shift);
}

/** The mean of minutes whose logarithm follows `law`. */
export function meanMinutes(law: NormalMix): number {
  let mean = 0;
  for (const part of law) mean += part.share * Math.exp(part.mean + part.deviation ** 2 / 2);
  return mean;
}

/**
 * The chance that a standard normal value is above `z`: half the complementary error function, by the
 * Chebyshev fit of Numerical Recipes (relative error 1.2e-7 everywhere, so that far tails keep shape).
 */
export function upperTail(z: number): number {
  if (z < NOTHING_BELOW) return 1;
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  let sum = 0.17087277;
  for (const coefficient of ERFC) sum = coefficient + t * sum;
  const tail = 0.5 * t * Math.exp(-x * x + sum);
  return z >= 0 ? tail : 1 - tail;
}

const NOTHING_BELOW = -8;
const ERFC = [
  -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
  -1.26551223,
] as const;

/** The value that a standard normal one is below with this chance; Acklam, relative error 1.2e-9. */
export function inverseNormal(chance: number): number {
  if (chance > 0.97575) return -inverseNormal(1 - chance);
  if (chance < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(Math.max(chance, Number.MIN_VALUE)));
    const top =
      ((((TAIL[0] * q + TAIL[1]) * q + TAIL[2]) * q + TAIL[3]) * q + TAIL[4]) * q + TAIL[5];
    return top / ((((BELOW[0] * q + BELOW[1]) * q + BELOW[2]) * q + BELOW[3]) * q + 1);
  }
  const q = chance - 0.5;
  const r = q * q;
  const top = ((((MID[0] * r + MID[1]) * r + MID[2]) * r + MID[3]) * r + MID[4]) * r + MID[5];
  const under =
    ((((UNDER[0] * r + UNDER[1]) * r + UNDER[2]) * r + UNDER[3]) * r + UNDER[4]) * r + 1;
  return (top * q) / under;
}

const MID = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
] as const;
const UNDER = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
] as const;
const TAIL = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
] as const;
const BELOW = [
  0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416,
] as const;
