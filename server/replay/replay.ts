import { DAY_MS, type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import type { LegRecord } from '../../shared/domain/waits/recorded/day-record.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { dayNumberOf } from '../../shared/domain/waits/recorded/recorded-settings.ts';
import { WaitLearner, type WaitLearnerParts } from '../../shared/domain/waits/wait-learner.ts';
import { FollowedWindows } from './followed-windows.ts';
import { type Prediction, predictionLine } from './prediction-line.ts';
import { ReplayScore } from './replay-score.ts';

const MARK_MS = 5 * MINUTE_MS;

export type ReplayParts = Pick<WaitLearnerParts, 'estimate'> & {
  /** Only what is predicted at these instants is put out; ascending. Null: everything. */
  readonly instants: readonly EpochMs[] | null;
};

/**
 * Recorded days in, predictions out, in the order of time. After every event, and every 5 minutes without
 * one while anybody waits, everybody's wait is estimated and the windows on the screens are decided.
 */
export class Replay {
  readonly #learner: WaitLearner;
  readonly #windows = new FollowedWindows();
  readonly #score = new ReplayScore();
  readonly #instants: readonly EpochMs[] | null;
  #instantsDone = 0;
  #last: RecordedEvent | null = null;
  #events = 0;
  #days = 0;

  constructor({ estimate, instants }: ReplayParts) {
    this.#learner = new WaitLearner({ estimate });
    this.#instants = instants;
  }

  /** Returns what was to be said before this event and, unless only instants are wanted, after it. */
  take(event: RecordedEvent): string {
    const before = this.#passTimeTo(event.at);
    this.#turnDay(event);
    const day = this.#learner.day;
    const legBefore = 'visit' in event ? (day?.latestLegOf(event.visit) ?? null) : null;
    this.#learner.take(event);
    this.#last = event;
    this.#events += 1;
    this.#noteStep(event, legBefore);
    return before + this.#look(event.at, this.#instants === null);
  }

  /** Returns what is still to be said, and the summary. */
  end(): string {
    const rest = this.#passTimeTo(Infinity);
    if (this.#last) this.#endDay(this.#last);
    const { oddities } = this.#learner;
    const counts = { days: this.#days, events: this.#events, oddities };
    return `${rest}${JSON.stringify({ summary: { ...counts, ...this.#score.summary() } })}\n`;
  }

  /** What is due from the last event until `at`, and not at it; to Infinity: instants alone. */
  #passTimeTo(at: EpochMs): string {
    const last = this.#last;
    if (!last) return this.#skipInstants(at);
    let text = '';
    const until = Math.min(at, endOfDay(last));
    // After the last event time passes only as far as it is asked for.
    const askedUntil = at === Infinity ? (this.#instants?.at(-1) ?? -Infinity) + 1 : at;
    const marksUntil = this.#anybodyWaits(last.at) ? Math.min(until, askedUntil) : -Infinity;
    for (let markAt = last.at + MARK_MS; markAt < marksUntil; markAt += MARK_MS) {
      text += this.#answerInstants(markAt);
      text += this.#look(markAt, this.#instants === null);
    }
    text += this.#answerInstants(until);
    return text + this.#skipInstants(at);
  }

  /** Those before `until`. */
  #answerInstants(until: EpochMs): string {
    let text = '';
    for (;;) {
      const instant = this.#instants?.[this.#instantsDone];
      if (instant === undefined || instant >= until) return text;
      this.#instantsDone += 1;
      text += this.#print(instant, this.#peek(instant));
    }
  }

  /** Before the first event and between midnight and the next nobody waits. */
  #skipInstants(until: EpochMs): '' {
    while ((this.#instants?.[this.#instantsDone] ?? Infinity) < until) this.#instantsDone += 1;
    return '';
  }

  #anybodyWaits(now: EpochMs): boolean {
    return this.#learner.estimates(now).size > 0;
  }

  #look(now: EpochMs, isPrinted: boolean): string {
    const { day } = this.#learner;
    if (!day) return '';
    const estimates = this.#learner.estimates(now);
    const held = this.#windows.follow(day, estimates, now);
    const predictions = Array.from(held).flatMap(([entryId, window]): readonly Prediction[] => {
      const [leg, estimate] = [day.leg(entryId), estimates.get(entryId)];
      return leg && estimate ? [{ leg, estimate, window }] : [];
    });
    for (const prediction of predictions) this.#score.shown(prediction, now);
    return isPrinted ? this.#print(now, predictions) : '';
  }

  /** As the screens would show it if they were drawn at `now`. */
  #peek(now: EpochMs): readonly Prediction[] {
    const { day } = this.#learner;
    return Array.from(this.#learner.estimates(now)).flatMap(([entryId, estimate]) => {
      const leg = day?.leg(entryId);
      return leg ? [{ leg, estimate, window: this.#windows.peek(leg, estimate, now) }] : [];
    });
  }

  #print(at: EpochMs, predictions: readonly Prediction[]): string {
    const utcOffsetMinutes = this.#last?.utcOffsetMinutes ?? 0;
    let text = '';
    for (const prediction of predictions) {
      this.#score.predicted(prediction, at);
      text += predictionLine(prediction, { at, utcOffsetMinutes });
    }
    return text;
  }

  #noteStep(event: RecordedEvent, before: LegRecord | null): void {
    if (!('visit' in event)) return;
    const leg = this.#learner.day?.latestLegOf(event.visit) ?? null;
    const isNew = leg !== null && leg.entryId !== before?.entryId;
    if (isNew && event.type !== 'undone') this.#score.joined();
    // A call that repeats one is none.
    const isCalled = event.type === 'called' && (isNew || before?.calledAt === null);
    if (isCalled && leg) this.#score.called(leg, event.at);
    if (event.type === 'undone' && before && before.calledAt !== null && leg?.calledAt === null) {
      this.#score.callUndone(before);
    }
  }

  #turnDay(event: RecordedEvent): void {
    const { day } = this.#learner;
    const isLater = day && dayNumberOf(event.at, event.utcOffsetMinutes) > day.dayNumber;
    if (isLater && this.#last) this.#endDay(this.#last);
  }

  #endDay(last: RecordedEvent): void {
    const { day } = this.#learner;
    if (day) this.#windows.endDay(day, endOfDay(last));
    this.#score.endDay();
    this.#days += 1;
  }
}

/** Midnight after an event, by the clinic's clock of then. */
function endOfDay({ at, utcOffsetMinutes }: RecordedEvent): EpochMs {
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  return (Math.floor((at + offsetMs) / DAY_MS) + 1) * DAY_MS - offsetMs;
}
