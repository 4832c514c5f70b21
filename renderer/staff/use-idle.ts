import { useEffect, useEffectEvent } from 'preact/compat';

/** Calls `onIdle` after `idleMs` without a touch, a key or a turn of the wheel. */
export function useIdle(idleMs: number, onIdle: () => void): void {
  const leave = useEffectEvent(onIdle);
  useEffect(() => {
    let timer = 0;
    const restart = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        leave();
        restart();
      }, idleMs);
    };
    restart();
    for (const type of TOUCHES) window.addEventListener(type, restart, { capture: true });
    return () => {
      window.clearTimeout(timer);
      for (const type of TOUCHES) window.removeEventListener(type, restart, { capture: true });
    };
  }, [idleMs]);
}

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;
