import { hash } from 'node:crypto';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';
import type { Stores } from '../../db/stores.ts';
import { applySchedule, FILES } from '../schedule/apply-schedule.ts';
import type { ChangeCounts } from '../schedule/schedule-changes.ts';
import type { ScheduleList } from '../schedule/schedule-list.ts';
import { createImportFileStore } from './import-files.ts';
import type { Schedule } from './parse-appointments.ts';

export type ImportResult = ChangeCounts & {
  readonly days: readonly string[];
  /** When the same bytes were applied before and there is nothing to change now; null otherwise. */
  readonly repeatOf: EpochMs | null;
};

export type ImportPlace = { readonly db: Db; readonly stores: Stores; readonly now: EpochMs };

/**
 * Applies a file in one transaction, wholly or not at all. It is the complete list of the days it
 * names: what an earlier file had and it no longer has becomes cancelled, and other days are left
 * alone. The same file again changes nothing.
 */
export function importAppointments(
  file: { readonly name: string; readonly bytes: Uint8Array; readonly schedule: Schedule },
  { db, stores, now }: ImportPlace,
): ImportResult {
  const files = createImportFileStore(db);
  const { days } = file.schedule;
  const importAll = db.transaction((): ImportResult => {
    const sha256 = hash('sha256', file.bytes);
    const before = files.importedAt(sha256);
    // Whoever puts a file in wants it applied, also after the clock was set back.
    const asOf = Math.max(now, stores.scheduleSources.of(FILES)?.asOf ?? 0);
    const applied = applySchedule(listOf(file.schedule, asOf), { db, stores, now });
    if (applied.kind === 'too-old')
      throw new Error('A file of appointments was taken for an old one');
    const { counts } = applied;
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

function listOf({ days, appointments }: Schedule, asOf: number): ScheduleList {
  const listed = appointments.map((item) => ({ ...item, version: null, data: {}, visitId: null }));
  return { source: FILES, asOf, days, appointments: listed, leftOut: [] };
}
