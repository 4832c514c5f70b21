import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import { judgeArrival } from '../../shared/domain/arrival.ts';
import { initialOf } from '../../shared/domain/initials.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { dayStartAt, localDay } from '../clock.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { Appointment } from '../db/appointments.ts';
import { appointmentOf, dateText } from './booking.ts';
import { type Example, EXAMPLES, type ExampleState, type Standing } from './examples.ts';

/** Somebody to try at the kiosk, and what happens then. */
export type ExamplePerson = {
  readonly what: ExampleState;
  readonly dateOfBirth: string;
  readonly lastInitial: string;
  readonly firstInitial: string;
};

const NOBODY: ExamplePerson = {
  what: 'is not found',
  dateOfBirth: '1962-08-15',
  lastInitial: 'Q',
  firstInitial: 'A',
};

const EXAMPLE_REF = 'example-';
/** Room to be checked in before midnight. */
const BEFORE_MIDNIGHT_MS = 10 * MINUTE_MS;

type ExampleContext = {
  readonly file: ClinicFileContent;
  readonly day: ClinicDay;
  readonly now: EpochMs;
};

type ExamplePlan = {
  readonly people: readonly ExamplePerson[];
  /** Appointments that are not on the list yet. */
  readonly toAdd: readonly Appointment[];
  /** The ids of those whom the desk has to check in. */
  readonly toCheckIn: readonly string[];
};

/**
 * One person for each state of check-in. Those on today's list are taken while they still show it; for
 * the others a new person is born a year earlier. What no time of today leaves room for is left out:
 * nobody is too early just before midnight.
 */
export function planExamples(today: readonly Appointment[], context: ExampleContext): ExamplePlan {
  const plans = EXAMPLES.flatMap((example) => planExample(example, today, context) ?? []);
  return {
    people: [...plans.map(({ person }) => person), NOBODY],
    toAdd: plans.flatMap(({ toAdd }) => toAdd),
    toCheckIn: plans.flatMap(({ toCheckIn }) => toCheckIn),
  };
}

function planExample(example: Example, today: readonly Appointment[], context: ExampleContext) {
  for (let round = 0; ; round += 1) {
    const wanted = appointmentsOf(example, round, context);
    const ids = new Set(wanted.map((appointment) => appointment.ref));
    const known = today.filter((appointment) => ids.has(appointment.ref));
    if (known.length === 0) {
      const isPossible = shows(example, wanted, context, 'on-time');
      return isPossible
        ? {
            person: personOf(example, wanted),
            toAdd: wanted,
            toCheckIn: whomToCheckIn(example, wanted),
          }
        : null;
    }
    const stored = wanted.flatMap((item) => known.find((other) => other.ref === item.ref) ?? []);
    if (shows(example, stored, context, 'here')) {
      return { person: personOf(example, stored), toAdd: [], toCheckIn: [] };
    }
  }
}

function appointmentsOf(
  example: Example,
  round: number,
  { file, day, now }: ExampleContext,
): readonly Appointment[] {
  const { timeZone } = file;
  const [year, month, dayOfMonth] = example.born;
  const dateOfBirth = dateText(year - round, month, dayOfMonth);
  const midnightAt = dayStartAt(localDay(day.startAt + 36 * HOUR_MS, timeZone), timeZone);
  return example.bookings.map(({ firstName, serviceId, providerId = null, inMinutes }, index) => {
    const wantedAt = Math.floor(now / MINUTE_MS + inMinutes) * MINUTE_MS;
    const startAt = Math.max(day.startAt, Math.min(wantedAt, midnightAt - BEFORE_MIDNIGHT_MS));
    return appointmentOf(
      {
        ref: `${EXAMPLE_REF}${example.id}-${round}-${index}`,
        person: { firstName, lastName: example.lastName, dateOfBirth },
        serviceId,
        providerId,
        startAt,
      },
      timeZone,
    );
  });
}

/** `whenHere` is what somebody who is to be checked in already must be for now. */
function shows(
  example: Example,
  appointments: readonly Appointment[],
  context: ExampleContext,
  whenHere: Standing,
): boolean {
  return example.bookings.every(({ standing }, index) => {
    const appointment = appointments[index];
    const wanted = standing === 'here' ? whenHere : standing;
    return appointment !== undefined && standingOf(appointment, context) === wanted;
  });
}

function standingOf(
  appointment: Appointment,
  { file, day, now }: ExampleContext,
): Standing | 'gone' {
  const visit = day.visitOfAppointment(appointment.id);
  if (visit) {
    const entry = day.currentEntry(visit.id);
    return entry && isActive(entry) ? 'here' : 'gone';
  }
  const service = file.services.find((item) => item.id === appointment.serviceId);
  if (!service) return 'gone';
  const rules = { window: service.arrivalWindow, policy: file.queue };
  return judgeArrival(appointment.startAt, now, rules).kind;
}

function personOf(example: Example, [first]: readonly Appointment[]): ExamplePerson {
  return {
    what: example.what,
    dateOfBirth: first?.dateOfBirth ?? '',
    lastInitial: initialOf(example.lastName),
    firstInitial: first?.firstInitial ?? '',
  };
}

function whomToCheckIn(example: Example, appointments: readonly Appointment[]): readonly string[] {
  return appointments
    .filter((_, index) => example.bookings[index]?.standing === 'here')
    .map((appointment) => appointment.id);
}
