import { z } from 'zod';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Db } from '../../db/open-database.ts';

/** By what a message is known for good: who sent it, and the id the sender gave it. */
export type MessageKey = { readonly sender: string; readonly controlId: string };

/** A message that was taken, with the hash of its bytes and what was answered, in order. */
export type TakenMessage = {
  readonly sha256: string;
  readonly answers: readonly string[];
};

const Answers = z.array(z.string());

/** The messages of one connection to a hospital that have had their effect. They are never forgotten. */
export function createMessageInbox(db: Db, destinationId: string) {
  const find = db.prepare<
    [string, string, string],
    { readonly sha256: string; readonly answer: string }
  >(
    `SELECT sha256, answer FROM hl7_message
     WHERE destination_id = ? AND sender = ? AND control_id = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO hl7_message (destination_id, sender, control_id, sha256, answer, received_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return {
    find: ({ sender, controlId }: MessageKey): TakenMessage | null => {
      const row = find.get(destinationId, sender, controlId);
      if (!row) return null;
      return { sha256: row.sha256, answers: Answers.parse(JSON.parse(row.answer)) };
    },
    keep: (
      { sender, controlId }: MessageKey,
      { sha256, answers }: TakenMessage,
      receivedAt: EpochMs,
    ): void => {
      const answer = JSON.stringify(answers);
      insert.run(destinationId, sender, controlId, sha256, answer, receivedAt);
    },
  };
}
