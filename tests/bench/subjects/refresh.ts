import { createWaitEstimator } from '../../../shared/domain/waits/estimate-waits.ts';
import type { WaitEstimates } from '../../../shared/domain/waits/wait-estimate.ts';
import { WaitLearner } from '../../../shared/domain/waits/wait-learner.ts';
import { answerQuestions } from '../child.ts';
import { percentile } from '../statistics.ts';
import { newBareRollout } from './bare-rollout.ts';
import { type ClinicSize, refreshClinic } from './refresh-clinic.ts';

/** As many as the server's worker rolls out. */
const PATHS = 256;
const NEXT_MS = 1000;

type Prepared = { readonly refresh: () => WaitEstimates; readonly bare: () => number };

let prepared: Prepared | null = null;

function subject(): Prepared {
  if (!prepared) throw new Error('no clinic is prepared');
  return prepared;
}

function prepare(size: ClinicSize): Prepared {
  const { estimate } = createWaitEstimator({ paths: PATHS });
  let isPrepared = false;
  // What it would have said at every check-in of the days before is not what is measured.
  const learner = new WaitLearner({
    estimate: (scene, law) => (isPrepared ? estimate(scene, law) : new Map()),
  });
  const { events, now } = refreshClinic(size);
  for (const event of events) learner.take(event);
  isPrepared = true;
  let looks = 0;
  return {
    // A little later each time, as on a running server, so that nothing can be kept from before.
    refresh: () => {
      looks += 1;
      return learner.estimates(now + (looks % 60) * NEXT_MS);
    },
    bare: newBareRollout({
      paths: PATHS,
      stations: size.stations,
      services: size.servicesOnPath,
    }),
  };
}

/** Milliseconds of each of so many runs. */
function timesOf(run: () => unknown, count: number): readonly number[] {
  return Array.from({ length: count }, () => {
    const startAt = performance.now();
    run();
    return performance.now() - startAt;
  });
}

type Block = { readonly count: number };

/** One full refresh of everybody's wait, and its floor, in one process. */
answerQuestions({
  prepare: (size: ClinicSize) => {
    prepared = prepare(size);
    return subject().refresh().size;
  },
  refresh: ({ count }: Block) => figuresOf(timesOf(subject().refresh, count)),
  bare: ({ count }: Block) => figuresOf(timesOf(subject().bare, count)),
});

function figuresOf(times: readonly number[]) {
  return { median: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
