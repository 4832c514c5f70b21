import type { EpochMs } from '../../shared/domain/time.ts';
import type { Connection } from '../realtime/connection.ts';
import { useNow } from '../ui/now.ts';

// The time on the way is not a wrong clock.
const IGNORED_MS = 2_000;

/** How far this device's clock is behind the clinic's: added to the device's time. */
export type ClockOffset = {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly get: () => number;
};

/** Learns the clinic's time from each snapshot as it comes in; a screen's own clock may be wrong. */
export function followClinicClock(
  connection: Pick<Connection<'display'>, 'getSnapshot' | 'subscribe'>,
): ClockOffset {
  let offset = 0;
  let seenSnapshot: unknown = null;
  connection.subscribe(() => {
    const snapshot = connection.getSnapshot();
    if (snapshot === null || snapshot === seenSnapshot) return;
    seenSnapshot = snapshot;
    const difference = snapshot.sentAt - Date.now();
    offset = Math.abs(difference) < IGNORED_MS ? 0 : difference;
  });
  return { subscribe: connection.subscribe, get: () => offset };
}

/** The clinic's time in whole minutes, in step with the clock on the screen. */
export function useClinicMinute(clockOffset: number): EpochMs {
  const now = useNow(1_000) + clockOffset;
  return now - (now % 60_000);
}
