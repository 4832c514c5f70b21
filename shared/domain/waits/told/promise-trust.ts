import { wilsonInterval } from '../../feedback/wilson.ts';

/** How far what people are promised can be trusted, as its own score shows; it steers the width. */
export type Trust = 'good' | 'wider' | 'none';

/** What came of the first window of somebody in a queue, once it is known. */
export type PromiseScore = {
  readonly serviceId: string;
  /** Called, gone or still waiting after the end that a window of the usual width had. */
  readonly isLate: boolean;
};

/** So many of a clinic's last scores are worth keeping; older ones change nothing. */
export const SCORES_KEPT = 400;

/** The share of late ones is that of so many scores: a few busy days of a small clinic. */
const JUDGED_BY = 60;
/** Below this many scores nothing is judged. */
const LEAST_JUDGED = 20;
/** Below this many of its own, a service is judged by the whole clinic. */
const LEAST_OF_A_SERVICE = 30;

// A window of the usual width is late 10 % of the time by design, so a level is only left when the
// share is clearly beyond (at the lower end of its Wilson interval), and only taken again well below.
const WIDER_ABOVE = 0.2;
const GOOD_BELOW = 0.15;
const NONE_ABOVE = 0.4;
const WIDER_BELOW = 0.33;

/** The lower ends of the Wilson intervals, by the number of scores judged and of the late among them. */
const LOW_ENDS = Array.from({ length: JUDGED_BY + 1 }, (_, n) =>
  Array.from({ length: n + 1 }, (__, late) => wilsonInterval(late, n).low),
);

/**
 * How far to trust the promises of a service, from the clinic's last scores in the order in which they
 * became known, oldest first. Nothing but those counts: the same scores always give the same level.
 */
export function trustFrom(scores: readonly PromiseScore[], serviceId: string): Trust {
  const own = scores.filter((score) => score.serviceId === serviceId);
  return trustAfter(own.length >= LEAST_OF_A_SERVICE ? own : scores);
}

function trustAfter(scores: readonly PromiseScore[]): Trust {
  let trust: Trust = 'good';
  let late = 0;
  for (let index = 0; index < scores.length; index += 1) {
    if (scores[index]?.isLate) late += 1;
    if (scores[index - JUDGED_BY]?.isLate) late -= 1;
    trust = nextTrust(trust, late, Math.min(index + 1, JUDGED_BY));
  }
  return trust;
}

function nextTrust(trust: Trust, late: number, n: number): Trust {
  if (n < LEAST_JUDGED) return trust;
  const share = late / n;
  const low = LOW_ENDS[n]?.[late] ?? 0;
  if (low > NONE_ABOVE) return 'none';
  if (trust === 'none') return share < WIDER_BELOW ? nextTrust('wider', late, n) : 'none';
  if (low > WIDER_ABOVE) return 'wider';
  return trust === 'wider' && share >= GOOD_BELOW ? 'wider' : 'good';
}
