import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino, { type Logger } from 'pino';
import { type App, startApp } from '../../server/app.ts';
import type { Clock } from '../../server/clock.ts';
import type { Appointment } from '../../server/db/appointments.ts';
import type { ClinicFileContent } from '../../shared/contract/clinic-file.ts';
import { initialOf } from '../../shared/domain/initials.ts';
import { clinicFile } from './clinic.ts';

/** A Saturday morning in the clinic's winter time, so that days and instants are easy to read. */
export const TEN_O_CLOCK = Date.UTC(2026, 10, 21, 10, 0);

export type TestClock = Clock & { advance: (ms: number) => void };

export function testClock(at: number = TEN_O_CLOCK): TestClock {
  let now = at;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

export type RunningClinic = AsyncDisposable & {
  readonly app: App;
  readonly folder: string;
  readonly clock: TestClock;
  /** Stops the server and starts it again on the same data, as a new process would. */
  readonly restart: () => Promise<App>;
};

export type ClinicChoice = {
  readonly file?: ClinicFileContent;
  readonly clock?: TestClock;
  readonly isDemonstration?: boolean;
  readonly logger?: Logger;
};

/** The real server on a free port, with a real database file in a folder of its own. */
export async function runClinic(choice: ClinicChoice = {}): Promise<RunningClinic> {
  const folder = mkdtempSync(path.join(tmpdir(), 'foyer-test-'));
  const clock = choice.clock ?? testClock();
  const start = (port: number): Promise<App> =>
    startApp({
      file: choice.file ?? clinicFile(),
      isDemonstration: choice.isDemonstration ?? false,
      dataFolder: folder,
      host: '127.0.0.1',
      port,
      allowedOrigins: [],
      logger: choice.logger ?? pino({ level: 'silent' }),
      clock,
    });
  let app = await start(0);
  return {
    get app() {
      return app;
    },
    folder,
    clock,
    restart: async () => {
      const { port } = app;
      await app.close();
      app = await start(port);
      return app;
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let made = 0;

/** An appointment of the test clinic's day; whatever a test is not about has a value already. */
export function appointment(change: Partial<Appointment> = {}): Appointment {
  made += 1;
  const firstName = change.firstName ?? 'James';
  const lastName = change.lastName ?? 'Whitfield';
  return {
    id: `appointment-${made}`,
    day: '2026-11-21',
    ref: `ref-${made}`,
    startAt: TEN_O_CLOCK + 10 * 60_000,
    serviceId: 'doctor',
    providerId: null,
    dateOfBirth: '1984-03-15',
    status: 'booked',
    ...change,
    firstName,
    lastName,
    firstInitial: initialOf(firstName),
    lastInitial: initialOf(lastName),
  };
}
