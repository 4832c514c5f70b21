import { useCallback, useEffect, useRef, useState } from 'preact/compat';
import { type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';
import { useNow } from '../../ui/now.ts';
import { AWAKE_MS, isRestTime } from './rest.ts';

/** The second half of a double touch belongs to the one that woke the kiosk. */
const ECHO_MS = 600;

type Facts = {
  readonly closedUntilAt: EpochMs | null;
  readonly isLive: boolean;
  readonly isIdle: boolean;
};

/** Whether the kiosk rests now, and what wakes it. */
export function useRest(facts: Facts): { readonly isResting: boolean; readonly wake: () => void } {
  const now = useNow(MINUTE_MS);
  const [isAwake, setAwake] = useState(false);
  const isResting = isRestTime({ ...facts, isAwake, now });
  const dozing = useRef(0);
  const wokenAt = useRef(Number.NEGATIVE_INFINITY);

  const stayAwake = useCallback(() => {
    window.clearTimeout(dozing.current);
    dozing.current = window.setTimeout(() => setAwake(false), AWAKE_MS);
    setAwake(true);
  }, []);
  const wake = useCallback(() => {
    wokenAt.current = performance.now();
    stayAwake();
  }, [stayAwake]);

  useEffect(() => {
    if (isResting) return;
    window.addEventListener('pointerdown', stayAwake);
    window.addEventListener('keydown', stayAwake);
    return () => {
      window.removeEventListener('pointerdown', stayAwake);
      window.removeEventListener('keydown', stayAwake);
    };
  }, [isResting, stayAwake]);
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      if (event.detail === 0 || performance.now() - wokenAt.current > ECHO_MS) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('click', onClick, { capture: true });
    return () => window.removeEventListener('click', onClick, { capture: true });
  }, []);
  return { isResting, wake };
}
