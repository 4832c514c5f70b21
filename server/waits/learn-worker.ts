import { parentPort, workerData } from 'node:worker_threads';
import { createEventStore } from '../db/events.ts';
import { openToRead } from '../keeping/open-copy.ts';
import { learnFromLog } from './learn-from-log.ts';
import { LogLearner, nothingLearned } from './learn-log.ts';
import type { LearnedThrough } from './live-learner.ts';
import type { LearnedClinic } from './logged-day.ts';

export type LearnRequest = {
  readonly database: string;
  readonly clinic: LearnedClinic;
  /** What was learned before, up to and with an event; null: nothing. */
  readonly from: LearnedThrough | null;
  /** The day that is not over, counted from 1970-01-01. */
  readonly today: number;
};

export type LearnAnswer =
  | ({ readonly kind: 'learned' } & LearnedThrough)
  | { readonly kind: 'failed'; readonly problem: string };

// True because only `askLearnThread` starts this file, with a request.
const request = workerData as LearnRequest;

try {
  answer(learn(request));
} catch (error) {
  answer({ kind: 'failed', problem: error instanceof Error ? error.message : String(error) });
}

function learn({ database, clinic, from, today }: LearnRequest): LearnAnswer {
  const db = openToRead(database);
  try {
    const learner = new LogLearner({ clinic, from: from?.learned ?? nothingLearned(), today });
    const part = { afterSeq: from?.throughSeq ?? 0 };
    const { learned, throughSeq } = learnFromLog(createEventStore(db), learner, part);
    return { kind: 'learned', learned, throughSeq };
  } finally {
    db.close();
  }
}

function answer(message: LearnAnswer): void {
  // A port of a thread, which knows no origins.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message);
}
