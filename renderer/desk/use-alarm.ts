import { useEffect, useRef, useState, useSyncExternalStore } from 'preact/compat';
import type { DeskHelp } from '../../shared/contract/snapshots.ts';
import { useNow } from '../ui/now.ts';
import { createAlarmSound } from './alarm-sound.ts';
import { stagesToRing } from './help-stage.ts';

const KEY = 'foyer.desk-sound';

export type Alarm = {
  /** `blocked`: wanted, but the browser waits for a touch of the page first. */
  readonly state: 'on' | 'blocked' | 'off';
  readonly toggle: () => void;
  readonly allow: () => void;
};

/** Rings when somebody asks for a person, and once more when nobody has answered. */
export function useAlarm(help: readonly DeskHelp[]): Alarm {
  const now = useNow(5_000);
  const [sound] = useState(createAlarmSound);
  const [isWanted, setWanted] = useState(() => localStorage.getItem(KEY) !== 'off');
  const isAllowed = useSyncExternalStore(sound.watch, sound.isAllowed);
  const rung = useRef(new Set<string>());

  useEffect(() => {
    // What could not be heard is not rung: it sounds as soon as the browser allows it.
    if (isWanted && !isAllowed) return;
    const due = stagesToRing(help, rung.current, now);
    for (const key of due) rung.current.add(key);
    if (due.length > 0 && isWanted) sound.ring();
  }, [help, now, isWanted, isAllowed, sound]);

  useEffect(() => {
    if (isAllowed) return;
    const touches = ['pointerdown', 'keydown'] as const;
    for (const touch of touches) document.addEventListener(touch, sound.allow);
    return () => {
      for (const touch of touches) document.removeEventListener(touch, sound.allow);
    };
  }, [isAllowed, sound]);

  return {
    state: !isWanted ? 'off' : isAllowed ? 'on' : 'blocked',
    toggle: () => {
      localStorage.setItem(KEY, isWanted ? 'off' : 'on');
      setWanted(!isWanted);
    },
    allow: sound.allow,
  };
}
