import { Temporal } from 'temporal-polyfill';
import type { FhirSettings } from '../../../shared/contract/destination-settings.ts';
import type { Clinic } from '../../../shared/domain/clinic.ts';
import { type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';
import { dayStartAt } from '../../clock.ts';
import { daysFrom } from '../schedule/days-from.ts';
import type { LeftOut, ListedAppointment, ScheduleFeed } from '../schedule/schedule-list.ts';
import { connect } from './connect.ts';
import type { FhirClient } from './fhir-client.ts';
import { fhirDateTime, type FhirResource } from './fhir-resource.ts';
import { patientIdOf, readAppointment } from './listed-appointment.ts';
import { type ListedPatient, listedPatient } from './patient.ts';
import { searchAllPages } from './search-pages.ts';

export type FhirScheduleParts = {
  readonly clinic: Clinic;
  readonly now: () => EpochMs;
  readonly monotonicMs?: () => number;
  readonly requestMs?: number;
};

type Schedule = NonNullable<FhirSettings['schedule']>;

const PAGE_SIZE = 100;

/** The appointments of a FHIR server, or null when its settings bring none. */
export function createFhirSchedule(
  settings: FhirSettings,
  parts: FhirScheduleParts,
): ScheduleFeed | null {
  const { schedule } = settings;
  if (!schedule) return null;
  const monotonicMs = parts.monotonicMs ?? (() => performance.now());
  const client = connect(settings, { ...parts, monotonicMs });
  const { timeZone } = parts.clinic;
  return {
    source: settings.id,
    label: settings.label,
    everyMs: schedule.everyMinutes * MINUTE_MS,
    pull: async (now, signal) => {
      const days = daysFrom(now, timeZone, schedule.days);
      const query = queryFor(days, schedule, timeZone);
      const found = await searchAllPages(client, { type: 'Appointment', query }, signal);
      const patients = await patientsOf(found, client, signal);
      const reading = { settings, schedule, clinic: parts.clinic, patients };
      const appointments: ListedAppointment[] = [];
      const leftOut: LeftOut[] = [];
      for (const resource of found.matches) {
        const read = readAppointment(resource, reading);
        if (read.kind === 'left-out') leftOut.push({ ref: read.ref, reason: read.reason });
        // A server that ignores the dates lists other days as well, of which this is no complete list.
        if (read.kind === 'listed' && days.includes(read.appointment.day)) {
          appointments.push(read.appointment);
        }
      }
      // Its own clock, because ours may be set back and then every list would look too old; and an
      // answer that was kept on the way has the date of when it was made.
      return { source: settings.id, asOf: found.serverAt ?? now, days, appointments, leftOut };
    },
  };
}

function queryFor(days: readonly string[], schedule: Schedule, timeZone: string): string {
  const [first = ''] = days;
  const afterLast = Temporal.PlainDate.from(days.at(-1) ?? first).add({ days: 1 });
  const query = new URLSearchParams([
    ['date', `ge${fhirDateTime(dayStartAt(first, timeZone))}`],
    ['date', `lt${fhirDateTime(dayStartAt(afterLast.toString(), timeZone))}`],
    ['_include', 'Appointment:patient'],
    ['_count', String(PAGE_SIZE)],
    ['_total', 'accurate'],
  ]);
  const places = schedule.locations.map((id) => `Location/${id}`);
  if (places.length > 0) query.set('location', places.join(','));
  return query.toString();
}

/** The patients that came with the list, and those that did not, asked for one by one. */
async function patientsOf(
  found: { readonly matches: readonly FhirResource[]; readonly included: readonly FhirResource[] },
  client: FhirClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ListedPatient | null>> {
  const patients = new Map<string, ListedPatient | null>();
  for (const resource of found.included) {
    if (resource.resourceType === 'Patient' && resource.id !== undefined) {
      patients.set(resource.id, listedPatient(resource));
    }
  }
  const wanted = new Set(found.matches.map(patientIdOf).filter((id) => id !== null));
  for (const id of wanted) {
    if (!patients.has(id)) patients.set(id, await readPatient(id, client, signal));
  }
  return patients;
}

async function readPatient(
  id: string,
  client: FhirClient,
  signal: AbortSignal,
): Promise<ListedPatient | null> {
  const reply = await client.request({ method: 'GET', path: `Patient/${id}` }, signal);
  if (reply.kind === 'stopped') throw new Error(`A patient did not come: ${reply.attempt.detail}`);
  return reply.kind === 'done' ? listedPatient(reply.resource) : null;
}
