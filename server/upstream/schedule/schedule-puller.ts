import type { Logger } from 'pino';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { backOffMs, firstWaitMs } from '../delivery/back-off.ts';
import type { Timing } from '../delivery/timing.ts';
import type { AppliedSchedule } from './apply-schedule.ts';
import type { ScheduleFeed, ScheduleList } from './schedule-list.ts';

/** For all pages of a list together. */
const DEADLINE_MS = 2 * MINUTE_MS;

type PullerParts = {
  readonly feeds: readonly ScheduleFeed[];
  /** Applies a list and remembers that it came; throws when it cannot be applied. */
  readonly apply: (list: ScheduleList) => AppliedSchedule;
  /** Remembers why a list did not come, in words for IT. */
  readonly noteProblem: (source: string, problem: string) => void;
  readonly timing: Timing;
  readonly logger: Logger;
};

export type Puller = {
  /** Stops asking, and waits for what is being asked or applied. */
  readonly close: () => Promise<void>;
};

/**
 * Asks each feed for its list, again and again: soon after the start, then as often as the feed says, and
 * sooner while it fails. A feed that fails, hangs or is wrong never disturbs another, and what was
 * listed before stays until a whole newer list is there.
 */
export function startPuller(parts: PullerParts): Puller {
  const stopping = new AbortController();
  const lines = parts.feeds.map((feed) => keepPulling(feed, parts, stopping.signal));
  return {
    close: async () => {
      stopping.abort();
      await Promise.all(lines);
    },
  };
}

async function keepPulling(
  feed: ScheduleFeed,
  parts: PullerParts,
  stop: AbortSignal,
): Promise<void> {
  const { timing } = parts;
  let failures = 0;
  await timing.sleep(firstWaitMs(timing.random), stop);
  while (!stop.aborted) {
    const problem = await pullOnce(feed, parts, stop);
    if (stop.aborted) return;
    report(feed, { problem, hadFailed: failures > 0 }, parts);
    failures = problem === null ? 0 : failures + 1;
    const waitMs =
      problem === null ? feed.everyMs : Math.min(feed.everyMs, backOffMs(failures, timing.random));
    await timing.sleep(waitMs, stop);
  }
}

/** Null when a list came and was applied, else what was wrong. */
async function pullOnce(
  feed: ScheduleFeed,
  { apply, timing }: PullerParts,
  stop: AbortSignal,
): Promise<string | null> {
  const attempt = new AbortController();
  const given = AbortSignal.any([stop, attempt.signal]);
  try {
    // A feed that does not heed its signal is left behind, so that it cannot keep all later lists away.
    const list = await Promise.race([
      feed.pull(timing.wallNow(), given),
      timing.sleep(DEADLINE_MS, given).then(() => null),
    ]);
    if (list === null || stop.aborted) return 'The list did not come in time';
    return apply(list).kind === 'too-old' ? 'The list is older than the one we have' : null;
  } catch (error) {
    return error instanceof Error ? error.message : 'The list could not be had';
  } finally {
    attempt.abort();
  }
}

function report(
  { source }: ScheduleFeed,
  { problem, hadFailed }: { readonly problem: string | null; readonly hadFailed: boolean },
  { noteProblem, logger }: PullerParts,
): void {
  if (problem === null) {
    if (hadFailed) logger.info({ source }, 'the list of appointments comes again');
    return;
  }
  if (!hadFailed) logger.warn({ source, problem }, 'the list of appointments does not come');
  try {
    noteProblem(source, problem);
  } catch (error) {
    // A full disk must not end the asking: the list may be applied when there is room again.
    logger.error({ err: error, source }, 'why the list does not come could not be noted');
  }
}
