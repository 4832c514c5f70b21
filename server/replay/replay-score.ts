import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import type { LegRecord } from '../../shared/domain/waits/recorded/day-record.ts';
import { shownOf } from '../../shared/domain/waits/told/held-window.ts';
import { QUANTILE_LEVELS } from '../../shared/domain/waits/wait-estimate.ts';
import { type Prediction, roundMinutes } from './prediction-line.ts';

type Said = {
  readonly at: EpochMs;
  /** The end of the window on the screens; null: none was shown. */
  readonly shownToAt: EpochMs | null;
};
type Predicted = { readonly at: EpochMs; readonly quantiles: readonly number[] };

/** What was said to one person until one call. */
type Turn = { calledAt: EpochMs | null; readonly said: Said[]; readonly predicted: Predicted[] };

const MEDIAN = QUANTILE_LEVELS.findIndex((level) => Math.abs(level - 0.5) < 0.01);
const NEAR_MINUTES = 5;

/**
 * Scores what was predicted against when people were called: the first call after each prediction. Keeps
 * one day, as a call may be undone until the day is over, and of all others only sums.
 */
export class ReplayScore {
  readonly #sums = {
    visits: 0,
    predictions: 0,
    neverCalled: 0,
    unknown: 0,
    absolute: 0,
    signed: 0,
    pinball: 0,
    inside90: 0,
    width90: 0,
    near: 0,
    shownMinutes: 0,
    laterMinutes: 0,
    shownTurns: 0,
    slips: 0,
  };
  /** By entry; the last turn is the one that is open. */
  #turns = new Map<string, Turn[]>();

  /** Somebody joined a queue, and so is one of those who are counted. */
  joined(): void {
    this.#sums.visits += 1;
  }

  /** What was printed. */
  predicted({ leg, estimate }: Prediction, at: EpochMs): void {
    if (estimate.kind === 'unknown') this.#sums.unknown += 1;
    else this.#openTurn(leg.entryId).predicted.push({ at, quantiles: estimate.quantiles });
  }

  /** What the screens showed from now on, whether or not it was printed. */
  shown({ leg, window }: Prediction, at: EpochMs): void {
    const shown = shownOf(window);
    const shownToAt = shown.kind === 'window' ? shown.toAt : null;
    this.#openTurn(leg.entryId).said.push({ at, shownToAt });
  }

  called({ entryId }: Pick<LegRecord, 'entryId'>, at: EpochMs): void {
    this.#openTurn(entryId).calledAt = at;
  }

  /** The last call did not happen: what was said before it is still to be proven. */
  callUndone({ entryId }: Pick<LegRecord, 'entryId'>): void {
    const last = this.#turns.get(entryId)?.findLast(({ calledAt }) => calledAt !== null);
    if (last) last.calledAt = null;
  }

  endDay(): void {
    for (const turn of [...this.#turns.values()].flat()) {
      if (turn.calledAt === null) this.#sums.neverCalled += turn.predicted.length;
      else this.#score(turn, turn.calledAt);
    }
    this.#turns = new Map();
  }

  /** The figures of all days that have ended. Minutes, and shares from 0 to 1; null without any. */
  summary() {
    const sums = this.#sums;
    const mean = (sum: number, n: number): number | null =>
      n === 0 ? null : roundMinutes(sum / n);
    const share = (part: number, n: number): number | null =>
      n === 0 ? null : Math.round((part / n) * 10_000) / 10_000;
    const n = sums.predictions;
    return {
      visits: sums.visits,
      predictions: n,
      neverCalled: sums.neverCalled,
      unknown: sums.unknown,
      mae: mean(sums.absolute, n),
      bias: mean(sums.signed, n),
      pinball: mean(sums.pinball, n),
      coverage90: share(sums.inside90, n),
      width90: mean(sums.width90, n),
      within5: share(sums.near, n),
      shown: {
        laterThanShown: share(sums.laterMinutes, sums.shownMinutes),
        slipsPerVisit: mean(sums.slips, sums.shownTurns),
      },
    };
  }

  #openTurn(entryId: string): Turn {
    const turns = this.#turns.get(entryId) ?? [];
    this.#turns.set(entryId, turns);
    const last = turns.at(-1);
    if (last && last.calledAt === null) return last;
    const turn: Turn = { calledAt: null, said: [], predicted: [] };
    turns.push(turn);
    return turn;
  }

  #score({ said, predicted }: Turn, calledAt: EpochMs): void {
    for (const { at, quantiles } of predicted)
      this.#scoreOne(quantiles, (calledAt - at) / MINUTE_MS);
    let slips = 0;
    let before: EpochMs | null = null;
    for (const [index, { at, shownToAt }] of said.entries()) {
      if (shownToAt === null) continue;
      const minutes = ((said[index + 1]?.at ?? calledAt) - at) / MINUTE_MS;
      this.#sums.shownMinutes += minutes;
      if (calledAt > shownToAt) this.#sums.laterMinutes += minutes;
      if (before !== null && shownToAt > before) slips += 1;
      before = shownToAt;
    }
    if (before === null) return;
    this.#sums.shownTurns += 1;
    this.#sums.slips += slips;
  }

  #scoreOne(quantiles: readonly number[], minutes: number): void {
    const sums = this.#sums;
    const first = quantiles[0] ?? NaN;
    const last = quantiles.at(-1) ?? NaN;
    const error = (quantiles[MEDIAN] ?? NaN) - minutes;
    sums.predictions += 1;
    sums.absolute += Math.abs(error);
    sums.signed += error;
    sums.pinball += meanPinball(quantiles, minutes);
    sums.width90 += last - first;
    if (minutes >= first && minutes <= last) sums.inside90 += 1;
    if (Math.abs(error) <= NEAR_MINUTES) sums.near += 1;
  }
}

function meanPinball(quantiles: readonly number[], minutes: number): number {
  let sum = 0;
  for (const [index, quantile] of quantiles.entries()) {
    const level = QUANTILE_LEVELS[index] ?? NaN;
    sum += minutes >= quantile ? level * (minutes - quantile) : (1 - level) * (quantile - minutes);
  }
  return sum / quantiles.length;
}
