import { SECOND_MS } from '../../../shared/domain/time.ts';
import type { Answer } from '../../realtime/connection.ts';
import { isExpired, type OutboxEntry, TALK_LIVES_MS, withoutContact } from './entry.ts';
import { nextToSend, type Waiting } from './next-to-send.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { OutboxStore } from './store.ts';
import { createPause } from './pause.ts';

/** How an entry ended. `rejected` is kept for good; `expired` is a call for staff made too late. */
export type Outcome = 'delivered' | 'rejected' | 'expired';

export type Put = {
  /** Whether it is on disk: only then may the page say "saved" before the server has it. */
  readonly isKept: boolean;
  readonly outcome: Promise<Outcome>;
};

export type OutboxState = {
  readonly waiting: number;
  readonly rejected: number;
  /** The last try did not get through: what waits has waited for more than a moment. */
  readonly isHeldUp: boolean;
  /** Some of what waits is in memory only: a page that went away now would take it along. */
  readonly isAtRisk: boolean;
};

/** Whether the page must be left alone: what is on disk can wait there for days. */
export function isBeingSaved({ waiting, isHeldUp, isAtRisk }: OutboxState): boolean {
  return isAtRisk || (waiting > 0 && !isHeldUp);
}

export type Outbox = {
  readonly put: (entry: OutboxEntry) => Promise<Put>;
  readonly getState: () => OutboxState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Tries again now instead of at the end of a back-off: the line is up again. */
  readonly wake: () => void;
  readonly close: () => void;
};

type Options = {
  /** Null or failing: entries live in memory, and are "saved" only once delivered. */
  readonly store: Promise<OutboxStore | null>;
  readonly send: (
    entry: OutboxEntry,
    options: { readonly giveUpAfterMs: number },
  ) => Promise<Answer<unknown>>;
  /** Between 0 and 1; spreads the tries of many terminals. */
  readonly random: () => number;
};

const TRY_FOR_MS = 5 * SECOND_MS;
const DISK_PATIENCE_MS = 1.5 * SECOND_MS;
const UNREACHABLE = { ok: false, error: { code: 'unreachable' } } as const;

/**
 * Keeps every touch until the server has answered for it. One entry is in flight at a time, in the
 * order of the touches; the fixed command id makes trying again harmless, also from a second tab.
 */
export function openOutbox({ store, send, random }: Options): Outbox {
  let disk: OutboxStore | null = null;
  let items: readonly Item[] = [];
  let rejected = 0;
  let failuresInARow = 0;
  const closing = new AbortController();
  let state: OutboxState = { waiting: 0, rejected: 0, isHeldUp: false, isAtRisk: false };
  const listeners = new Set<() => void>();
  const pause = createPause();
  const ready = load();
  void deliverAll();

  async function load(): Promise<void> {
    disk = await within(DISK_PATIENCE_MS, store).catch(() => null);
    if (disk === null) return;
    try {
      const [left, rejectedBefore] = await Promise.all([disk.waiting(), disk.countRejected()]);
      items = left.map(({ key, entry }) => newItem(entry, key));
      rejected = rejectedBefore;
    } catch {
      disk = null;
    }
    changed();
  }

  async function put(entry: OutboxEntry): Promise<Put> {
    await ready;
    const item = newItem(entry, null);
    const isKept = disk !== null && (await writeDown(item, disk));
    items = [...items, item];
    changed();
    const isTalk = entry.name === 'feedback:talk';
    // A new touch does not shorten a back-off the server asked for; a call for staff does.
    if (isTalk || failuresInARow === 0) pause.end();
    // It is dropped on time, also in the middle of a back-off.
    if (isTalk) setTimeout(pause.end, TALK_LIVES_MS);
    return { isKept, outcome: item.outcome };
  }

  async function deliverAll(): Promise<void> {
    await ready;
    while (!closing.signal.aborted) {
      await dropExpired();
      const { next, waitMs } = nextToSend(items, Date.now());
      if (next === null) {
        await pause.wait(waitMs);
        continue;
      }
      const left = TALK_LIVES_MS - (Date.now() - next.entry.madeAt);
      const isTalk = next.entry.name === 'feedback:talk';
      const giveUpAfterMs = isTalk ? Math.min(TRY_FOR_MS, left) : TRY_FOR_MS;
      const answer = await send(next.entry, { giveUpAfterMs }).catch(() => UNREACHABLE);
      await settle(next, answer);
    }
  }

  async function settle(item: Item, answer: Answer<unknown>): Promise<void> {
    const code = answer.ok ? null : answer.error.code;
    switch (code) {
      case null:
        failuresInARow = 0;
        await finish(item, 'delivered', (kept, key) => kept.remove(key));
        return;
      case 'invalid-input':
      case 'forbidden':
      case 'refused': {
        failuresInARow = 0;
        rejected += 1;
        const refused = { entry: withoutContact(item.entry), code };
        await finish(item, 'rejected', (kept, key) => kept.reject(key, refused));
        return;
      }
      case 'internal':
        // Perhaps only this answer trips the server up: it steps aside and the others go on.
        item.failures += 1;
        item.notBeforeAt = Date.now() + retryDelayMs(item.failures, random());
        changed();
        return;
      case 'not-saved':
      case 'too-many':
      case 'unreachable': {
        failuresInARow += 1;
        changed();
        const asked =
          answer.ok || !('retryAfterSeconds' in answer.error) ? 0 : answer.error.retryAfterSeconds;
        await pause.wait(
          Math.max((asked ?? 0) * SECOND_MS, retryDelayMs(failuresInARow, random())),
        );
      }
    }
  }

  async function dropExpired(): Promise<void> {
    for (const item of items.filter(({ entry }) => isExpired(entry, Date.now()))) {
      await finish(item, 'expired', (kept, key) => kept.remove(key));
    }
  }

  async function finish(
    item: Item,
    outcome: Outcome,
    forget: (kept: OutboxStore, key: number) => Promise<void>,
  ): Promise<void> {
    items = items.filter((other) => other !== item);
    item.isOver = true;
    item.end(outcome);
    changed();
    const { key } = item;
    // What cannot be taken off the disk is sent again at the next start: same id, no harm.
    if (disk !== null && key !== null) await forget(disk, key).catch(() => undefined);
  }

  async function writeDown(item: Item, on: OutboxStore): Promise<boolean> {
    const writing = on.add(item.entry).then((key) => {
      item.key = key;
      changed();
      // Written after all, but too late: it was delivered from memory meanwhile.
      if (item.isOver) return on.remove(key).catch(() => undefined);
    });
    return within(DISK_PATIENCE_MS, writing).then(
      () => true,
      () => false,
    );
  }

  function changed(): void {
    state = {
      waiting: items.length,
      rejected,
      isHeldUp: failuresInARow > 0 || items.some((item) => item.failures > 0),
      isAtRisk: items.some((item) => item.key === null),
    };
    for (const listener of listeners) listener();
  }

  return {
    put,
    getState: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    wake: pause.end,
    close: () => {
      closing.abort();
      pause.end();
    },
  };
}

type Item = Waiting & {
  /** Null while it is in memory only. */
  key: number | null;
  failures: number;
  notBeforeAt: number;
  isOver: boolean;
  readonly outcome: Promise<Outcome>;
  readonly end: (outcome: Outcome) => void;
};

function newItem(entry: OutboxEntry, key: number | null): Item {
  let end: (outcome: Outcome) => void = nothing;
  const outcome = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  return { entry, key, failures: 0, notBeforeAt: 0, isOver: false, outcome, end };
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('The disk did not answer in time.')), ms);
    }),
  ]);
}

function nothing(): void {}
