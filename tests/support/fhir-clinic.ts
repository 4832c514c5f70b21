import { setTimeout as pause } from 'node:timers/promises';
import type { Appointment, Patient } from 'fhir/r4.js';
import type { App } from '../../server/app.ts';
import {
  applySchedule,
  type AppliedSchedule,
} from '../../server/upstream/schedule/apply-schedule.ts';
import type { Destination, ItemOutcome } from '../../server/upstream/delivery/destination.ts';
import { createFhirDestination } from '../../server/upstream/fhir/fhir-destination.ts';
import { createFhirSchedule } from '../../server/upstream/fhir/fhir-schedule.ts';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import {
  DestinationSettings,
  type FhirSettings,
} from '../../shared/contract/destination-settings.ts';
import { clinicFile, TOKENS } from './clinic.ts';
import { TestDevice } from './device.ts';
import type { FhirServer } from './fhir-server.ts';
import { runClinic, type RunningClinic } from './running-clinic.ts';

export const OURS = 'https://clinic.example.org/foyer';
/** Short, so that what the tests let hang is given up on soon; what rests, rests longer than that. */
export const REQUEST_MS = 150;
export const SETTLE_MS = 300;
/** A list is never hurried: the first one of a test has to wait for definitions that are read once. */
const LIST_REQUEST_MS = 10_000;
const MOST_ATTEMPTS = 400;

/** The settings of a FHIR destination as a clinic's file would hold them. */
export function fhirSettings(
  url: string,
  change: Readonly<Record<string, unknown>> = {},
): FhirSettings {
  const settings = DestinationSettings.parse({
    kind: 'fhir',
    id: 'ehr',
    label: 'Hospital record',
    url,
    identifierSystem: OURS,
    schedule: { everyMinutes: 5, days: 1, services: { 'GP-visit': 'doctor' } },
    ...change,
  });
  if (settings.kind !== 'fhir') throw new Error('These are settings of something else');
  return settings;
}

/** A planned appointment at the hospital, twenty past ten, with its patient; both have the same id. */
export async function bookUpstream(
  server: FhirServer,
  id: string,
  change: Partial<Appointment> = {},
  patient: Partial<Patient> = {},
): Promise<void> {
  await server.put({
    resourceType: 'Patient',
    id,
    name: [{ use: 'official', family: 'Whitfield', given: ['James'] }],
    birthDate: '1984-03-15',
    ...patient,
  });
  await server.put({
    resourceType: 'Appointment',
    id,
    status: 'booked',
    start: '2026-11-21T10:20:00Z',
    end: '2026-11-21T10:35:00Z',
    serviceType: [{ coding: [{ system: 'urn:hospital', code: 'GP-visit' }] }],
    comment: 'brings her own interpreter',
    participant: [{ actor: { reference: `Patient/${id}` }, status: 'accepted' }],
    ...change,
  });
}

export type FhirClinic = AsyncDisposable & {
  readonly clinic: RunningClinic;
  readonly desk: TestDevice<'desk'>;
  /** Has the hospital's list and applies it. */
  readonly pull: () => Promise<AppliedSchedule>;
  /** Checks in whom the hospital lists under this id; the entry's id. */
  readonly checkIn: (appointmentId: string) => Promise<string>;
  readonly checkInWalkIn: () => Promise<string>;
  readonly call: () => Promise<void>;
  readonly step: (
    name: 'queue:start' | 'queue:finish' | 'queue:undo',
    entryId: string,
  ) => Promise<void>;
  /** Delivers until everything is settled, as the delivery engine would. */
  readonly deliver: () => Promise<void>;
  /** Delivers all of it once more, as after the loss of all memory of it. */
  readonly deliverAgain: () => Promise<void>;
  /** A new process: everything is known from the database alone. */
  readonly reconnect: () => void;
  readonly setAside: readonly ItemOutcome[];
  /** The kinds of attempts that settled nothing. */
  readonly failures: readonly string[];
};

/** A running clinic whose hospital is this server. */
export async function connectClinic(
  server: FhirServer,
  change: Readonly<Record<string, unknown>> = {},
): Promise<FhirClinic> {
  const settings = fhirSettings(server.url, change);
  const clinic = await runClinic();
  const { app, clock } = clinic;
  const desk = await TestDevice.connect(app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'room-3', providerId: null });
  const setAside: ItemOutcome[] = [];
  const failures: string[] = [];
  const parts = { clinic: clinicOf(clinicFile()), now: clock.now };
  const connectAgain = (): Destination =>
    createFhirDestination(settings, {
      ...parts,
      ...app,
      requestMs: REQUEST_MS,
      settleMs: SETTLE_MS,
    });
  let destination = connectAgain();
  let throughSeq = 0;

  const deliver = async (): Promise<void> => {
    for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
      const items = await deliverOnce(destination, throughSeq, { app, failures });
      if (items === null) return;
      setAside.push(...items.filter(({ kind }) => kind !== 'done'));
      app.stores.deliveries.settle(settings.id, items, clock.now());
      throughSeq = items.at(-1)?.seq ?? throughSeq;
    }
    throw new Error(`Not delivered after ${MOST_ATTEMPTS} attempts: ${failures.at(-1)}`);
  };
  const entryOf = (reply: { readonly ok: boolean }): string => {
    if (!reply.ok) throw new Error(`The desk was refused: ${JSON.stringify(reply)}`);
    return JSON.parse(app.stores.events.after(0, 1000).at(-1)?.body ?? '{}').entryId;
  };
  return {
    clinic,
    desk,
    setAside,
    failures,
    pull: async () => {
      const feed = createFhirSchedule(settings, {
        ...parts,
        requestMs: LIST_REQUEST_MS,
      });
      if (!feed) throw new Error('These settings bring no appointments');
      const list = await feed.pull(clock.now(), AbortSignal.timeout(LIST_REQUEST_MS));
      const { db, stores } = app;
      const applied = applySchedule(list, { db, stores, now: clock.now() });
      app.refresh();
      return applied;
    },
    checkIn: async (ref) => {
      const booked = app.stores.appointments.ofDay('2026-11-21').find((item) => item.ref === ref);
      if (!booked) throw new Error(`${ref} is not on the list`);
      return entryOf(await desk.send('check-in:by-desk', { appointmentId: booked.id, needs: [] }));
    },
    checkInWalkIn: async () =>
      entryOf(
        await desk.send('check-in:take-number', { serviceId: 'blood', needs: [], language: 'en' }),
      ),
    call: async () => {
      entryOf(await desk.send('queue:call-next', { stationId: 'room-3' }));
    },
    step: async (name, entryId) => {
      entryOf(await desk.send(name, { entryId }));
    },
    deliver,
    deliverAgain: async () => {
      throughSeq = 0;
      await deliver();
    },
    reconnect: () => {
      destination = connectAgain();
    },
    async [Symbol.asyncDispose]() {
      desk[Symbol.dispose]();
      await destination.close();
      await clinic[Symbol.asyncDispose]();
    },
  };
}

/** What one attempt settled, or null when there is nothing left to deliver. */
async function deliverOnce(
  destination: Destination,
  throughSeq: number,
  { app, failures }: { readonly app: App; readonly failures: string[] },
): Promise<readonly ItemOutcome[] | null> {
  const events = app.stores.events
    .after(throughSeq, 1000)
    .filter(({ type }) => destination.wants(type))
    .slice(0, destination.mostEvents);
  if (events.length === 0) return null;
  const attempt = await destination.deliver(events, {
    stream: app.stores.streams.of(1).id,
    baseSeq: 1,
    backlog: 0,
    signal: AbortSignal.timeout(10_000),
  });
  if (attempt.kind === 'answered') return attempt.items;
  failures.push(`${attempt.kind}: ${attempt.detail}`);
  // As the engine does: not before the other side allows it.
  const afterMs = attempt.kind === 'failed' ? (attempt.retryAfterMs ?? 1) : 1;
  await pause(afterMs);
  return [];
}
