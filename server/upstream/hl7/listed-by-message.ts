import { initialOf } from '../../../shared/domain/initials.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { localDay } from '../../clock.ts';
import type { ListedAppointment } from '../schedule/schedule-list.ts';
import { type MessageProblem, PROBLEM_CODES, wrongField } from './message-problem.ts';
import type { ScheduleMessage, ToldFields } from './schedule-message.ts';
import type { ScheduleRules } from './schedule-rules.ts';
import type { StoredAppointment } from '../schedule/schedule-changes.ts';

export type MessageEffect =
  | { readonly kind: 'listed'; readonly appointment: ListedAppointment }
  /** It is right, and there is nothing to do. */
  | { readonly kind: 'nothing'; readonly note: string }
  | { readonly kind: 'wrong'; readonly problems: readonly MessageProblem[] };

type Rules = Pick<ScheduleRules, 'timeZone' | 'defaultServiceId'>;

/**
 * How an appointment is listed after a message, given what earlier ones said of it. What a message
 * leaves out stays as it is. One that is older than another before it has no effect, whenever it comes.
 * To cancel, the reference is enough.
 */
export function listedByMessage(
  message: ScheduleMessage,
  known: readonly StoredAppointment[],
  rules: Rules,
): MessageEffect {
  const newestAt = newestMessageAt(known);
  if (newestAt !== null && message.messageAt !== null && message.messageAt < newestAt) {
    return nothing('a newer message about this appointment came before');
  }
  const before = known.findLast(({ status }) => status === 'booked') ?? known.at(-1);
  const data = { ...before?.data, ...message.ids, messageAt: message.messageAt ?? newestAt };
  if (message.status === 'booked') return booked(message, { before, data }, rules);
  if (!before) return nothing('no such appointment is known');
  // Which row of ours it is, is for those who apply it to say.
  const { id: _id, source: _source, ...listed } = before;
  const appointment = { ...listed, status: message.status, version: null, data, visitId: null };
  return { kind: 'listed', appointment };
}

function booked(
  { ref, fields, problems }: ScheduleMessage,
  {
    before,
    data,
  }: { readonly before: StoredAppointment | undefined; readonly data: StoredAppointment['data'] },
  { timeZone, defaultServiceId }: Rules,
): MessageEffect {
  const service = defaultServiceId === null ? {} : { serviceId: defaultServiceId };
  const merged: ToldFields = { ...service, ...before, ...fields };
  const { startAt, serviceId, providerId = null, firstName = '', lastName, dateOfBirth } = merged;
  if (problems.length > 0) return { kind: 'wrong', problems };
  // Names and birth dates that were purged are empty.
  if (startAt === undefined || serviceId === undefined || !lastName || !dateOfBirth) {
    return { kind: 'wrong', problems: missingIn(merged) };
  }
  const appointment: ListedAppointment = {
    ref,
    day: localDay(startAt, timeZone),
    startAt,
    serviceId,
    providerId,
    firstName,
    lastName,
    dateOfBirth,
    firstInitial: initialOf(firstName),
    lastInitial: initialOf(lastName),
    status: 'booked',
    version: null,
    data,
    visitId: null,
  };
  return { kind: 'listed', appointment };
}

function missingIn(fields: ToldFields): readonly MessageProblem[] {
  const { missing } = PROBLEM_CODES;
  const start = 'is empty, and TQ1-7 and AIS-4 are too: one must be the start of the appointment';
  const service = 'is empty, and SCH-7 and SCH-8 are too: one must be the service';
  return [
    ...(fields.startAt === undefined ? [wrongField('SCH-11', missing, start)] : []),
    ...(fields.serviceId === undefined ? [wrongField('AIS-3', missing, service)] : []),
    ...(fields.lastName ? [] : [wrongField('PID-5', missing, 'must be the name of the patient')]),
    ...(fields.dateOfBirth ? [] : [wrongField('PID-7', missing, 'must be the date of birth')]),
  ];
}

function nothing(why: string): MessageEffect {
  return { kind: 'nothing', note: `No effect: ${why}` };
}

function newestMessageAt(known: readonly StoredAppointment[]): EpochMs | null {
  const times = known.map(({ data }) => data['messageAt']).filter((at) => typeof at === 'number');
  return times.length === 0 ? null : Math.max(...times);
}
