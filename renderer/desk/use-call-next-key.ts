import { useEffect, useEffectEvent, useState } from 'preact/compat';
import { isCallNextKey, isTyping } from './call-next-key.ts';

const KEY = 'foyer.desk-call-key';

/** Listens for the one key that calls the next patient. It can be turned off, as voice control needs. */
export function useCallNextKey(callNext: () => void): {
  readonly isOn: boolean;
  readonly turn: (isOn: boolean) => void;
} {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEY) !== 'off');
  const call = useEffectEvent(callNext);
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      if (!isCallNextKey(event) || isTyping(event.target)) return;
      event.preventDefault();
      call();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
  return {
    isOn,
    turn: (next) => {
      localStorage.setItem(KEY, next ? 'on' : 'off');
      setOn(next);
    },
  };
}
