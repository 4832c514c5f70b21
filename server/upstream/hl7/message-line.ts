import type { Hl7Message } from '@medplum/core';
import { Hl7Client, type Hl7Connection } from '@medplum/hl7';
import { SECOND_MS } from '../../../shared/domain/time.ts';
import { valueAt } from './fields.ts';

/** What sending a message came to. */
export type Exchange =
  | { readonly kind: 'answer'; readonly answer: Hl7Message }
  | {
      readonly kind: 'unreachable' | 'no-answer' | 'not-understood';
      readonly detail: string;
    };

export type LineLimits = {
  readonly connectMs: number;
  readonly answerMs: number;
};

const STOPPED: Exchange = { kind: 'no-answer', detail: 'not waited for any longer' };
const LIMITS: LineLimits = { connectMs: 5 * SECOND_MS, answerMs: 20 * SECOND_MS };
/** Far above what an answer is. */
const MOST_ANSWER_BYTES = 256 * 1024;

/**
 * A connection to a receiver of messages, made when it is needed and kept while all goes well. One
 * message is on its way at a time; the caller waits for its answer before the next.
 */
export class MessageLine {
  readonly #host: string;
  readonly #port: number;
  readonly #limits: LineLimits;
  #client: Hl7Client | null = null;

  constructor(
    { host, port }: { readonly host: string; readonly port: number },
    limits: LineLimits = LIMITS,
  ) {
    this.#host = host;
    this.#port = port;
    this.#limits = limits;
  }

  /** Sends a message and waits for the answer with its id. After anything else the connection is closed. */
  async exchange(message: Hl7Message, signal: AbortSignal): Promise<Exchange> {
    const isKept = this.#client?.connection !== undefined;
    const exchange = await this.#exchangeOnce(message, signal);
    // Between two messages a receiver may well hang up: only a new connection tells whether it is there.
    if (isKept && exchange.kind === 'unreachable') return this.#exchangeOnce(message, signal);
    return exchange;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.close();
  }

  async #exchangeOnce(message: Hl7Message, signal: AbortSignal): Promise<Exchange> {
    const exchange = await this.#tryExchange(message, signal);
    if (exchange.kind === 'answer') return exchange;
    await this.close();
    return signal.aborted ? STOPPED : exchange;
  }

  async #tryExchange(message: Hl7Message, signal: AbortSignal): Promise<Exchange> {
    if (signal.aborted) return STOPPED;
    const client = (this.#client ??= new Hl7Client({
      host: this.#host,
      port: this.#port,
      keepAlive: true,
      connectTimeout: this.#limits.connectMs,
    }));
    const stop = (): void => void client.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const connection = await client.connect();
      return await answerTo(message, connection, this.#limits.answerMs);
    } catch (error) {
      return { kind: 'unreachable', detail: codeOf(error) };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

async function answerTo(
  message: Hl7Message,
  connection: Hl7Connection,
  answerMs: number,
): Promise<Exchange> {
  const controlId = valueAt(message.header, { field: 10 });
  const readBefore = connection.socket.bytesRead;
  const hasHeard = (): boolean => connection.socket.bytesRead > readBefore;
  const ended = new AbortController();
  const { promise, resolve } = Promise.withResolvers<Exchange>();
  const { signal } = ended;
  const timer = setTimeout(() => {
    resolve(
      hasHeard()
        ? { kind: 'not-understood', detail: 'what was answered is not for this message' }
        : { kind: 'no-answer', detail: `none within ${answerMs / SECOND_MS} s` },
    );
  }, answerMs);
  connection.addEventListener(
    'message',
    ({ message: answer }) => {
      if (valueAt(answer.getSegment('MSA'), { field: 2 }) === controlId) {
        resolve({ kind: 'answer', answer });
      }
    },
    { signal },
  );
  connection.addEventListener(
    'close',
    () => resolve({ kind: 'unreachable', detail: 'closed before it answered' }),
    { signal },
  );
  const onData = (): void => {
    if (connection.socket.bytesRead - readBefore > MOST_ANSWER_BYTES) {
      resolve({ kind: 'not-understood', detail: 'the answer does not end' });
    }
  };
  connection.socket.on('data', onData);
  if (connection.socket.destroyed) resolve({ kind: 'unreachable', detail: 'closed' });
  else connection.send(message);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    ended.abort();
    connection.socket.off('data', onData);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no connection';
}
