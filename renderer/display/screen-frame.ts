import type { DisplaySnapshot } from '../../shared/contract/snapshots.ts';
import { changeLanguage } from '../i18n/i18n.ts';
import type { Connection } from '../realtime/connection.ts';

/** What a screen shows before the first snapshot: where it hangs, how its clock goes, its language. */
export type ScreenFrame = Pick<
  DisplaySnapshot,
  'clinicName' | 'areaLabel' | 'utcOffsetMinutes' | 'languages'
>;

const key = (screen: string): string => `foyer.frame.${screen}`;

/** The frame of the last time, or null on a first start. */
export function readFrame(screen: string): ScreenFrame | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(screen)) ?? 'null');
    return isFrame(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps the frame for the next start; the clinic's first language becomes the screen's. */
export function keepFrame(
  connection: Pick<Connection<'display'>, 'getSnapshot' | 'subscribe'>,
  screen: string,
): void {
  let kept = '';
  connection.subscribe(() => {
    const snapshot = connection.getSnapshot();
    if (snapshot === null) return;
    const { clinicName, areaLabel, utcOffsetMinutes, languages } = snapshot;
    const frame = JSON.stringify({ clinicName, areaLabel, utcOffsetMinutes, languages });
    if (frame === kept) return;
    kept = frame;
    changeLanguage(languages[0] ?? 'en');
    try {
      localStorage.setItem(key(screen), frame);
    } catch {
      // Without storage the frame starts empty; nothing else depends on it.
    }
  });
}

function isFrame(kept: unknown): kept is ScreenFrame {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'clinicName' in kept &&
    'areaLabel' in kept &&
    'utcOffsetMinutes' in kept &&
    typeof kept.utcOffsetMinutes === 'number' &&
    'languages' in kept &&
    Array.isArray(kept.languages)
  );
}
