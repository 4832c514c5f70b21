import { useEffect } from 'preact/compat';

const INPUTS = [
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'mousedown',
  'mouseup',
  'click',
  'dblclick',
  'keydown',
  'keyup',
  'wheel',
] as const;

/** As long as it is there, the page hears neither touches nor keys. */
export function useDeafness(): void {
  useEffect(() => {
    const swallow = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const options = { capture: true, passive: false };
    for (const type of INPUTS) window.addEventListener(type, swallow, options);
    return () => {
      for (const type of INPUTS) window.removeEventListener(type, swallow, options);
    };
  }, []);
}
