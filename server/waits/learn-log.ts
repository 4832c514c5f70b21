import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { createWaitEstimator } from '../../shared/domain/waits/estimate-waits.ts';
import {
  coldModel,
  WAIT_MODEL_VERSION,
  type WaitModel,
} from '../../shared/domain/waits/learn/wait-model.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { dayNumberOf } from '../../shared/domain/waits/recorded/recorded-settings.ts';
import { WaitLearner } from '../../shared/domain/waits/wait-learner.ts';
import type { StoredEvent } from '../db/events.ts';
import { type LeftOver, NOTHING_LEFT } from './left-over.ts';
import { type LearnedClinic, LoggedDay } from './logged-day.ts';

/** What was learned of the days that are over. Plain JSON, of bounded size. */
export type Learned = { readonly model: WaitModel; readonly left: LeftOver };

/** Its form and the rules it was learned by: with another, it is learned again from the log. */
export const LEARNED_VERSION = `1.${WAIT_MODEL_VERSION}`;

export function nothingLearned(): Learned {
  return { model: coldModel(), left: NOTHING_LEFT };
}

/** Enough to learn from errors by; a day has hundreds of check-ins. */
const PATHS = 64;

export type LogLearnerParts = {
  readonly clinic: LearnedClinic;
  /** What was learned before. */
  readonly from: Learned;
  /** The day, counted from 1970-01-01, that is not over yet. */
  readonly today: number;
};

/**
 * Learns from a clinic's event log, event by event in its order, day after day. Each day is learned from
 * what was learned before it and from its own events alone, so that it does not matter how many are
 * learned in one go: the same log always leads to the same, to the bit.
 */
export class LogLearner {
  readonly #clinic: LearnedClinic;
  readonly #today: number;
  readonly #estimator = createWaitEstimator({ paths: PATHS });
  #learned: Learned;
  #day: { readonly log: LoggedDay; readonly learner: WaitLearner } | null = null;

  constructor({ clinic, from, today }: LogLearnerParts) {
    this.#clinic = clinic;
    this.#today = today;
    this.#learned = from;
  }

  /** Returns false, and takes nothing, when an event is of today: what is before it is over. */
  take(event: StoredEvent): boolean {
    const day = this.#day ?? this.#begin(event.occurredAt);
    const meaning = day.log.translate(event);
    const first = meaning[0];
    if (!first) return true;
    const dayNumber = dayNumberOf(first.at, first.utcOffsetMinutes);
    if (dayNumber === this.#today) return false;
    // By a clock that was wrong: the day has not come.
    if (dayNumber > this.#today) return true;
    if (this.#day && isOf(dayNumber, day.log)) {
      learn(day, event, meaning);
      return true;
    }
    this.#turn();
    const next = this.#begin(first.at);
    this.#day = next;
    for (const booked of next.log.opening) next.learner.take(booked);
    learn(next, event, next.log.translate(event));
    return true;
  }

  /** Ends the last day, and returns what is learned by now. */
  finish(): Learned {
    this.#turn();
    return this.#learned;
  }

  #begin(at: number): { readonly log: LoggedDay; readonly learner: WaitLearner } {
    const { model, left } = this.#learned;
    const log = new LoggedDay({ clinic: this.#clinic, at, left });
    const { settings } = log;
    const { estimate } = this.#estimator;
    return { log, learner: new WaitLearner({ estimate, model, settings }) };
  }

  #turn(): void {
    const day = this.#day;
    this.#day = null;
    if (!day) return;
    const { log, learner } = day;
    const endsAt = (log.dayNumber + 1) * DAY_MS - log.utcOffsetMinutes * MINUTE_MS;
    learner.turnTo(endsAt, log.utcOffsetMinutes);
    this.#learned = { model: learner.model, left: log.leaves() };
  }
}

/** A clock that was put back by less than a day does not turn the day back. */
function isOf(dayNumber: number, { dayNumber: present }: LoggedDay): boolean {
  return dayNumber === present || dayNumber === present - 1;
}

function learn(
  { log, learner }: { readonly log: LoggedDay; readonly learner: WaitLearner },
  event: StoredEvent,
  meaning: readonly RecordedEvent[],
): void {
  log.keep(event, meaning);
  for (const one of meaning) learner.take(one);
}
