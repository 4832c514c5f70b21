import { type Hl7Context, Hl7Field, Hl7Message, type Hl7Segment } from '@medplum/core';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { newId } from '../../new-id.ts';
import { controlIdOf } from './control-id.ts';
import { segmentOf, valueAt } from './fields.ts';
import { writeTime } from './hl7-time.ts';
import type { MessageProblem } from './message-problem.ts';

/** What became of a message that came in. */
export type MessageResult =
  | { readonly kind: 'accepted'; readonly note: string }
  /** At least one problem. */
  | { readonly kind: 'refused'; readonly problems: readonly MessageProblem[] };

type When = { readonly now: EpochMs; readonly timeZone: string };

/** The code of acknowledgment conditions (table 0155) by what became of the message. */
const IS_WANTED: Readonly<Record<string, (isAccepted: boolean) => boolean>> = {
  AL: () => true,
  NE: () => false,
  ER: (isAccepted) => !isAccepted,
  SU: (isAccepted) => isAccepted,
};

/**
 * The answers to a message. In original mode, where MSH-15 and MSH-16 are empty, that is one: AA, AE or
 * AR. In enhanced mode it is what these two ask for: the answer of the line (CA, CE, CR), that of the
 * application, both in this order, or none.
 */
export function answersTo(
  message: Hl7Message,
  result: MessageResult,
  when: When,
): readonly Hl7Message[] {
  const accept = valueAt(message.header, { field: 15 });
  const application = valueAt(message.header, { field: 16 });
  const isAccepted = result.kind === 'accepted';
  if (accept === '' && application === '') return [answer(message, codeOf(result), result, when)];
  const isApplicationWanted = IS_WANTED[application]?.(isAccepted) ?? false;
  // With an application's answer to come, the line says only that the message is safe.
  const line = isApplicationWanted || isAccepted ? 'CA' : codeOf(result).replace('A', 'C');
  return [
    ...(IS_WANTED[accept]?.(line === 'CA') ? [answer(message, line, result, when)] : []),
    ...(isApplicationWanted ? [answer(message, codeOf(result), result, when)] : []),
  ];
}

function codeOf(result: MessageResult): string {
  if (result.kind === 'accepted') return 'AA';
  return result.problems.some((problem) => problem.answer === 'AR') ? 'AR' : 'AE';
}

function answer(
  message: Hl7Message,
  code: string,
  result: MessageResult,
  { now, timeZone }: When,
): Hl7Message {
  const { context, header } = message;
  const [first] = result.kind === 'refused' ? result.problems : [];
  const problems = code === 'CA' || result.kind === 'accepted' ? [] : result.problems;
  const text =
    code === 'CA' ? '' : (first?.text ?? (result.kind === 'accepted' ? result.note : ''));
  const controlId = fieldOf(header, 10);
  return new Hl7Message(
    [
      answerHeader(header, writeTime(now, timeZone)),
      segmentOf('MSA', { 1: code, 2: controlId, ...(text !== '' && { 3: text }) }, context),
      ...problems.map((problem) => errorSegment(problem, message)),
    ],
    context,
  );
}

/** Sender and receiver change places; the event, the processing id and the version are the message's. */
function answerHeader(header: Hl7Segment, time: string): Hl7Segment {
  const { context } = header;
  const event = header.getComponent(9, 2);
  const structure = header.getComponent(9, 3) === '' ? [] : ['ACK'];
  const type = ['ACK', ...(event === '' ? [] : [event, ...structure])];
  return segmentOf(
    'MSH',
    {
      2: context.getMsh2(),
      3: fieldOf(header, 5),
      4: fieldOf(header, 6),
      5: fieldOf(header, 3),
      6: fieldOf(header, 4),
      7: time,
      9: type.join(context.componentSeparator),
      10: controlIdOf(newId()),
      11: fieldOf(header, 11) || 'P',
      12: fieldOf(header, 12) || '2.5.1',
    },
    context,
  );
}

/** Up to version 2.4 place and code are one field; since 2.5 they have fields of their own. */
function errorSegment(
  { segment, field, code, text }: MessageProblem,
  message: Hl7Message,
): Hl7Segment {
  const { context } = message;
  const place = [segment, '1', String(field)];
  const write = (parts: readonly string[]): string =>
    new Hl7Field([[...parts]], context).toString();
  if (!hasErrorFields(message, context)) {
    const coded = [code, text].join(context.subcomponentSeparator);
    return segmentOf('ERR', { 1: write([...place, coded]) }, context);
  }
  const coding = [code, '', 'HL70357'];
  return segmentOf('ERR', { 2: write(place), 3: write(coding), 4: 'E', 8: text }, context);
}

function hasErrorFields(message: Hl7Message, { componentSeparator }: Hl7Context): boolean {
  const [version = ''] = fieldOf(message.header, 12).split(componentSeparator);
  return !/^2\.[0-4](?:\.|$)/.test(version);
}

/** A field as it came, for the answer to repeat byte by byte. */
function fieldOf(header: Hl7Segment, field: number): string {
  // A segment may be shorter than the field's number, which its type does not say.
  const found: Hl7Field | undefined = header.getField(field);
  return found?.toString() ?? '';
}
