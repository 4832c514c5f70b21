import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

export type HelpKind = 'kiosk' | 'phone' | 'talk-now' | 'too-late';

/** Somebody asked for a person. */
export type HelpRequest = {
  readonly id: string;
  readonly kind: HelpKind;
  readonly deviceId: string;
  /** Where they are, as staff know it: "Kiosk 2, main door". */
  readonly place: string;
  readonly screen: string | null;
  readonly language: string;
  readonly visitId: string | null;
  readonly answerId: string | null;
  readonly askedAt: EpochMs;
};

type Row = {
  readonly id: string;
  readonly kind: HelpKind;
  readonly device_id: string;
  readonly place: string;
  readonly screen: string | null;
  readonly language: string;
  readonly visit_id: string | null;
  readonly answer_id: string | null;
  readonly asked_at: number;
};

export type HelpStore = ReturnType<typeof createHelpStore>;

export function createHelpStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO help (id, kind, device_id, place, screen, language, visit_id, answer_id, asked_at)
     VALUES (@id, @kind, @deviceId, @place, @screen, @language, @visitId, @answerId, @askedAt)`,
  );
  const answer = db.prepare('UPDATE help SET answered_at = ?, answered_by = ? WHERE id = ?');
  const open = db.prepare<[], Row>(
    'SELECT * FROM help WHERE answered_at IS NULL ORDER BY asked_at',
  );
  return {
    insert: (request: HelpRequest): void => {
      insert.run(request);
    },
    answer: (id: string, by: string, at: EpochMs): void => {
      answer.run(at, by, id);
    },
    open: (): readonly HelpRequest[] =>
      open.all().map((row) => ({
        id: row.id,
        kind: row.kind,
        deviceId: row.device_id,
        place: row.place,
        screen: row.screen,
        language: row.language,
        visitId: row.visit_id,
        answerId: row.answer_id,
        askedAt: row.asked_at,
      })),
  };
}
