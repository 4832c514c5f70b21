import type { Socket } from 'node:net';
import { Hl7Message, OperationOutcomeError } from '@medplum/core';
import { Hl7Connection } from '@medplum/hl7';
import Database from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import { valueAt } from './fields.ts';
import { type FrameLimits, guardFrames } from './frame-guard.ts';
import type { MessageTaker } from './take-message.ts';

export type ServeSenderParts = {
  readonly taker: MessageTaker;
  readonly now: Clock['now'];
  readonly log: Logger;
  readonly limits: FrameLimits;
  readonly onListed: () => void;
};

/** One character for each byte: what is answered and hashed is what came. */
const ONE_BYTE_A_LETTER = 'latin1';
const HEADER = /^MSH([^\w\s])([^\w\s])([^\w\s])([^\w\s])([^\w\s])\S?\1/;

/**
 * Takes the messages of one connection, each before the next. What is no message at all ends the
 * connection: nobody can be answered, and what it cut in two is sent again.
 */
export function serveSender(
  socket: Socket,
  { taker, now, log, limits, onListed }: ServeSenderParts,
): void {
  const cut = (reason: string): void => {
    log.warn({ reason }, 'hl7: connection cut');
    socket.destroy();
  };
  // The connection reads before the guard does, so that the guard knows which messages are whole.
  const connection = new Hl7Connection(socket, ONE_BYTE_A_LETTER);
  const guard = guardFrames(socket, limits, cut);
  connection.addEventListener('error', ({ error }) => {
    if (isUnreadable(error)) cut('not-hl7');
  });
  connection.addEventListener('message', ({ message }) => {
    // Nothing may be done for a sender whose message before this one could not be kept.
    if (socket.destroyed) return;
    guard.onMessage();
    const bytes = message.toString();
    if (!isMessage(bytes)) return cut('not-hl7');
    // Two programs that answered answers would never end.
    if (message.getSegment('MSA')) return log.info('hl7: an answer came, and is ignored');
    const answers = take(bytes);
    if (answers === null) return cut('not-kept');
    for (const answer of answers) connection.send(Hl7Message.parse(answer));
  });

  const take = (bytes: string): readonly string[] | null => {
    try {
      const { answers, kind, problems } = taker.take(bytes, now());
      const wrong = problems.map(({ segment, field, code }) => `${segment}-${field} ${code}`);
      log.info({ event: eventOf(bytes), outcome: kind, wrong }, 'hl7: message');
      if (kind === 'listed') onListed();
      return answers;
    } catch (error) {
      log.error({ err: error, event: eventOf(bytes) }, 'hl7: message failed');
      return isPassing(error) ? null : taker.failedOn(bytes, now());
    }
  };
}

/** What else the connection reports is a broken line, which closes by itself, or an unexpected answer. */
function isUnreadable(error: Error): boolean {
  return !('code' in error) && !(error instanceof OperationOutcomeError);
}

/** Five different delimiters, and no beginning of another message in it: that one's end was lost. */
function isMessage(bytes: string): boolean {
  const delimiters = HEADER.exec(bytes)?.slice(1) ?? [];
  return delimiters.length === 5 && new Set(delimiters).size === 5 && !bytes.includes('\v');
}

/**
 * Whether the message may well be kept when it is sent again: the disk is full, or the database busy.
 * What is wrong with the message itself would be so for ever, and hold up all that come after it.
 */
function isPassing(error: unknown): boolean {
  return error instanceof Database.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT');
}

function eventOf(bytes: string): string {
  const event = valueAt(Hl7Message.parse(bytes).header, { field: 9, component: 2 });
  return /^[A-Z]\d{2}$/.test(event) ? event : 'unknown';
}
