import { Hl7Message } from '@medplum/core';
import type { Hl7Settings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { DAY_MS, type EpochMs } from '../../../shared/domain/time.ts';
import { localDay } from '../../clock.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import type { ListedAppointment } from '../schedule/schedule-list.ts';
import { decodeText } from './character-set.ts';
import { valueAt } from './fields.ts';
import { listedByMessage, type MessageEffect } from './listed-by-message.ts';
import { type MessageProblem, PROBLEM_CODES, wrongField } from './message-problem.ts';
import { readScheduleMessage } from './schedule-message.ts';
import { scheduleRules } from './schedule-rules.ts';

/** Applies what a sender says of one appointment, as part of the caller's transaction. */
export type ApplyOne = (
  source: string,
  appointment: ListedAppointment,
  place: { readonly db: Db; readonly stores: Stores; readonly now: EpochMs },
) => unknown;

export type ScheduleEffectParts = {
  readonly id: string;
  readonly listen: NonNullable<Hl7Settings['listen']>;
  readonly clinic: Pick<Clinic, 'timeZone' | 'services' | 'providers'>;
  readonly db: Db;
  readonly stores: Stores;
  readonly apply: ApplyOne;
};

const EVENTS = new Set(['S12', 'S13', 'S14', 'S15', 'S26']);
/** An appointment that lies further back is no longer changed by a message that moves it. */
const KNOWN_FOR_MS = 31 * DAY_MS;

/** Gives a message, one character for each of its bytes, its effect on the appointments. */
export function createScheduleEffect({
  id,
  listen,
  clinic,
  db,
  stores,
  apply,
}: ScheduleEffectParts): (bytes: string, now: EpochMs) => MessageEffect {
  return (bytes, now) => {
    const message = readable(bytes);
    if ('code' in message) return wrong(message);
    const unknown = notTaken(message);
    if (unknown) return wrong(unknown);
    const rules = scheduleRules(listen, clinic, now);
    const said = readScheduleMessage(message, rules);
    if ('code' in said) return wrong(said);
    const earliestDay = localDay(now - KNOWN_FOR_MS, clinic.timeZone);
    const known = stores.appointments.listedAs(said.ref, id, earliestDay);
    const effect = listedByMessage(said, known, rules);
    if (effect.kind === 'listed') apply(id, effect.appointment, { db, stores, now });
    return effect;
  };
}

/** The message in the characters of the character set that it names. */
function readable(bytes: string): Hl7Message | MessageProblem {
  const characterSet = valueAt(Hl7Message.parse(bytes).header, { field: 18 });
  const text = decodeText(Buffer.from(bytes, 'latin1'), characterSet);
  if (text !== null) return Hl7Message.parse(text);
  return wrongField(
    'MSH-18',
    PROBLEM_CODES.notInTable,
    'must name the character set of the message: empty or UNICODE UTF-8, or such as 8859/1',
  );
}

function notTaken({ header }: Hl7Message): MessageProblem | null {
  const { messageType, event, version } = PROBLEM_CODES;
  const reject = (field: number, code: MessageProblem['code'], text: string): MessageProblem => ({
    ...wrongField(`MSH-${field}`, code, text),
    answer: 'AR',
  });
  if (valueAt(header, { field: 9 }) !== 'SIU') {
    return reject(9, messageType, 'must be SIU; no other messages are taken here');
  }
  if (!EVENTS.has(valueAt(header, { field: 9, component: 2 }))) {
    return reject(9, event, `must be one of ${[...EVENTS].join(', ')}`);
  }
  const said = valueAt(header, { field: 12 });
  return said === '' || said.startsWith('2') ? null : reject(12, version, 'must be a version 2');
}

function wrong(problem: MessageProblem): MessageEffect {
  return { kind: 'wrong', problems: [problem] };
}
