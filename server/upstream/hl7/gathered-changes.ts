export type GatheredChanges = {
  readonly tell: () => void;
  /** Passes on what was told and not yet passed on. */
  readonly flush: () => void;
};

/** Tells of many changes at once, after the messages that came together. */
export function gatherChanges(onChanged: () => void): GatheredChanges {
  let pending: NodeJS.Immediate | null = null;
  const pass = (): void => {
    pending = null;
    onChanged();
  };
  return {
    tell: () => {
      pending ??= setImmediate(pass);
    },
    flush: () => {
      if (!pending) return;
      clearImmediate(pending);
      pass();
    },
  };
}
