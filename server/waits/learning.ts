import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { dayNumberOf } from '../../shared/domain/waits/recorded/recorded-settings.ts';
import { type Clock, dayStartAt, localDay, utcOffsetMinutes } from '../clock.ts';
import type { EventStore } from '../db/events.ts';
import type { WaitModelStore } from '../db/wait-models.ts';
import { askLearnThread } from './learn-thread.ts';
import { learnedWith, storedModel } from './learned-with.ts';
import type { LearnedThrough } from './live-learner.ts';
import type { LearnedClinic } from './logged-day.ts';

export type LearningParts = {
  /** The file of the clinic's database. */
  readonly database: string;
  readonly clinic: LearnedClinic;
  readonly events: Pick<EventStore, 'firstSeqFrom'>;
  readonly models: WaitModelStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The days that are over have been learned, and it is kept. */
  readonly onLearned: (known: LearnedThrough) => void;
};

export type Learning = {
  /** What was kept last, if it is of use. */
  readonly known: () => LearnedThrough | null;
  /** Has the days that are over learned, if there are any. Resolves when that is done. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A day that could not be learned is tried again. */
const LOOK_EVERY_MS = 10 * MINUTE_MS;

/** Learns each day when it is over, at the turn of the day or whenever the server runs next. */
export function startLearning(parts: LearningParts): Learning {
  const { clinic, models, logger } = parts;
  const stopping = new AbortController();
  let running = Promise.resolve();

  const work = async (): Promise<void> => {
    const due = stopping.signal.aborted ? null : dueDays(parts);
    if (!due) return;
    const request = { database: parts.database, clinic: plainClinic(clinic), ...due };
    const answer = await askLearnThread(request, stopping.signal);
    if (stopping.signal.aborted) return;
    if (answer.kind === 'failed') {
      logger.error({ problem: answer.problem }, 'the days that are over cannot be learned from');
      return;
    }
    models.put(storedModel(answer, { clinic, day: due.day, madeAt: parts.clock.now() }));
    parts.onLearned(answer);
    logger.info({ day: due.day, throughSeq: answer.throughSeq }, 'waits were learned');
  };
  const look = (): Promise<void> => {
    // What is running may have looked before there was anything.
    running = running.then(work).catch((error: unknown) => {
      // A full disk, say. Nobody who waits is told anything else for it.
      logger.error({ err: error }, 'what was learned of waits cannot be kept');
    });
    return running;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
  return {
    known: () => learnedWith(models.find(), clinic),
    look,
    close: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

type DueDays = {
  readonly from: LearnedThrough | null;
  readonly today: number;
  /** The last day that is over. */
  readonly day: string;
};

/** Null when every day that is over is in what is kept, or there is none. */
function dueDays({ clinic, clock, events, models }: LearningParts): DueDays | null {
  const now = clock.now();
  const present = localDay(now, clinic.timeZone);
  const day = dayBefore(present);
  const stored = models.find();
  const from = learnedWith(stored, clinic);
  if (stored && from && stored.day >= day) return null;
  const isFirstDay = events.firstSeqFrom(dayStartAt(present, clinic.timeZone)) === 1;
  if (isFirstDay) return null;
  return { from, today: dayNumberOf(now, utcOffsetMinutes(now, clinic.timeZone)), day };
}

/** Such as "2026-11-20" for "2026-11-21". */
export function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

/** A thread can be handed plain data alone, and needs no more than this. */
function plainClinic(clinic: LearnedClinic): LearnedClinic {
  const { timeZone, services, stations, queue, breaks, openingHours } = clinic;
  return { timeZone, services, stations, queue, breaks, openingHours };
}
