import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clinicSettings } from './clinic.ts';
import { freePort } from './free-port.ts';

const MINUTE = 60_000;

export type Person = {
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: string;
  /** Minutes from now to the appointment. */
  readonly inMinutes: number;
  readonly serviceId?: string;
};

/** What a clinic has on its disk: its file, its data, and a port that nobody else uses. */
export class ClinicFolder {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'foyer-clinic-'));
  readonly port: number;
  readonly url: string;

  private constructor(port: number) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async make(languages: readonly string[] = ['en', 'es', 'ar']): Promise<ClinicFolder> {
    const clinic = new ClinicFolder(await freePort());
    const settings = clinicSettings({
      timeZone: noonZone(),
      // Also for a kiosk whose clock a test has set to the night.
      openingHours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '23:59' }],
      languages,
      publicUrl: clinic.url,
    });
    writeFileSync(clinic.file, JSON.stringify(settings, null, 2));
    return clinic;
  }

  get file(): string {
    return path.join(this.folder, 'clinic.json');
  }

  get data(): string {
    return path.join(this.folder, 'data');
  }

  /** Brings appointments in as an operator would: a file and the command line. */
  book(...people: readonly Person[]): void {
    const rows = people.map((person, index) => {
      const { day, time } = localParts(Date.now() + person.inMinutes * MINUTE);
      const { firstName, lastName, dateOfBirth, serviceId = 'doctor' } = person;
      return [`A${index + 1}`, day, time, serviceId, '', firstName, lastName, dateOfBirth].join(
        ',',
      );
    });
    const header = 'ref,date,time,service,provider,first_name,last_name,date_of_birth';
    const csv = path.join(this.folder, 'appointments.csv');
    writeFileSync(csv, `${[header, ...rows].join('\n')}\n`);
    execFileSync(process.execPath, [
      'server/cli/foyer.ts',
      'import',
      csv,
      '--data',
      this.data,
      '--config',
      this.file,
    ]);
  }

  /** The types of everything that was stored, oldest first. */
  eventTypes(): readonly string[] {
    const lines = execFileSync(process.execPath, [
      'server/cli/foyer.ts',
      'events',
      '--data',
      this.data,
    ]);
    return lines
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => String((JSON.parse(line) as { readonly type: unknown }).type));
  }

  /** Whether the database was closed properly: its log of changes has been taken in. */
  isClosed(): boolean {
    return !existsSync(path.join(this.data, 'clinic.db-wal'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A zone in which it is about noon now, so that no test meets midnight. */
function noonZone(): string {
  const hour = new Date().getUTCHours();
  const offset = hour - 12;
  // The sign of these names is the other way round: Etc/GMT-3 is three hours ahead.
  return `Etc/GMT${offset >= 0 ? '+' : ''}${offset}`;
}

function localParts(at: number): { readonly day: string; readonly time: string } {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: noonZone(),
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  const [day = '', time = ''] = text.split(' ');
  return { day, time };
}
