import { kindOf, performerOf, type WaitLaw } from '../wait-law.ts';
import type { SceneEntry } from '../wait-scene.ts';
import { minutesOfKind } from './kinds.ts';
import { type Lognormal, remainingMoments, shareAbove } from './lognormal.ts';
import { momentsOf, restAbove, restMoments } from './sample.ts';
import type { ServingStation } from './serving.ts';
import type { Spread } from './wait-spread.ts';

const NOW: Spread = { mean: 0, variance: 0 };

/** A station as it is on average: when it can call its first, and how long those it sees take it. */
export class MeanStation {
  readonly serving: ServingStation;
  /** Minutes from now until it can call its first. */
  readonly firstFreeIn: number;
  /** Minutes from now until it calls next, as far as the schedule has come. */
  freeIn: number;
  variance: number;
  /** When whoever was there last is done. */
  endsIn: number;
  /** How long breaks have kept it so far. */
  breakMinutes = 0;
  readonly #law: WaitLaw;
  readonly #turnover: Spread;
  readonly #pace: Spread;
  readonly #minutes = new Map<string, Spread>();
  #breaksPast = 0;

  constructor(serving: ServingStation, law: WaitLaw, turnover: Spread) {
    this.serving = serving;
    this.#law = law;
    this.#turnover = turnover;
    this.#pace = paceMoments(law, serving);
    const done = serving.inside ? this.#doneIn(serving.inside) : NOW;
    this.endsIn = Math.max(0, done.mean - turnover.mean);
    const ready = later(this.#readyIn(), done);
    this.firstFreeIn = ready.mean;
    this.freeIn = ready.mean;
    this.variance = ready.variance;
  }

  /** Sees somebody, and says how many minutes that takes it until the next call. */
  see(kind: string, serviceId: string): number {
    const visit = this.#visit(kind, serviceId);
    this.endsIn = this.freeIn + visit.mean;
    this.freeIn = this.endsIn + this.#turnover.mean;
    this.variance += visit.variance + this.#turnover.variance;
    return visit.mean + this.#turnover.mean;
  }

  /** Takes the breaks that are due before its next call; whether there was one. */
  takeBreak(): boolean {
    const due = this.serving.breaks[this.#breaksPast];
    if (due === undefined || due.inMinutes > this.freeIn) return false;
    this.#breaksPast += 1;
    const { mean, variance } = momentsOf(due.minutes);
    const startsIn = Math.max(this.endsIn, due.inMinutes, 0);
    const added = Math.max(0, startsIn + mean - this.freeIn) * due.share;
    this.freeIn += added;
    this.breakMinutes += added;
    this.variance += due.share * variance + due.share * (1 - due.share) * mean ** 2;
    return true;
  }

  #visit(kind: string, serviceId: string): Spread {
    let visit = this.#minutes.get(kind);
    if (visit === undefined) {
      visit = remainingMoments(this.#logMinutes(kind, serviceId), 0);
      this.#minutes.set(kind, visit);
    }
    return visit;
  }

  #logMinutes(kind: string, serviceId: string): Lognormal {
    const { mean, meanDeviation, deviation } = minutesOfKind(this.#law, kind, serviceId);
    return {
      mean: mean + this.#pace.mean,
      deviation: Math.sqrt(deviation ** 2 + meanDeviation ** 2 + this.#pace.variance),
    };
  }

  /** When whoever is there is done, with the turnover after them; at once where nobody is any more. */
  #doneIn(inside: SceneEntry): Spread {
    const { next, isWaitedFor, insideForMinutes } = this.serving;
    const minutes = this.#logMinutes(kindOf(inside), inside.serviceId);
    const stays = shareAbove(minutes, insideForMinutes);
    const isMissed = isWaitedFor ? 0 : this.#law.missedFinishShare * (1 - stays);
    const left = remainingMoments(minutes, insideForMinutes);
    const isInside = isMissed === 0 ? 1 : stays / (stays + isMissed);
    if (next === null) return mixed(sum(left, this.#turnover), isInside);
    const both = sum(mixed(left, isInside), this.#visit(kindOf(next), next.serviceId));
    return sum(both, this.#turnover);
  }

  /** When it could call, but for whoever is there. */
  #readyIn(): Spread {
    const { backInMinutes, freeForMinutes, isWaitedFor } = this.serving;
    if (backInMinutes !== null) {
      return momentsOf(backInMinutes.map((minutes) => Math.max(0, minutes)));
    }
    if (freeForMinutes === null) return NOW;
    const turnover = this.#law.turnoverMinutes;
    if (isWaitedFor) return restMoments(restAbove(turnover, freeForMinutes));
    return momentsOf(turnover.map((minutes) => Math.max(0, minutes - freeForMinutes)));
  }
}

function paceMoments(law: WaitLaw, serving: ServingStation): Spread {
  const pace = law.pace.get(performerOf(serving));
  if (pace === undefined) return NOW;
  let total = 0;
  let mean = 0;
  let square = 0;
  for (const [index, effect] of pace.effects.entries()) {
    const share = pace.shares[index] ?? 0;
    total += share;
    mean += share * effect;
    square += share * effect ** 2;
  }
  if (total === 0) return NOW;
  return { mean: mean / total, variance: Math.max(0, square / total - (mean / total) ** 2) };
}

function sum(a: Spread, b: Spread): Spread {
  return { mean: a.mean + b.mean, variance: a.variance + b.variance };
}

/** Something that happens with this chance, and else takes no time. */
function mixed({ mean, variance }: Spread, share: number): Spread {
  return { mean: share * mean, variance: share * variance + share * (1 - share) * mean ** 2 };
}

function later(a: Spread, b: Spread): Spread {
  return a.mean > b.mean ? a : b;
}
