import { useSyncExternalStore } from 'preact/compat';

/**
 * The present, as a whole number of `stepMs`, so that a component draws again only when what it
 * shows can have changed. Aligned to the clock: every page on a wall turns over together.
 */
export function useNow(stepMs: number): number {
  return useSyncExternalStore(
    (onChange) => {
      let timer = 0;
      const wait = (): void => {
        timer = window.setTimeout(
          () => {
            onChange();
            wait();
          },
          stepMs - (Date.now() % stepMs),
        );
      };
      wait();
      return () => window.clearTimeout(timer);
    },
    () => Math.floor(Date.now() / stepMs) * stepMs,
  );
}
