import { hash } from 'node:crypto';
import { Hl7Message } from '@medplum/core';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { answersTo, type MessageResult } from './acknowledgement.ts';
import { valueAt } from './fields.ts';
import type { MessageEffect } from './listed-by-message.ts';
import { createMessageInbox, type MessageKey } from './message-inbox.ts';
import { type MessageProblem, PROBLEM_CODES, wrongField } from './message-problem.ts';
import { createScheduleEffect, type ScheduleEffectParts } from './schedule-effect.ts';

export type Taken = {
  /** In the order they are to be sent; enhanced mode may ask for none. */
  readonly answers: readonly string[];
  /** - `repeated`: it was taken before, and is answered as it was then. */
  readonly kind: 'listed' | 'nothing' | 'wrong' | 'repeated';
  readonly problems: readonly MessageProblem[];
};

export type MessageTaker = {
  readonly take: (bytes: string, now: EpochMs) => Taken;
  /** The answers to a message on which this program itself failed; they are not remembered. */
  readonly failedOn: (bytes: string, now: EpochMs) => readonly string[];
};

const CONTROL_ID_MISSING = wrongField(
  'MSH-10',
  PROBLEM_CODES.missing,
  'must be an id of the message',
);
const CONTROL_ID_USED = wrongField(
  'MSH-10',
  PROBLEM_CODES.duplicateKey,
  'control-id-used: another message had this id before',
);
const OWN_FAILURE: MessageProblem = {
  answer: 'AE',
  segment: 'MSH',
  field: 9,
  code: PROBLEM_CODES.internal,
  text: 'The receiver failed on this message; its log says why',
};

/**
 * Takes messages in: effect, memory and answer are one transaction, so a message that is sent again,
 * whether its answer was lost or not, has its effect once and gets the same answer. Throws when the
 * database cannot keep it; then nothing has happened, and it must not be answered.
 *
 * A message is given as one character for each of its bytes: so its answer repeats the sender's ids as
 * they came, and its characters are read by the character set that it names.
 */
export function createMessageTaker(parts: ScheduleEffectParts): MessageTaker {
  const { timeZone } = parts.clinic;
  const inbox = createMessageInbox(parts.db, parts.id);
  const giveEffect = createScheduleEffect(parts);
  const answer = (bytes: string, result: MessageResult, now: EpochMs): readonly string[] =>
    answersTo(Hl7Message.parse(bytes), result, { now, timeZone }).map(String);
  const refuse = (bytes: string, problem: MessageProblem, now: EpochMs): Taken => {
    const problems = [problem];
    return { answers: answer(bytes, { kind: 'refused', problems }, now), kind: 'wrong', problems };
  };
  const takeNew = (bytes: string, now: EpochMs): Taken => {
    const effect = giveEffect(bytes, now);
    const problems = effect.kind === 'wrong' ? effect.problems : [];
    return { answers: answer(bytes, resultOf(effect), now), kind: effect.kind, problems };
  };
  const take = (bytes: string, now: EpochMs): Taken => {
    const key = keyOf(Hl7Message.parse(bytes));
    if (key.controlId === '') return refuse(bytes, CONTROL_ID_MISSING, now);
    const sha256 = hash('sha256', Buffer.from(bytes, 'latin1'));
    const before = inbox.find(key);
    if (before?.sha256 === sha256) {
      return { answers: before.answers, kind: 'repeated', problems: [] };
    }
    if (before) return refuse(bytes, CONTROL_ID_USED, now);
    const taken = takeNew(bytes, now);
    inbox.keep(key, { sha256, answers: taken.answers }, now);
    return taken;
  };
  const inOneTransaction = parts.db.transaction(take);
  return {
    take: (bytes, now) => inOneTransaction.immediate(bytes, now),
    failedOn: (bytes, now) => refuse(bytes, OWN_FAILURE, now).answers,
  };
}

/** MSH-10 is unique to an application (MSH-3) at a facility (MSH-4). */
function keyOf({ header }: Hl7Message): MessageKey {
  const application = valueAt(header, { field: 3 });
  const facility = valueAt(header, { field: 4 });
  return { sender: `${application}|${facility}`, controlId: valueAt(header, { field: 10 }) };
}

function resultOf(effect: MessageEffect): MessageResult {
  switch (effect.kind) {
    case 'listed':
      return { kind: 'accepted', note: '' };
    case 'nothing':
      return { kind: 'accepted', note: effect.note };
    case 'wrong':
      return { kind: 'refused', problems: effect.problems };
  }
}
