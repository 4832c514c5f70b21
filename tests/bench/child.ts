import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of the bench that answers questions, over the channel of `fork`. */
export type Child = AsyncDisposable & {
  readonly ask: <T>(question: string, body?: unknown) => Promise<T>;
  /** Ends it as a power cut would, and resolves when it is gone. */
  readonly kill: () => Promise<void>;
};

type Question = { readonly id: number; readonly question: string; readonly body: unknown };
type Answer =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly why: string };

const ANSWER_LIMIT_MS = 120_000;

/** Starts a file of the bench in a fresh process and waits until it is listening to questions. */
export async function startChild(file: string, ...args: readonly string[]): Promise<Child> {
  const name = fileURLToPath(file);
  const worker = fork(name, args, { serialization: 'json' });
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let isGone = false;
  const exited = once(worker, 'exit');
  worker.once('exit', (code, signal) => {
    isGone = true;
    const error = new Error(`${name} ended: ${String(code ?? signal)}`);
    for (const { reject } of pending.values()) reject(error);
  });
  const started = await Promise.race([once(worker, 'message'), exited.then(() => null)]);
  if (started === null) throw new Error(`${name} did not start`);
  worker.on('message', (message) => {
    // True because the other side is `answerQuestions` below.
    const answer = message as Answer;
    const asked = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.answer);
    else asked?.reject(new Error(`${name}: ${answer.why}`));
  });
  let questions = 0;
  const kill = async (): Promise<void> => {
    // Whoever ends it does not wait for its answers any more.
    pending.clear();
    worker.kill('SIGKILL');
    await exited;
  };
  return {
    ask: async <T>(question: string, body: unknown = null) => {
      if (isGone) throw new Error(`${name} is not running any more`);
      questions += 1;
      const answered = Promise.withResolvers<unknown>();
      pending.set(questions, answered);
      worker.send({ id: questions, question, body } satisfies Question);
      const limit = setTimeout(() => {
        answered.reject(new Error(`${name} did not answer "${question}"`));
      }, ANSWER_LIMIT_MS);
      try {
        // True as far as the asker knows what that function answers: both are files of the bench.
        return (await answered.promise) as T;
      } finally {
        clearTimeout(limit);
      }
    },
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

/** In the child: answers each question by the function of that name. */
export function answerQuestions(answers: Readonly<Record<string, (body: never) => unknown>>): void {
  process.on('message', ({ id, question, body }: Question) => {
    const reply = (answer: Answer): void => {
      process.send?.(answer);
    };
    Promise.resolve()
      .then(() => {
        const answer = answers[question];
        if (!answer) throw new Error(`there is no question "${question}"`);
        return answer(body as never);
      })
      .then(
        (answer) => reply({ id, ok: true, answer: answer ?? null }),
        (error: unknown) => reply({ id, ok: false, why: reasonOf(error) }),
      );
  });
  // When the bench itself is stopped, nothing of it stays behind.
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Milliseconds of CPU this process has used, all threads. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of the clock that all processes of a machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
