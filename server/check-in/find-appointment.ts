import type { FindResult, QueryInput } from '../../shared/contract/commands.ts';
import { judgeArrival } from '../../shared/domain/arrival.ts';
import type { Clinic } from '../../shared/domain/clinic.ts';
import { initialOf, initials } from '../../shared/domain/initials.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { confirmationOf, withWait } from '../commands/confirmation.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { WaitsTold } from '../waits/wait-told.ts';
import type { Appointment } from '../db/appointments.ts';
import type { Stores } from '../db/stores.ts';
import type { Claims } from './claims.ts';

export type FindContext = {
  readonly clinic: Clinic;
  readonly day: ClinicDay;
  readonly stores: Stores;
  readonly waits: WaitsTold;
  readonly claims: Claims;
  readonly publicUrl: () => string | null;
  readonly deviceId: string;
  readonly now: EpochMs;
};

/**
 * Finds today's appointment of the person at a kiosk by birth date and first letters. Tells nobody
 * which field did not match, and never answers with more than one person.
 */
export function findAppointment(
  input: QueryInput<'check-in:find'>,
  context: FindContext,
): FindResult {
  const { day, stores } = context;
  const lastInitial = initialOf(input.lastInitial);
  const matches = stores.appointments
    .byIdentity(day.day, input.dateOfBirth, lastInitial)
    .filter((item) => item.status === 'booked' || day.visitOfAppointment(item.id) !== null)
    .filter(
      (item) => input.firstInitial === null || item.firstInitial === initialOf(input.firstInitial),
    );
  if (matches.length === 0) return { kind: 'not-found' };
  if (new Set(matches.map(personOf)).size > 1) {
    // Twins with the same first letter need a person, not a list of names.
    return input.firstInitial === null ? { kind: 'ask-first-initial' } : { kind: 'not-found' };
  }
  return judge(matches, context);
}

/** The same person: the name as it was sent, for two appointments of one person on one day. */
function personOf(appointment: Appointment): string {
  return `${appointment.firstName}\n${appointment.lastName}`.toLocaleLowerCase('en');
}

function judge(matches: readonly Appointment[], context: FindContext): FindResult {
  const pending = matches.filter((item) => context.day.visitOfAppointment(item.id) === null);
  const offered = pending.flatMap((item) => offer(item, context));
  const [first] = matches;
  if (offered.length > 0 && first) {
    return {
      kind: 'found',
      initials: initials(first.firstName, first.lastName),
      appointments: offered,
    };
  }
  return alreadyHere(matches, context) ?? outsideWindow(matches, pending, context);
}

function offer(appointment: Appointment, context: FindContext) {
  const { claims, clinic, deviceId, now } = context;
  const service = clinic.services.find((item) => item.id === appointment.serviceId);
  const area = clinic.areas.find((item) => item.id === service?.areaId);
  if (!service || !area) return [];
  const rules = { window: service.arrivalWindow, policy: clinic.queue };
  const arrival = judgeArrival(appointment.startAt, now, rules);
  if (arrival.kind !== 'on-time' && arrival.kind !== 'late') return [];
  return [
    {
      claim: claims.issue(appointment.id, deviceId, now),
      startAt: appointment.startAt,
      serviceLabel: service.label,
      areaLabel: area.label,
      isLate: arrival.kind === 'late',
    },
  ];
}

function alreadyHere(matches: readonly Appointment[], context: FindContext): FindResult | null {
  for (const appointment of matches) {
    const visit = context.day.visitOfAppointment(appointment.id);
    const entry = visit === null ? null : context.day.currentEntry(visit.id);
    if (visit && entry && isActive(entry)) {
      const confirmation = withWait(
        confirmationOf(visit, entry, context),
        context.day,
        context.waits,
      );
      return { kind: 'already-checked-in', confirmation };
    }
  }
  return null;
}

/** Too early says so; all else, also somebody who was seen or missed already, goes to a person. */
function outsideWindow(
  matches: readonly Appointment[],
  pending: readonly Appointment[],
  context: FindContext,
): FindResult {
  const { clinic, now } = context;
  for (const appointment of pending) {
    const service = clinic.services.find((item) => item.id === appointment.serviceId);
    const area = clinic.areas.find((item) => item.id === service?.areaId);
    if (!service || !area) continue;
    const rules = { window: service.arrivalWindow, policy: clinic.queue };
    const arrival = judgeArrival(appointment.startAt, now, rules);
    const { startAt } = appointment;
    if (arrival.kind === 'too-early') {
      return { kind: 'too-early', startAt, opensAt: arrival.opensAt, areaLabel: area.label };
    }
  }
  const last = matches.at(-1);
  return last ? { kind: 'too-late', startAt: last.startAt } : { kind: 'not-found' };
}
