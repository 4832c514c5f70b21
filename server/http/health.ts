import { statfsSync } from 'node:fs';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from '../db/open-database.ts';
import type { Stores } from '../db/stores.ts';
import type { UpstreamView } from '../upstream/upstream-view.ts';
import {
  type DestinationHealth,
  destinationHealth,
  isListTooOld,
  isoOf,
  needsAttention,
  type ScheduleHealth,
  scheduleHealth,
} from './upstream-health.ts';

/** Below this, something must be done before the disk is full and check-ins stop. */
const LEAST_FREE_BYTES = 512 * 1024 * 1024;

/** The copies of the database that the server makes. */
export type BackupState = { readonly lastAt: EpochMs | null; readonly problem: string | null };

export type Health = {
  readonly status: 'ok' | 'attention' | 'failing';
  readonly database: { readonly isWritable: boolean; readonly synchronous: 'full' | 'other' };
  readonly lastEvent: { readonly seq: number; readonly at: string } | null;
  /** When the day's list of appointments last came in. */
  readonly scheduleAt: string | null;
  /** Where that list comes from by itself; null: from files. */
  readonly scheduleSource: ScheduleHealth | null;
  readonly destinations: readonly DestinationHealth[];
  /** Null: no copies are made. */
  readonly backup: { readonly lastAt: string | null; readonly problem: string | null } | null;
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
  readonly upstream: UpstreamView;
  readonly backup: () => BackupState | null;
  readonly now: () => EpochMs;
};

/** One look at whether this server does its work: it writes to the database to know. */
export function checkHealth(source: HealthSource): Health {
  const isWritable = canWrite(source.db);
  const disk = statfsSync(source.dataFolder);
  const freeBytes = disk.bavail * disk.bsize;
  const isLow = freeBytes < LEAST_FREE_BYTES;
  const upstream = isWritable ? readUpstream(source) : NOTHING_UPSTREAM;
  const backup = source.backup();
  const hasNoCopy = backup !== null && backup.problem !== null;
  const last = isWritable ? source.stores.events.last() : null;
  const scheduleAt = isWritable ? source.stores.appointments.lastChangeAt(source.today()) : null;
  return {
    status: isWritable ? (isLow || upstream.isBad || hasNoCopy ? 'attention' : 'ok') : 'failing',
    database: { isWritable, synchronous: isFull(source.db) ? 'full' : 'other' },
    lastEvent: last && { seq: last.seq, at: new Date(last.at).toISOString() },
    scheduleAt: isoOf(scheduleAt),
    scheduleSource: upstream.scheduleSource,
    destinations: upstream.destinations,
    backup: backup && { lastAt: isoOf(backup.lastAt), problem: backup.problem },
    connections: source.connections(),
    disk: { freeBytes, isLow },
    isDemonstration: source.isDemonstration,
    upSeconds: Math.round(process.uptime()),
  };
}

type UpstreamHealth = Pick<Health, 'destinations' | 'scheduleSource'> & { readonly isBad: boolean };

const NOTHING_UPSTREAM: UpstreamHealth = { destinations: [], scheduleSource: null, isBad: false };

function readUpstream({ upstream, now }: HealthSource): UpstreamHealth {
  const destinations = upstream.destinations();
  const list = upstream.scheduleSource();
  return {
    destinations: destinations.map(destinationHealth),
    scheduleSource: list && scheduleHealth(list),
    isBad:
      destinations.some((state) => needsAttention(state, now())) ||
      (list !== null && isListTooOld(list, now())),
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
