import type { Hl7Message, Hl7Segment } from '@medplum/core';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { ListedAppointment } from '../schedule/schedule-list.ts';
import { readField, valueAt } from './fields.ts';
import { readTime } from './hl7-time.ts';
import type { ToldIds } from './kept-ids.ts';
import { type MessageProblem, PROBLEM_CODES, wrongField } from './message-problem.ts';
import { readPatient } from './patient-fields.ts';
import type { ScheduleRules } from './schedule-rules.ts';

/** What of an appointment a message tells; what it leaves out stays as it is. */
export type ToldFields = Partial<
  Pick<
    ListedAppointment,
    'startAt' | 'serviceId' | 'providerId' | 'firstName' | 'lastName' | 'dateOfBirth'
  >
>;

/** An SIU message about one appointment. */
export type ScheduleMessage = {
  readonly ref: string;
  readonly status: ListedAppointment['status'];
  /** MSH-7, or null when it has none that can be believed. */
  readonly messageAt: EpochMs | null;
  readonly fields: ToldFields;
  readonly ids: ToldIds;
  /** Fields that are there and no good. */
  readonly problems: readonly MessageProblem[];
};

const MOST_REF_LETTERS = 80;

/** What an SIU message says, or why it cannot be said of which appointment. */
export function readScheduleMessage(
  message: Hl7Message,
  rules: ScheduleRules,
): ScheduleMessage | MessageProblem {
  const sch = message.getSegment('SCH');
  const ref = valueAt(sch, { field: 2 }) || valueAt(sch, { field: 1 });
  if (ref === '') {
    const text = 'is empty, and SCH-1 is too: one must be the id of the appointment';
    return wrongField('SCH-2', PROBLEM_CODES.missing, text);
  }
  if (ref.length > MOST_REF_LETTERS) {
    return wrongField('SCH-2', PROBLEM_CODES.tooLong, `has more than ${MOST_REF_LETTERS} letters`);
  }
  const problems: MessageProblem[] = [];
  const report = (problem: MessageProblem): void => {
    problems.push(problem);
  };
  const fields = {
    ...readStart(message, { rules, report }),
    ...readService(message, { rules, report }),
    ...readProvider(message, rules),
    ...readPatient(message.getSegment('PID'), { rules, report }),
  };
  return {
    ref,
    status: statusOf(message),
    messageAt: messageTime(message, rules),
    fields,
    ids: readIds(message),
    problems,
  };
}

type Reading = {
  readonly rules: ScheduleRules;
  readonly report: (problem: MessageProblem) => void;
};

function messageTime(message: Hl7Message, { timeZone, latestMessageAt }: ScheduleRules) {
  const at = readTime(valueAt(message.header, { field: 7 }), timeZone);
  return at === null || at > latestMessageAt ? null : at;
}

/** By the event, or by SCH-25 (table 0278) when a modification carries the news. */
function statusOf(message: Hl7Message): ListedAppointment['status'] {
  const event = valueAt(message.header, { field: 9, component: 2 });
  if (event === 'S15') return 'cancelled';
  if (event === 'S26') return 'no-show';
  const filler = valueAt(message.getSegment('SCH'), { field: 25 }).toLowerCase();
  if (['cancelled', 'canceled', 'deleted', 'dc'].includes(filler)) return 'cancelled';
  return filler === 'noshow' ? 'no-show' : 'booked';
}

/** SCH-11 up to version 2.4, TQ1-7 from 2.5 on, or AIS-4. */
function readStart(message: Hl7Message, { rules, report }: Reading): ToldFields {
  const places = [
    { name: 'SCH-11', text: valueAt(message.getSegment('SCH'), { field: 11, component: 4 }) },
    { name: 'TQ1-7', text: valueAt(message.getSegment('TQ1'), { field: 7 }) },
    { name: 'AIS-4', text: valueAt(current(message, 'AIS')[0], { field: 4 }) },
  ] as const;
  const told = places.find(({ text }) => text !== '');
  if (!told) return {};
  const startAt = readTime(told.text, rules.timeZone);
  if (startAt !== null && rules.earliestStartAt <= startAt && startAt <= rules.latestStartAt) {
    return { startAt };
  }
  const text =
    startAt === null
      ? 'must be a date and a time of day, such as 20261121104000 or 20261121104000+0100'
      : 'is more than a year ago or two years ahead';
  report(wrongField(told.name, PROBLEM_CODES.wrongType, text));
  return {};
}

function readService(message: Hl7Message, { rules, report }: Reading): ToldFields {
  const sch = message.getSegment('SCH');
  const codes = [
    ...current(message, 'AIS').map((ais) => valueAt(ais, { field: 3 })),
    valueAt(sch, { field: 7 }),
    valueAt(sch, { field: 8 }),
  ].filter((code) => code !== '');
  if (codes.length === 0) return {};
  const serviceId = codes.map(rules.serviceOf).find((id) => id !== null) ?? rules.defaultServiceId;
  if (serviceId !== null) return { serviceId };
  const text = 'is no service that this clinic knows, and neither are SCH-7 and SCH-8';
  report(wrongField('AIS-3', PROBLEM_CODES.notInTable, text));
  return {};
}

function readProvider(message: Hl7Message, { providerOf }: ScheduleRules): ToldFields {
  const codes = current(message, 'AIP').map((aip) => valueAt(aip, { field: 3 }));
  const told = codes.filter((code) => code !== '');
  if (told.length === 0) return {};
  return { providerId: told.map(providerOf).find((id) => id !== null) ?? null };
}

/** Segments of a kind but for those that the message takes away (action code D). */
function current(message: Hl7Message, name: 'AIS' | 'AIP'): readonly Hl7Segment[] {
  return message
    .getAllSegments(name)
    .filter((segment) => valueAt(segment, { field: 2 }).toUpperCase() !== 'D');
}

function readIds(message: Hl7Message): ToldIds {
  const sch = message.getSegment('SCH');
  const patientIds = readField(message.getSegment('PID'), 3);
  const visitNumber = readField(message.getSegment('PV1'), 19);
  const appointmentNumber = readField(sch, 2) ?? readField(sch, 1);
  const provider = readField(current(message, 'AIP')[0], 3);
  return {
    ...(patientIds && { patientIds }),
    ...(visitNumber && { visitNumber }),
    ...(appointmentNumber && { appointmentNumber }),
    ...(provider && { provider: provider.map(([id = []]) => [id]) }),
  };
}
