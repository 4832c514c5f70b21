export type Pause = {
  /** Waits so long, or with null until it is ended. */
  readonly wait: (ms: number | null) => Promise<void>;
  /** Ends the wait that is on now, or else the next one before it begins: no call is missed. */
  readonly end: () => void;
};

/** A wait that can be ended from outside. */
export function createPause(): Pause {
  let wasEnded = false;
  let endNow: (() => void) | null = null;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        let timer: ReturnType<typeof setTimeout> | null = null;
        const over = (): void => {
          if (timer !== null) clearTimeout(timer);
          endNow = null;
          wasEnded = false;
          resolve();
        };
        if (wasEnded) {
          over();
          return;
        }
        endNow = over;
        if (ms !== null) timer = setTimeout(over, ms);
      }),
    end: () => {
      if (endNow === null) wasEnded = true;
      else endNow();
    },
  };
}
