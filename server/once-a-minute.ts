import { type EpochMs, MINUTE_MS } from '../shared/domain/time.ts';

/** The same answer, worked out once a minute: snapshots are drawn far more often than it changes. */
export function onceAMinute<T>(answer: (now: EpochMs) => T): (now: EpochMs) => T {
  let known: { readonly minute: number; readonly value: T } | null = null;
  return (now) => {
    const minute = Math.floor(now / MINUTE_MS);
    if (known?.minute !== minute) known = { minute, value: answer(now) };
    return known.value;
  };
}
