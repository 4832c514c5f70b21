import { useEffect, useLayoutEffect, useRef } from 'preact/compat';
import { isEchoOf, type Touch } from './double-touch.ts';

/** Keeps the second half of a double touch from the screen that has just come up. */
export function useTouchGuard(screen: string): void {
  const shown = useRef(screen);
  // With the screen and not after its picture: the second half of a touch comes sooner than that.
  useLayoutEffect(() => {
    shown.current = screen;
  }, [screen]);
  useEffect(() => {
    let before: Touch | null = null;
    const onClick = (event: MouseEvent): void => {
      // A click made by a key has no place on the screen and no finger to tremble.
      if (event.detail === 0) return;
      const touch: Touch = {
        x: event.clientX,
        y: event.clientY,
        at: performance.now(),
        screen: shown.current,
      };
      if (isEchoOf(touch, before)) {
        event.stopImmediatePropagation();
        event.preventDefault();
        return;
      }
      before = touch;
    };
    window.addEventListener('click', onClick, { capture: true });
    return () => window.removeEventListener('click', onClick, { capture: true });
  }, []);
}
