import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';

/** A file that was applied, known by the hash of its bytes. */
type ImportFile = {
  readonly sha256: string;
  readonly name: string;
  readonly importedAt: EpochMs;
  readonly days: readonly string[];
  readonly added: number;
  readonly changed: number;
  readonly cancelled: number;
  readonly unchanged: number;
};

export function createImportFileStore(db: Db) {
  const find = db.prepare<[string], { readonly imported_at: number }>(
    'SELECT imported_at FROM import_file WHERE sha256 = ?',
  );
  const put = db.prepare(
    `INSERT INTO import_file (sha256, name, imported_at, days, added, changed, cancelled, unchanged)
     VALUES (@sha256, @name, @importedAt, @days, @added, @changed, @cancelled, @unchanged)
     ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, imported_at = excluded.imported_at,
       added = excluded.added, changed = excluded.changed, cancelled = excluded.cancelled,
       unchanged = excluded.unchanged`,
  );
  return {
    importedAt: (sha256: string): EpochMs | null => find.get(sha256)?.imported_at ?? null,
    put: (file: ImportFile): void => {
      put.run({ ...file, days: JSON.stringify(file.days) });
    },
  };
}
