import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';

export type Beating = {
  /** Says whether somebody is in the middle of something; the shell hears of a change at once. */
  readonly setInUse: (isInUse: boolean) => void;
  /** The page may have been drawn just now: no need to wait for the next turn. */
  readonly beat: () => void;
};

/**
 * Tells the shell again and again that this page lives. A page that shows nothing is as bad as one
 * that hangs: it stays silent, and the shell brings it back.
 */
export function startBeating(
  bridge: Pick<KioskBridge, 'beat' | 'beatEveryMs'>,
  isDrawn: () => boolean,
): Beating {
  let isInUse = false;
  const beat = (): void => {
    if (isDrawn()) bridge.beat({ isInUse });
  };
  setInterval(beat, bridge.beatEveryMs);
  beat();
  return {
    beat,
    setInUse: (next) => {
      if (next === isInUse) return;
      isInUse = next;
      beat();
    },
  };
}
