import type { StoredEvent } from '../../server/db/events.ts';
import type {
  Attempt,
  BatchContext,
  Destination,
  ItemOutcome,
} from '../../server/upstream/delivery/destination.ts';

/** How a receiver knows an event that it was sent before: for good, or in one of the ways that fail. */
export type Memory = 'for-good' | 'none' | 'last-20' | 'two-minutes' | 'highest-number';

type Held = { readonly stream: string; readonly seq: number; readonly sha256: string };

/** Enough of a hub to see what arrives: it takes events into custody, once, or refuses a rolled-back log. */
export class MemoryReceiver {
  /** By id. What was told to the sender as taken must be in here. */
  readonly inbox = new Map<string, Held>();
  /** How often each event had its effect. */
  readonly effects = new Map<string, number>();
  /** Streams and numbers in the order they had their effects. */
  readonly order: { readonly stream: string; readonly seq: number; readonly id: string }[] = [];
  /** Types that can have no effect here. */
  poison: ReadonlySet<string> = new Set();
  readonly #memory: Memory;
  readonly #now: () => number;
  readonly #idOf = new Map<string, string>();
  readonly #highest = new Map<string, number>();
  #remembered: { readonly id: string; readonly at: number }[] = [];

  constructor(memory: Memory = 'for-good', now: () => number = () => 0) {
    this.#memory = memory;
    this.#now = now;
  }

  /** One transaction: all of the batch, or nothing of it. */
  take(events: readonly StoredEvent[], { stream }: Pick<BatchContext, 'stream'>): Attempt {
    if (this.#isRolledBack(events, stream)) return { kind: 'rolled-back', detail: 'number in use' };
    return { kind: 'answered', items: events.map((event) => this.#takeOne(event, stream)) };
  }

  /** What a crash of a receiver that answers too early does: it knows nothing of these. */
  pretend(events: readonly StoredEvent[]): Attempt {
    return { kind: 'answered', items: events.map(done) };
  }

  /** Its disk loses an event and every trace of it. */
  lose(id: string): void {
    const held = this.inbox.get(id);
    if (!held) return;
    this.inbox.delete(id);
    this.effects.delete(id);
    this.#idOf.delete(`${held.stream}/${held.seq}`);
  }

  #isRolledBack(events: readonly StoredEvent[], stream: string): boolean {
    if (this.#memory !== 'for-good') return false;
    return events.some(({ seq, id, sha256 }) => {
      const bound = this.#idOf.get(`${stream}/${seq}`);
      const held = this.inbox.get(id);
      return (bound !== undefined && bound !== id) || (held && held.sha256 !== sha256);
    });
  }

  #takeOne(event: StoredEvent, stream: string): ItemOutcome {
    const { seq, id, sha256 } = event;
    if (!this.#knows(event, stream)) {
      this.inbox.set(id, { stream, seq, sha256 });
      this.#idOf.set(`${stream}/${seq}`, id);
      this.effects.set(id, (this.effects.get(id) ?? 0) + 1);
      this.order.push({ stream, seq, id });
      this.#remembered.push({ id, at: this.#now() });
    }
    this.#highest.set(stream, Math.max(seq, this.#highest.get(stream) ?? 0));
    if (!this.poison.has(event.type)) return done(event);
    return { seq, kind: 'quarantined', code: 'unknown-type', detail: '' };
  }

  #knows({ seq, id }: StoredEvent, stream: string): boolean {
    switch (this.#memory) {
      case 'for-good':
        return this.inbox.has(id);
      case 'none':
        return false;
      case 'last-20':
        this.#remembered = this.#remembered.slice(-20);
        return this.#remembered.some((known) => known.id === id);
      case 'two-minutes':
        this.#remembered = this.#remembered.filter(({ at }) => this.#now() - at < 120_000);
        return this.#remembered.some((known) => known.id === id);
      case 'highest-number':
        return seq <= (this.#highest.get(stream) ?? 0);
    }
  }
}

/** What becomes of one request. */
export type Fate =
  | 'arrives'
  | 'request-lost'
  | 'answer-lost'
  /** All taken, but the answer tells of some only. */
  | 'half-answered'
  /** Never answered; ends only with its signal. */
  | 'hangs'
  /** Taken, and then never answered. */
  | 'taken-and-hangs'
  /** Answered by a receiver that dies before its commit. Only one that answers too early does so. */
  | 'answered-and-lost';

type Choice = Partial<Destination> & { readonly fate?: () => Fate };

/** A destination in front of a receiver in memory, over a line on which a test decides what happens. */
export function memoryDestination(receiver: MemoryReceiver, choice: Choice = {}): Destination {
  const { fate = () => 'arrives', ...change } = choice;
  return {
    id: 'hub',
    kind: 'hub',
    label: 'Hub',
    wants: () => true,
    mostEvents: 100,
    mostBytes: 256 * 1024,
    deadlineMs: 30_000,
    deliver: (events, context) => carry({ receiver, events, context }, fate()),
    close: () => Promise.resolve(),
    ...change,
  };
}

async function carry(
  request: {
    readonly receiver: MemoryReceiver;
    readonly events: readonly StoredEvent[];
    readonly context: BatchContext;
  },
  fate: Fate,
): Promise<Attempt> {
  const { receiver, events, context } = request;
  switch (fate) {
    case 'arrives':
      return receiver.take(events, context);
    case 'request-lost':
      return failed('unreachable');
    case 'answer-lost':
      receiver.take(events, context);
      return failed('no-answer');
    case 'half-answered': {
      const answer = receiver.take(events, context);
      if (answer.kind !== 'answered') return answer;
      return { ...answer, items: answer.items.filter((_item, index) => index % 3 !== 1) };
    }
    case 'hangs':
      return untilAborted(context.signal);
    case 'taken-and-hangs':
      receiver.take(events, context);
      return untilAborted(context.signal);
    case 'answered-and-lost':
      return receiver.pretend(events);
  }
}

function untilAborted(signal: AbortSignal): Promise<Attempt> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(failed('no-answer')), { once: true });
  });
}

function failed(failure: 'unreachable' | 'no-answer'): Attempt {
  return { kind: 'failed', failure, retryAfterMs: null, detail: '' };
}

function done({ seq }: StoredEvent): ItemOutcome {
  return { seq, kind: 'done', code: '', detail: '' };
}
