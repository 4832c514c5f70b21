import type { ShownCall } from '../../shared/contract/snapshots.ts';
import type { Connection } from '../realtime/connection.ts';
import { type Announcer, advance, newAnnouncer, nextStepAt, see } from './announcer.ts';

/** Where a screen keeps what it has announced, so that a reload does not repeat it. */
export type CallMemory = {
  readonly read: () => readonly string[];
  readonly write: (known: readonly string[]) => void;
};

export type Announcing = {
  readonly getState: () => Announcer;
  readonly subscribe: (onChange: () => void) => () => void;
  readonly close: () => void;
};

type Parts = {
  readonly connection: Pick<Connection<'display'>, 'getSnapshot' | 'subscribe'>;
  readonly memory: CallMemory;
  readonly onAnnounce: (call: ShownCall) => void;
};

/** Runs the announcer on the page's clock and the snapshots as they come in. */
export function startAnnouncing({ connection, memory, onAnnounce }: Parts): Announcing {
  let announcer = newAnnouncer(memory.read());
  let seenSnapshot: unknown = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const step = (): void => {
    const before = announcer;
    // Steady time: a clock that is put right must not cut a call short.
    const now = performance.now();
    const snapshot = connection.getSnapshot();
    if (snapshot !== null && snapshot !== seenSnapshot) {
      seenSnapshot = snapshot;
      announcer = see(announcer, snapshot, now);
    }
    const { announcer: after, announced } = advance(announcer, now);
    announcer = after;
    if (announcer.known !== before.known) memory.write(announcer.known);
    clearTimeout(timer);
    const nextAt = nextStepAt(announcer, now);
    if (nextAt !== null) timer = setTimeout(step, Math.ceil(nextAt - now));
    for (const listener of listeners) listener();
    if (announced !== null) onAnnounce(announced);
  };
  const unsubscribe = connection.subscribe(step);
  step();

  return {
    getState: () => announcer,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    close: () => {
      unsubscribe();
      clearTimeout(timer);
    },
  };
}

/** Remembers in this browser, per screen; without storage a reload may repeat a call, no more. */
export function callMemoryOf(screen: string): CallMemory {
  const key = `foyer.announced.${screen}`;
  return {
    read: () => {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
        return Array.isArray(kept) ? kept.filter((item) => typeof item === 'string') : [];
      } catch {
        return [];
      }
    },
    write: (known) => {
      try {
        localStorage.setItem(key, JSON.stringify(known));
      } catch {
        // A full or forbidden storage is no reason to lose a call.
      }
    },
  };
}
