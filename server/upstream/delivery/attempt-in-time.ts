import type { Attempt } from './destination.ts';
import type { Timing } from './timing.ts';

type Limits = {
  readonly deadlineMs: number;
  readonly timing: Timing;
  /** Ends the attempt before its time. */
  readonly stop: AbortSignal;
  readonly onCrash: (error: unknown) => void;
};

/**
 * Makes one attempt and is done with it by its deadline, even when the destination takes no notice of
 * its signal: a line that never answers must never hold up what comes after. Never rejects: a destination
 * that throws has failed, like one that answers nonsense.
 */
export async function attemptInTime(
  deliver: (signal: AbortSignal) => Promise<Attempt>,
  { deadlineMs, timing, stop, onCrash }: Limits,
): Promise<Attempt> {
  const attempt = new AbortController();
  let isOver = false;
  const waiting = new AbortController();
  const giveUp = (): void => waiting.abort();
  stop.addEventListener('abort', giveUp, { once: true });
  if (stop.aborted) giveUp();
  const late = async (): Promise<Attempt> => {
    await timing.sleep(deadlineMs, waiting.signal);
    // What went well is left alone: its connection may be kept for the next one.
    if (!isOver) attempt.abort();
    return { kind: 'failed', failure: 'no-answer', retryAfterMs: null, detail: 'deadline' };
  };
  const delivered = async (): Promise<Attempt> => {
    try {
      return await deliver(attempt.signal);
    } catch (error) {
      // One that is given up on may fail in whatever way it likes.
      if (!attempt.signal.aborted) onCrash(error);
      return { kind: 'failed', failure: 'not-understood', retryAfterMs: null, detail: 'crash' };
    }
  };
  const ended = await Promise.race([delivered(), late()]);
  isOver = true;
  stop.removeEventListener('abort', giveUp);
  giveUp();
  return ended;
}
