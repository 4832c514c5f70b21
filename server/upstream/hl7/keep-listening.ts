import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND_MS } from '../../../shared/domain/time.ts';
import type { Hl7Listener } from './listener.ts';

const TRY_AGAIN_MS = 30 * SECOND_MS;

export type Ear = {
  /** Stops listening, or trying to. */
  readonly close: () => Promise<void>;
};

/**
 * Listens as soon as it can: a port that another program holds must not keep the clinic from opening.
 * What is in the way is told once, in a plain sentence.
 */
export function keepListening({
  listen,
  onProblem,
  tryAgainMs = TRY_AGAIN_MS,
}: {
  readonly listen: () => Promise<Hl7Listener | null>;
  readonly onProblem: (problem: string) => void;
  readonly tryAgainMs?: number;
}): Ear {
  const stop = new AbortController();
  let told = '';
  const tryOnce = async (): Promise<Hl7Listener | null> => {
    try {
      return await listen();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== told) onProblem(problem);
      told = problem;
      return null;
    }
  };
  const keepTrying = async (): Promise<Hl7Listener | null> => {
    while (!stop.signal.aborted) {
      const listener = await tryOnce();
      if (listener) return listener;
      await sleep(tryAgainMs, undefined, { ref: false, signal: stop.signal }).catch(() => null);
    }
    return null;
  };
  const listening = keepTrying();
  return {
    close: async () => {
      stop.abort();
      const listener = await listening;
      await listener?.close();
    },
  };
}
