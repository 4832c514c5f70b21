import { DAY_MS, type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import { lawAt } from '../../shared/domain/waits/learn/law-at.ts';
import { maxOvertakesOf } from '../../shared/domain/waits/learn/wait-model.ts';
import { RecordedDay } from '../../shared/domain/waits/recorded/recorded-day.ts';
import type { WaitLaw } from '../../shared/domain/waits/wait-law.ts';
import type { EventStore, StoredEvent } from '../db/events.ts';
import { type Learned, nothingLearned } from './learn-log.ts';
import { type LearnedClinic, LoggedDay } from './logged-day.ts';

export type LiveLearnerParts = {
  readonly clinic: LearnedClinic;
  readonly events: Pick<EventStore, 'after' | 'firstSeqFrom'>;
  readonly onFault: (error: unknown) => void;
};

/** What was learned of the days that are over, and the last event of them. */
export type LearnedThrough = { readonly learned: Learned; readonly throughSeq: number };

type Today = { readonly log: LoggedDay; readonly record: RecordedDay; readonly startsAt: EpochMs };

const AT_ONCE = 500;

/**
 * What is known of the waits now: what was learned of the days that are over, and the present day so
 * far, read from the event log as it grows. Whatever it is at fault with is left out, and where nothing
 * else is left, what the clinic's file says has to do.
 */
export class LiveLearner {
  readonly #parts: LiveLearnerParts;
  #learned: Learned = nothingLearned();
  #throughSeq = 0;
  #today: Today | null = null;

  constructor(parts: LiveLearnerParts) {
    this.#parts = parts;
  }

  /**
   * Begins the day anew, which began at `startAt`, with what was learned before it; null: nothing. What
   * was not learned in time is not read here: days that are over are read by a thread of their own.
   */
  begin(known: LearnedThrough | null, startAt: EpochMs): void {
    const firstToday = this.#parts.events.firstSeqFrom(startAt);
    this.#learned = known?.learned ?? nothingLearned();
    this.#throughSeq = Math.max(known?.throughSeq ?? 0, firstToday - 1);
    this.#today = null;
  }

  /** Reads what was added to the log since. */
  catchUp(): void {
    for (let isMore = true; isMore;) {
      const page = this.#parts.events.after(this.#throughSeq, AT_ONCE);
      for (const event of page) {
        this.#throughSeq = event.seq;
        this.#guard(() => this.#take(event));
      }
      isMore = page.length === AT_ONCE;
    }
  }

  /** What holds at `now`. */
  law(now: EpochMs): WaitLaw {
    const law = this.#guard(() =>
      lawAt(this.#learned.model, this.#dayAt(now).record.record(), now),
    );
    if (law) return law;
    const { model, left } = nothingLearned();
    return lawAt(model, this.#beginDay(now, { model, left }).record.record(), now);
  }

  #guard<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.#parts.onFault(error);
      return null;
    }
  }

  #take(event: StoredEvent): void {
    const present = this.#today ?? this.#dayAt(event.occurredAt);
    let meaning = present.log.translate(event);
    const first = meaning[0];
    if (!first) return;
    const day = this.#dayAt(first.at);
    // Of a day that begins with it, which reads it in its own way.
    if (day !== present) meaning = day.log.translate(event);
    day.log.keep(event, meaning);
    for (const fact of meaning) day.record.take(fact);
  }

  /** The day of an instant. A clock that was put back by less than a day does not turn it back. */
  #dayAt(at: EpochMs): Today {
    const before = this.#today;
    if (before && before.startsAt - DAY_MS <= at && at < before.startsAt + DAY_MS) return before;
    const left = before?.log.leaves() ?? this.#learned.left;
    const next = this.#beginDay(at, { model: this.#learned.model, left });
    // Where the clocks change a day is not of 24 hours.
    if (before?.log.dayNumber === next.log.dayNumber) return before;
    this.#today = next;
    return next;
  }

  #beginDay(at: EpochMs, { model, left }: Learned): Today {
    const log = new LoggedDay({ clinic: this.#parts.clinic, at, left });
    const { dayNumber, utcOffsetMinutes, settings } = log;
    const record = new RecordedDay({
      dayNumber,
      utcOffsetMinutes,
      settings,
      maxOvertakes: maxOvertakesOf(model, settings),
      before: null,
    });
    for (const booked of log.opening) record.take(booked);
    return { log, record, startsAt: dayNumber * DAY_MS - utcOffsetMinutes * MINUTE_MS };
  }
}
