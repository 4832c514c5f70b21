import { useEffect, useEffectEvent, useRef, useState } from 'preact/compat';
import type { Answer } from '../realtime/connection.ts';

/** While a clinic is busy something happens every second; a report need not follow that fast. */
const READ_EVERY_MS = 10_000;

export type Reading<T> = {
  /** What was read last for this key; null before the first answer. */
  readonly value: T | null;
  /** The last try was not answered; it is tried again by itself. */
  readonly isFailed: boolean;
};

type Held<T> = { readonly key: string; readonly reading: Reading<T> };

/**
 * Reads at once when `key` changes, and again when `eventSeq` has moved or a try has failed, at most
 * every 10 seconds. What came for an older key is dropped.
 */
export function useReading<T>(
  key: string,
  eventSeq: number,
  read: () => Promise<Answer<T>>,
): Reading<T> {
  const [held, setHeld] = useState<Held<T> | null>(null);
  const [failures, setFailures] = useState(0);
  const last = useRef({ key: '', at: 0, eventSeq: -1, failures: 0 });
  const readNow = useEffectEvent(read);

  useEffect(() => {
    const { current } = last;
    const isRead =
      current.key === key && current.eventSeq === eventSeq && current.failures === failures;
    if (isRead) return;
    const wait = current.key === key ? current.at + READ_EVERY_MS - Date.now() : 0;
    const timer = setTimeout(
      () => {
        last.current = { key, at: Date.now(), eventSeq, failures };
        void readNow().then((answer) => {
          if (last.current.key !== key) return;
          setHeld((before) => ({ key, reading: readingOf(answer, before, key) }));
          if (!answer.ok) setFailures((count) => count + 1);
        });
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [key, eventSeq, failures]);

  return held?.key === key ? held.reading : { value: null, isFailed: false };
}

function readingOf<T>(answer: Answer<T>, before: Held<T> | null, key: string): Reading<T> {
  if (answer.ok) return { value: answer.value, isFailed: false };
  return { value: before?.key === key ? before.reading.value : null, isFailed: true };
}
