import { hash, randomUUID } from 'node:crypto';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import { createImportFileStore } from './import-files.ts';
import type { Schedule } from './parse-appointments.ts';
import { type ChangeCounts, scheduleChanges } from './schedule-changes.ts';

export type ImportResult = ChangeCounts & {
  readonly days: readonly string[];
  /** When the same bytes were applied before and there is nothing to change now; null otherwise. */
  readonly repeatOf: EpochMs | null;
};

export type ImportPlace = { readonly db: Db; readonly stores: Stores; readonly now: EpochMs };

/**
 * Applies a file in one transaction, wholly or not at all. It is the complete list of the days it
 * names: what it no longer has becomes cancelled, and other days are left alone. The same file again
 * changes nothing.
 */
export function importAppointments(
  file: { readonly name: string; readonly bytes: Uint8Array; readonly schedule: Schedule },
  { db, stores, now }: ImportPlace,
): ImportResult {
  const files = createImportFileStore(db);
  const { days, appointments } = file.schedule;
  const plannedByDay = Map.groupBy(appointments, (appointment) => appointment.day);

  const importDay = (day: string): ChangeCounts => {
    const changes = scheduleChanges(
      plannedByDay.get(day) ?? [],
      stores.appointments.ofDay(day),
      files.begunAppointmentIds(day),
    );
    for (const added of changes.added) {
      stores.appointments.put({ ...added, id: randomUUID() }, now);
    }
    for (const changed of changes.changed) stores.appointments.put(changed, now);
    if (changes.added.length + changes.changed.length > 0) {
      const aggregate = `schedule:${day}`;
      const body = { ...changes.counts };
      stores.events.append({ type: 'schedule.imported', aggregate, occurredAt: now, body });
    }
    return changes.counts;
  };

  const importAll = db.transaction((): ImportResult => {
    const sha256 = hash('sha256', file.bytes);
    const before = files.importedAt(sha256);
    const counts = sum(days.map(importDay));
    const isRepeat = before !== null && counts.added + counts.changed + counts.cancelled === 0;
    if (!isRepeat) files.put({ sha256, name: file.name, importedAt: now, days, ...counts });
    return { ...counts, days, repeatOf: isRepeat ? before : null };
  });
  return importAll.immediate();
}

/** "2 added, 1 changed, 0 cancelled, 40 unchanged on 2026-11-21", for people who run the clinic. */
export function importSummary(result: ImportResult): string {
  const { added, changed, cancelled, unchanged, kept, days } = result;
  const on = days.length > 3 ? `${days.length} days from ${days[0]}` : days.join(', ');
  if (result.repeatOf !== null) return `nothing to change on ${on}; it was imported before`;
  const counts = `${added} added, ${changed} changed, ${cancelled} cancelled, ${unchanged} unchanged`;
  const keptWords = kept === 0 ? '' : `; ${kept} kept because their visit has begun`;
  return `${counts} on ${on}${keptWords}`;
}

function sum(all: readonly ChangeCounts[]): ChangeCounts {
  const total = { added: 0, changed: 0, cancelled: 0, unchanged: 0, kept: 0 };
  for (const counts of all) {
    total.added += counts.added;
    total.changed += counts.changed;
    total.cancelled += counts.cancelled;
    total.unchanged += counts.unchanged;
    total.kept += counts.kept;
  }
  return total;
}
