import type { EventStore } from '../db/events.ts';
import type { LogLearner } from './learn-log.ts';
import type { LearnedThrough } from './live-learner.ts';

export type LearnedFromLog = LearnedThrough & {
  /** How many check-ins were read. */
  readonly visits: number;
};

/** The part of the log that is read: after one event, up to and with another. */
export type LogPart = { readonly afterSeq: number; readonly throughSeq?: number };

const AT_ONCE = 1_000;

/** Reads the log in slices, up to the last event of a day that is over. */
export function learnFromLog(
  events: Pick<EventStore, 'after'>,
  learner: LogLearner,
  { afterSeq, throughSeq: lastSeq = Infinity }: LogPart,
): LearnedFromLog {
  let throughSeq = afterSeq;
  let visits = 0;
  for (let isMore = true; isMore;) {
    const page = events.after(throughSeq, AT_ONCE);
    isMore = page.length === AT_ONCE;
    for (const event of page) {
      isMore &&= event.seq < lastSeq;
      if (event.seq > lastSeq) break;
      if (!learner.take(event)) return { learned: learner.finish(), throughSeq, visits };
      throughSeq = event.seq;
      if (event.type === 'visit.checked-in') visits += 1;
    }
  }
  return { learned: learner.finish(), throughSeq, visits };
}
