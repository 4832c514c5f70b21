import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import type { CommandInput, CommandName } from '../../shared/contract/commands.ts';
import { isActive } from '../../shared/domain/queue-entry.ts';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { App } from '../app.ts';
import { readClinicFile } from '../clinic-settings.ts';
import { type Clock, localDay, machineClock } from '../clock.ts';
import type { Sender } from '../commands/command-context.ts';
import type { Appointment } from '../db/appointments.ts';
import { appointmentOf } from './booking.ts';
import { bookCrowd, CROWD_REF } from './crowd.ts';
import { type ExamplePerson, planExamples } from './example-people.ts';
import { guardDataFolder } from './guard-data-folder.ts';
import { addHistory } from './history.ts';
import { recordChanges } from '../upstream/schedule/record-changes.ts';
import { providerOf } from './roster.ts';

const FILE = path.join(import.meta.dirname, 'riverside-clinic.json');

const DESK: Sender = {
  id: 'demonstration-staff',
  role: 'desk',
  label: 'Demonstration',
  visitId: null,
};

const BEFORE_MS = 3 * HOUR_MS;
const AFTER_MS = 6 * HOUR_MS;
const APPOINTMENTS_PER_HOUR = 7;
const LIVE_AHEAD_MS = 30 * MINUTE_MS;
const LIVE_APPOINTMENTS_PER_HOUR = 60;
const FEWEST_TO_COME_LIVE = 10;
/** With fewer still to come, the list is as good as over. */
const FEWEST_TO_COME = 6;
/** So many are here already when a list is new, so that no screen begins empty. */
const HERE_AT_FIRST = 5;
const STILL_HERE_MS = 2 * HOUR_MS;

/** The clinic of the demonstration. */
export function demonstrationFile(): ClinicFileContent {
  return readClinicFile(FILE);
}

/**
 * Fills the demonstration clinic so that everything in it can be tried now: the weeks before, today's
 * list, open stations and a few people waiting. What is there already stays. Returns people to try at
 * the kiosk.
 */
export function seedDemonstration(
  app: App,
  file: ClinicFileContent,
  {
    clock = machineClock,
    isLive = false,
  }: { readonly clock?: Clock; readonly isLive?: boolean } = {},
): readonly ExamplePerson[] {
  guardDataFolder(app.db, true);
  const now = clock.now();
  // Simulated staff are faster than any real ones: what real days teach would not hold for them.
  addHistory(app, file, { now, isLogged: !isLive });
  void app.waits.learn();
  const today = app.stores.appointments.ofDay(app.day.day);
  const crowd = isOver(app, file, now) ? newCrowd(today, file, now) : [];
  const examples = planExamples(today, { file, day: app.day, now });
  addAppointments(app, [...crowd, ...examples.toAdd], now);
  openStations(app, file);
  if (crowd.length > 0) {
    sendHome(app, now);
    checkIn(app, firstArrivals(crowd, now));
  }
  checkIn(app, examples.toCheckIn);
  return examples.people;
}

/** As long as simulated patients come, their appointments have to. Looks only at the next half hour. */
export function keepListFilled(app: App, file: ClinicFileContent, now: EpochMs): void {
  const days = new Set([app.day.day, localDay(now + LIVE_AHEAD_MS, file.timeZone)]);
  const known = [...days].flatMap((day) => app.stores.appointments.ofDay(day));
  const toCome = known.filter(
    ({ id, ref, startAt }) =>
      ref.startsWith(CROWD_REF) &&
      startAt > now &&
      startAt < now + LIVE_AHEAD_MS &&
      app.day.visitOfAppointment(id) === null,
  );
  if (toCome.length >= FEWEST_TO_COME_LIVE) return;
  const bookings = bookCrowd({
    file,
    fromAt: now + 5 * MINUTE_MS,
    toAt: now + LIVE_AHEAD_MS,
    perHour: LIVE_APPOINTMENTS_PER_HOUR,
    seed: `${localDay(now, file.timeZone)}-${known.length}`,
  });
  addAppointments(
    app,
    bookings.map((booking) => appointmentOf(booking, file.timeZone)),
    now,
  );
}

function isOver(app: App, file: ClinicFileContent, now: EpochMs): boolean {
  const days = [app.day.day, localDay(now + AFTER_MS, file.timeZone)];
  const toCome = [...new Set(days)]
    .flatMap((day) => app.stores.appointments.ofDay(day))
    .filter(({ ref, startAt }) => ref.startsWith(CROWD_REF) && startAt > now);
  return toCome.length < FEWEST_TO_COME;
}

function newCrowd(
  today: readonly Appointment[],
  file: ClinicFileContent,
  now: EpochMs,
): readonly Appointment[] {
  const earlier = today.filter(({ ref }) => ref.startsWith(CROWD_REF));
  const lastAt = Math.max(0, ...earlier.map((appointment) => appointment.startAt));
  const bookings = bookCrowd({
    file,
    fromAt: Math.max(now - BEFORE_MS, lastAt),
    toAt: now + AFTER_MS,
    perHour: APPOINTMENTS_PER_HOUR,
    seed: `${localDay(now, file.timeZone)}-${today.length}`,
  });
  return bookings.map((booking) => appointmentOf(booking, file.timeZone));
}

function addAppointments(app: App, appointments: readonly Appointment[], now: EpochMs): void {
  app.db
    .transaction(() => {
      for (const appointment of appointments) app.stores.appointments.put(appointment, now);
      for (const [day, booked] of Map.groupBy(appointments, (appointment) => appointment.day)) {
        recordChanges(app.stores.events, booked, { day, at: now });
      }
    })
    .immediate();
  app.refresh();
}

/** On the first run only: afterwards stations are as they were left. */
function openStations(app: App, file: ClinicFileContent): void {
  if (app.stores.stations.all().length > 0) return;
  for (const { id: stationId } of file.stations) {
    submit(app, 'station:open', { stationId, providerId: providerOf(stationId) });
  }
  app.bus.flush();
}

/** Those whom an earlier run left behind are not here any more. */
function sendHome(app: App, now: EpochMs): void {
  for (const entry of app.day.entries()) {
    if (!isActive(entry) || entry.queuedAt > now - STILL_HERE_MS) continue;
    const name = entry.status === 'in-service' ? 'queue:finish' : 'queue:leave';
    submit(app, name, { entryId: entry.id });
  }
  app.bus.flush();
}

function firstArrivals(crowd: readonly Appointment[], now: EpochMs): readonly string[] {
  return crowd
    .filter(({ startAt }) => startAt > now - 5 * MINUTE_MS && startAt < now + 40 * MINUTE_MS)
    .slice(0, HERE_AT_FIRST)
    .map((appointment) => appointment.id);
}

function checkIn(app: App, appointmentIds: readonly string[]): void {
  for (const appointmentId of appointmentIds) {
    submit(app, 'check-in:by-desk', { appointmentId, needs: [] });
  }
  app.bus.flush();
}

/** As a desk would. The replies do not matter: whatever is refused is not there to be seen. */
function submit<C extends CommandName>(
  app: App,
  name: C,
  input: Omit<CommandInput<C>, 'commandId'>,
): void {
  void app.bus.submit(name, { commandId: randomUUID(), ...input }, DESK);
}
