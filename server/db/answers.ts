import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** One touch of a face, with what was added to it. */
export type FaceAnswer = {
  readonly id: string;
  readonly day: string;
  readonly deviceId: string;
  readonly score: number;
  readonly faces: number;
  readonly touchedAt: EpochMs;
  readonly receivedAt: EpochMs;
  readonly language: string;
  readonly happySide: 'left' | 'right';
  readonly leftOut: 'repeat' | 'play' | null;
};

export type OpenContact = {
  readonly contactId: string;
  readonly contact: string;
  readonly askedAt: EpochMs;
  readonly score: number | null;
  readonly reasonIds: string[];
};

type ContactRow = {
  readonly id: string;
  readonly contact: string;
  readonly asked_at: number;
  readonly score: number | null;
  readonly reason_ids: string | null;
};

export type AnswerStore = ReturnType<typeof createAnswerStore>;

export function createAnswerStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO answer (id, day, device_id, score, faces, touched_at, received_at, language,
       happy_side, left_out)
     VALUES (@id, @day, @deviceId, @score, @faces, @touchedAt, @receivedAt, @language, @happySide,
       @leftOut)
     ON CONFLICT (id) DO NOTHING`,
  );
  const score = db.prepare<[string], { readonly score: number }>(
    'SELECT score FROM answer WHERE id = ?',
  );
  const change = db.prepare('UPDATE answer SET score = ? WHERE id = ?');
  const followUp = db.prepare(
    'UPDATE answer SET reason_ids = @reasonIds, words = @words, word_flags = @wordFlags WHERE id = @id',
  );
  const contact = db.prepare(
    `INSERT INTO contact_request (id, answer_id, contact, consent_text, asked_at)
     VALUES (@id, @answerId, @contact, @consentText, @askedAt)`,
  );
  const closeContact = db.prepare(
    'UPDATE contact_request SET closed_at = ? WHERE id = ? AND closed_at IS NULL',
  );
  const openContacts = db.prepare<[], ContactRow>(
    `SELECT contact_request.id, contact, asked_at, score, reason_ids FROM contact_request
       LEFT JOIN answer ON answer.id = answer_id WHERE closed_at IS NULL ORDER BY asked_at`,
  );
  return {
    insert: (answer: FaceAnswer): void => {
      insert.run(answer);
    },
    /** The face of an answer, or null when there is no such answer. */
    score: (id: string): number | null => score.get(id)?.score ?? null,
    change: (id: string, next: number): void => {
      change.run(next, id);
    },
    followUp: (
      id: string,
      added: {
        readonly reasonIds: readonly string[];
        readonly words: string;
        readonly wordFlags: readonly string[];
      },
    ): void => {
      followUp.run({
        id,
        reasonIds: JSON.stringify(added.reasonIds),
        words: added.words,
        wordFlags: JSON.stringify(added.wordFlags),
      });
    },
    askContact: (request: {
      readonly id: string;
      readonly answerId: string;
      readonly contact: string;
      readonly consentText: string;
      readonly askedAt: EpochMs;
    }): void => {
      contact.run(request);
    },
    /** Returns whether there was an open request to close. */
    closeContact: (id: string, at: EpochMs): boolean => closeContact.run(at, id).changes === 1,
    openContacts: (): readonly OpenContact[] =>
      openContacts.all().map((row) => ({
        contactId: row.id,
        contact: row.contact,
        askedAt: row.asked_at,
        score: row.score,
        // True because only `followUp` above writes this column.
        reasonIds: row.reason_ids === null ? [] : (JSON.parse(row.reason_ids) as string[]),
      })),
  };
}
