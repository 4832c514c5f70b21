import { useEffect, useEffectEvent } from 'preact/compat';

/** Hears the keys of a keyboard or keypad that no control has taken. */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent(onKey);
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      hear(event);
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Whether Enter means Continue here: on a button it presses the button. */
export function isEnterForScreen(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.repeat) return false;
  return !(event.target instanceof Element && event.target.closest('button') !== null);
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** Arrow keys walk through everything that can be touched, in the order it is seen (UX 1.3). */
export function moveFocusByArrow(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const isSideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const direction = isSideways && document.documentElement.dir === 'rtl' ? -step : step;
  const buttons = [...document.querySelectorAll('button')];
  const active = buttons.findIndex((button) => button === document.activeElement);
  const start = active === -1 && direction === -1 ? 0 : active;
  buttons[(start + direction + buttons.length) % buttons.length]?.focus();
}
