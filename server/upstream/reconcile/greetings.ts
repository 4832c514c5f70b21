import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import type { StreamStore } from '../../db/streams.ts';
import type { Destination } from '../delivery/destination.ts';
import type { Timing } from '../delivery/timing.ts';

const EVERY_MS = 10 * MINUTE_MS;
const DEADLINE_MS = 30 * SECOND_MS;

type GreetingParts = {
  readonly destinations: readonly Destination[];
  readonly streams: Pick<StreamStore, 'of'>;
  readonly timing: Timing;
};

/**
 * Asks every destination that can be asked for something small now and then: where many clinics are
 * watched, one that is closed must not look like one whose line is cut. What fails here fails delivery
 * too, and is told there.
 */
export function startGreetings({ destinations, streams, timing }: GreetingParts): {
  readonly close: () => Promise<void>;
} {
  const stopping = new AbortController();
  const stop = stopping.signal;
  const greet = async (): Promise<void> => {
    const { id: stream } = streams.of(1);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(DEADLINE_MS)]);
    const range = { stream, from: 1, to: 1 };
    await Promise.allSettled(
      destinations.flatMap(({ digest }) => (digest ? [digest(range, signal)] : [])),
    );
  };
  const keepGreeting = async (): Promise<void> => {
    while (!stop.aborted) {
      await timing.sleep(EVERY_MS, stop);
      if (!stop.aborted) await greet();
    }
  };
  const greeting = keepGreeting();
  return {
    close: async () => {
      stopping.abort();
      await greeting;
    },
  };
}
