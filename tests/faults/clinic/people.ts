import { randomUUID } from 'node:crypto';
import type { CommandName, Reply, Role } from '../../../shared/contract/commands.ts';

/** What somebody in the clinic asks for. */
export type Wish = {
  readonly role: Role;
  readonly name: CommandName;
  readonly input: Readonly<Record<string, unknown>> & { readonly commandId: string };
};

/** Somebody was told that this is done. */
export type Told = {
  /** Who was told; each waits for an answer before the next wish, so their order must be kept. */
  readonly person: string;
  readonly wish: Wish;
  /** The exact text of the answer. */
  readonly reply: string;
  /** The event that must be there for it, exactly once, as `traceOf` names it. */
  readonly trace: string;
};

/** How a wish reaches a server. Rejects when no answer came. */
export type Ask = (wish: Wish) => Promise<Reply<unknown>>;

/** What one kind of person does next, and which event an accepted wish of theirs leaves behind. */
type Habit = {
  readonly next: () => Omit<Wish, 'input'> & { readonly body: Readonly<Record<string, unknown>> };
  readonly trace: (wish: Wish, value: Readonly<Record<string, unknown>>) => string;
};

/**
 * Somebody in the clinic, who asks for one thing after another. What was not answered is asked for
 * again under the same command id, as every page does.
 */
export class Person {
  readonly id: string;
  readonly #habit: Habit;
  #unanswered: Wish | null = null;

  constructor(id: string, habit: Habit) {
    this.id = id;
    this.#habit = habit;
  }

  /** Asks for the next thing. Resolves with what was promised, or null: refused or not answered. */
  async ask(ask: Ask): Promise<Told | null> {
    const wish = this.#unanswered ?? this.#newWish();
    this.#unanswered = wish;
    let reply: Reply<unknown>;
    try {
      reply = await ask(wish);
    } catch {
      return null;
    }
    const isToBeTriedAgain = !reply.ok && reply.error.code === 'not-saved';
    if (!isToBeTriedAgain) this.#unanswered = null;
    if (!reply.ok) return null;
    // True because every command's value is an object.
    const value = reply.value as Readonly<Record<string, unknown>>;
    const trace = this.#habit.trace(wish, value);
    return { person: this.id, wish, reply: JSON.stringify(reply), trace };
  }

  #newWish(): Wish {
    const { role, name, body } = this.#habit.next();
    return { role, name, input: { ...body, commandId: randomUUID() } };
  }
}

/** Everybody of a busy clinic: patients at two kiosks, leaving patients, and a desk that calls them. */
export function everybody(): readonly Person[] {
  return [
    ...Array.from({ length: 4 }, (_, index) => new Person(`patient-${index + 1}`, arriving)),
    ...Array.from({ length: 2 }, (_, index) => new Person(`leaving-${index + 1}`, leaving)),
    new Person('desk', desk()),
  ];
}

const arriving: Habit = {
  next: () => ({
    role: 'check-in',
    name: 'check-in:take-number',
    body: { serviceId: 'blood', needs: ['hearing'], language: 'en' },
  }),
  trace: (_wish, value) => `visit.checked-in ${String(value['ticket'])}`,
};

const leaving: Habit = {
  next: () => ({
    role: 'feedback',
    name: 'feedback:face',
    body: {
      answerId: randomUUID(),
      score: 3,
      touchedAt: Date.now(),
      language: 'en',
      happySide: 'left',
      recentTouches: 1,
      sinceLastTouchMs: null,
    },
  }),
  trace: ({ input }) => `feedback.given answer:${String(input['answerId'])}`,
};

/** Opens the station, and then calls, starts and finishes one patient after another. */
function desk(): Habit {
  const stationId = 'bloods';
  let entryId = '';
  let step: 'open' | 'call' | 'start' | 'finish' = 'open';
  const role = 'desk';
  return {
    next: () => {
      if (step === 'open') {
        return { role, name: 'station:open', body: { stationId, providerId: null } };
      }
      if (step === 'call') return { role, name: 'queue:call-next', body: { stationId } };
      return { role, name: `queue:${step}`, body: { entryId } };
    },
    trace: (_wish, value) => {
      const done = step;
      if (done === 'open') {
        step = 'call';
        return `station.open station:${stationId}`;
      }
      if (done === 'call') {
        entryId = String(value['entryId']);
        step = 'start';
        return `queue.called ${entryId}`;
      }
      step = done === 'start' ? 'finish' : 'call';
      return `queue.${done === 'start' ? 'started' : 'finished'} ${entryId}`;
    },
  };
}
