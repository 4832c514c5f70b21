import { statfsSync } from 'node:fs';
import type { Db } from '../db/open-database.ts';
import type { Stores } from '../db/stores.ts';

/** Below this, something must be done before the disk is full and check-ins stop. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;

export type Health = {
  readonly status: 'ok' | 'attention' | 'failing';
  readonly database: { readonly isWritable: boolean; readonly synchronous: 'full' | 'other' };
  readonly lastEvent: { readonly seq: number; readonly at: string } | null;
  /** When the day's list of appointments last came in. */
  readonly scheduleAt: string | null;
  readonly connections: Readonly<Record<string, number>>;
  readonly disk: { readonly freeBytes: number; readonly isLow: boolean };
  readonly isDemonstration: boolean;
  readonly upSeconds: number;
};

export type HealthSource = {
  readonly db: Db;
  readonly stores: Stores;
  readonly dataFolder: string;
  /** The clinic's present day, such as "2026-11-21". */
  readonly today: () => string;
  readonly isDemonstration: boolean;
  readonly connections: () => Readonly<Record<string, number>>;
};

/** One look at whether this server does its work: it writes to the database to know. */
export function checkHealth(source: HealthSource): Health {
  const isWritable = canWrite(source.db);
  const disk = statfsSync(source.dataFolder);
  const freeBytes = disk.bavail * disk.bsize;
  const isLow = freeBytes < LEAST_FREE_BYTES;
  const last = isWritable ? source.stores.events.last() : null;
  const scheduleAt = isWritable ? source.stores.appointments.lastChangeAt(source.today()) : null;
  return {
    status: isWritable ? (isLow ? 'attention' : 'ok') : 'failing',
    database: { isWritable, synchronous: isFull(source.db) ? 'full' : 'other' },
    lastEvent: last && { seq: last.seq, at: new Date(last.at).toISOString() },
    scheduleAt: scheduleAt === null ? null : new Date(scheduleAt).toISOString(),
    connections: source.connections(),
    disk: { freeBytes, isLow },
    isDemonstration: source.isDemonstration,
    upSeconds: Math.round(process.uptime()),
  };
}

function canWrite(db: Db): boolean {
  try {
    db.prepare(
      `INSERT INTO meta (key, value) VALUES ('health', unixepoch())
       ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ).run();
    return true;
  } catch {
    return false;
  }
}

function isFull(db: Db): boolean {
  return db.open && db.pragma('synchronous', { simple: true }) === 2;
}
