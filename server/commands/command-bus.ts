import {
  commands,
  type CommandName,
  type CommandValue,
  type Failure,
  type Reply,
} from '../../shared/contract/commands.ts';
import type { Db } from '../db/open-database.ts';
import type { WaitBoard, WaitsSeen } from '../waits/wait-board.ts';
import type { CommandContext, CommandHandler, CommandHandlers, Sender } from './command-context.ts';
import { Gathering } from './gathering.ts';

const MOST_IN_ONE_BATCH = 256;

/** A command as it came in, and how its sender is told. */
export type Request = {
  readonly name: CommandName;
  readonly raw: unknown;
  readonly sender: Sender;
  readonly answer: Answer;
};

/** Tells a sender: the reply, and the text of it that is stored and sent. */
export type Answer = (reply: Reply<unknown>, json: string) => void;

type Waiting = Omit<Request, 'raw'> & { readonly commandId: string; readonly input: unknown };

/**
 * A reply and its text, which is empty while the reply may still change. The same command twice in one
 * batch shares one, and so one effect.
 */
type Outcome = { reply: Reply<unknown>; json: string };
/** What is held at the end, and whether each command has a savepoint of its own. */
type Manner = { readonly how: 'together' | 'apart'; readonly seen: WaitsSeen | null };
type Done = { readonly waiting: Waiting; readonly outcome: Outcome };

export type BatchReport = { readonly commands: number; readonly seconds: number };

export type CommandBusParts = {
  readonly db: Db;
  readonly handlers: CommandHandlers;
  /** Everything of the context but the time and the sender. */
  readonly context: Omit<CommandContext, 'now' | 'sender' | 'record'>;
  readonly waits: WaitBoard;
  readonly now: () => number;
  /** At most so many commands share a transaction; 1 is what the bench compares with. */
  readonly mostInOneBatch?: number;
  /** Midnight has passed: what is kept for a time is tidied up, inside the transaction. */
  readonly onNewDay: (now: number) => void;
  /** After the commit, before the senders are answered. */
  readonly onCommitted: () => void;
  readonly onCrash: (
    error: unknown,
    command: { readonly name: string; readonly id: string },
  ) => void;
  readonly onBatch: (report: BatchReport) => void;
  readonly onReply: (
    reply: Reply<unknown>,
    command: { readonly name: CommandName; readonly id: string; readonly sender: string },
  ) => void;
};

/**
 * The one way to change anything. Commands that come together share a transaction, and so one flush to
 * the disk; after the commit the screens are shown it, and then the senders are answered: who is told
 * that something is done can see it.
 * When one of them is at fault the transaction is undone and done again with a savepoint for each, so
 * that a fault costs nobody else and savepoints, which copy every page a command touches, cost nothing
 * on all other days. A command id seen before is answered with its stored reply.
 */
export class CommandBus {
  readonly #parts: CommandBusParts;
  readonly #sql: ReturnType<typeof prepareTransaction>;
  readonly #waiting: Gathering<Waiting>;
  #tidiedOn: string;

  constructor(parts: CommandBusParts) {
    this.#parts = parts;
    this.#sql = prepareTransaction(parts.db);
    this.#tidiedOn = parts.context.day.day;
    const most = parts.mostInOneBatch ?? MOST_IN_ONE_BATCH;
    this.#waiting = new Gathering(most, (batch) => this.#run(batch));
  }

  /** Resolves with the answer. Never rejects: whatever goes wrong is a reply. */
  submit(name: CommandName, raw: unknown, sender: Sender): Promise<Reply<unknown>> {
    return new Promise((resolve) => {
      this.take({ name, raw, sender, answer: resolve });
    });
  }

  /** Parses and queues one command. It is answered once: at once when it cannot be, else after the commit. */
  take({ name, raw, sender, answer }: Request): void {
    const refuse = (error: Failure): void => {
      const { reply, json } = unsaved(error);
      answer(reply, json);
    };
    const command = commands[name];
    const roles: readonly string[] = command.roles;
    if (!roles.includes(sender.role)) return refuse({ code: 'forbidden' });
    const parsed = command.input.safeParse(raw);
    if (!parsed.success) {
      const issues = parsed.error.issues.map(
        (issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`,
      );
      return refuse({ code: 'invalid-input', issues });
    }
    const { commandId } = parsed.data;
    this.#waiting.add({ name, commandId, input: parsed.data, sender, answer });
  }

  /** Lets time pass: turns to a new day at midnight. */
  tick(): void {
    if (!this.#waiting.isScheduled) this.#run([]);
  }

  /** Takes up new estimates of everybody's wait, in a transaction of their own, and shows them. */
  holdWaits(seen: WaitsSeen): void {
    this.#run([], seen);
  }

  /** Runs what is still waiting, so that nothing accepted is lost when the server stops. */
  flush(): void {
    this.#waiting.flush();
  }

  #run(batch: readonly Waiting[], seen: WaitsSeen | null = null): void {
    const startedAt = performance.now();
    const done = this.#commit(batch, seen);
    const seconds = (performance.now() - startedAt) / 1000;
    this.#show();
    for (const { waiting, outcome } of done) {
      waiting.answer(outcome.reply, outcome.json);
      const { name, commandId: id, sender } = waiting;
      this.#parts.onReply(outcome.reply, { name, id, sender: sender.id });
    }
    this.#parts.onBatch({ commands: batch.length, seconds });
  }

  /** Screens that cannot be shown anything must not keep an answer from its sender. */
  #show(): void {
    try {
      this.#parts.onCommitted();
    } catch (error) {
      this.#parts.onCrash(error, { name: 'screens', id: '' });
    }
  }

  #commit(batch: readonly Waiting[], seen: WaitsSeen | null): readonly Done[] {
    const at = this.#parts.now();
    try {
      return this.#transact(batch, at, { how: 'together', seen });
    } catch {
      // Not reported: a command at fault fails again below, where it stands alone.
      this.#forget(at);
    }
    try {
      return this.#transact(batch, at, { how: 'apart', seen });
    } catch (error) {
      this.#parts.onCrash(error, { name: 'batch', id: batch[0]?.commandId ?? '' });
      this.#forget(at);
      // Nothing of it was kept, and every sender is told so.
      return batch.map((waiting) => failed(waiting, { code: 'not-saved' }));
    }
  }

  #transact(batch: readonly Waiting[], at: number, { how, seen }: Manner): readonly Done[] {
    const { context, waits, onNewDay } = this.#parts;
    this.#sql.begin.run();
    if (context.day.followCalendar(at)) waits.reload(at);
    if (context.day.day !== this.#tidiedOn) onNewDay(at);
    const done = this.#decideAll(batch, (waiting) =>
      how === 'together' ? this.#decide(waiting, at) : this.#decideAlone(waiting, at),
    );
    this.#tellWaits(at, seen);
    for (const item of done) this.#complete(item, at);
    this.#sql.commit.run();
    this.#tidiedOn = context.day.day;
    return done;
  }

  /** Undoes the transaction, and with it what memory has of it. */
  #forget(at: number): void {
    if (this.#parts.db.inTransaction) this.#sql.rollback.run();
    this.#parts.context.day.reload(at);
    this.#parts.waits.reload(at);
  }

  /** A fault in the estimate must never cost a check-in: then waits are unknown, and it is logged. */
  #tellWaits(at: number, seen: WaitsSeen | null): void {
    this.#sql.savepoint.run();
    try {
      if (seen) this.#parts.waits.hold(seen);
      this.#parts.waits.settle(at);
    } catch (error) {
      this.#sql.rollbackTo.run();
      this.#parts.waits.reload(at);
      this.#parts.onCrash(error, { name: 'waits', id: '' });
    }
    this.#sql.release.run();
  }

  #decideAll(batch: readonly Waiting[], decide: (waiting: Waiting) => Done): readonly Done[] {
    const seen = new Map<string, Done>();
    return batch.map((waiting) => {
      const twin = seen.get(waiting.commandId);
      if (twin) return twin.waiting.name === waiting.name ? { ...twin, waiting } : mixedUp(waiting);
      const done = this.#answerAgain(waiting) ?? decide(waiting);
      seen.set(waiting.commandId, done);
      return done;
    });
  }

  #answerAgain(waiting: Waiting): Done | null {
    const stored = this.#parts.context.stores.replies.find(waiting.commandId);
    if (!stored) return null;
    if (stored.name !== waiting.name) return mixedUp(waiting);
    // True because only `#complete` below stores replies.
    const reply = JSON.parse(stored.json) as Reply<unknown>;
    return { waiting, outcome: { reply, json: stored.json } };
  }

  #decide(waiting: Waiting, at: number): Done {
    // The cast is true because `take` parsed the input with the schema of this very name.
    const handler = this.#parts.handlers[waiting.name] as CommandHandler<CommandName>;
    const context = this.#contextFor(waiting.sender, at);
    const decision = handler.decide(waiting.input as never, context);
    const reply: Reply<unknown> = decision.ok
      ? decision
      : { ok: false, error: { code: 'refused', reason: decision.reason } };
    return { waiting, outcome: { reply, json: '' } };
  }

  /** In a savepoint: a command at fault is undone, and no other with it. */
  #decideAlone(waiting: Waiting, at: number): Done {
    this.#sql.savepoint.run();
    try {
      const done = this.#decide(waiting, at);
      this.#sql.release.run();
      return done;
    } catch (error) {
      this.#sql.rollbackTo.run();
      this.#sql.release.run();
      this.#parts.context.day.reload(at);
      this.#parts.onCrash(error, { name: waiting.name, id: waiting.commandId });
      return failed(waiting, { code: 'internal' });
    }
  }

  #complete({ waiting, outcome }: Done, at: number): void {
    if (outcome.json !== '') return;
    // The cast is true as in `#decide`: one name, one handler, one value type.
    const handler = this.#parts.handlers[waiting.name] as CommandHandler<CommandName>;
    if (outcome.reply.ok && handler.complete) {
      const context = this.#contextFor(waiting.sender, at);
      const value = outcome.reply.value as CommandValue<CommandName>;
      outcome.reply = { ok: true, value: handler.complete(value, this.#parts.waits, context) };
    }
    const { replies } = this.#parts.context.stores;
    outcome.json = JSON.stringify(outcome.reply);
    replies.insert(waiting.commandId, { name: waiting.name, json: outcome.json }, at);
  }

  #contextFor(sender: Sender, now: number): CommandContext {
    const { context } = this.#parts;
    return {
      ...context,
      now,
      sender,
      record: (event) => {
        const body = { ...event.body, by: sender.id };
        context.stores.events.append({ occurredAt: now, ...event, body });
      },
    };
  }
}

function mixedUp(waiting: Waiting): Done {
  return failed(waiting, {
    code: 'invalid-input',
    issues: ['commandId: was used for another command'],
  });
}

function failed(waiting: Waiting, error: Failure): Done {
  return { waiting, outcome: unsaved(error) };
}

/** A failure that is not stored: the same command may be tried again. */
function unsaved(error: Failure): Outcome {
  const reply: Reply<unknown> = { ok: false, error };
  return { reply, json: JSON.stringify(reply) };
}

function prepareTransaction(db: Db) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    savepoint: db.prepare('SAVEPOINT command'),
    release: db.prepare('RELEASE command'),
    rollbackTo: db.prepare('ROLLBACK TO command'),
  };
}
