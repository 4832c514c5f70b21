import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

/** What a command was answered, as the exact text that was sent. */
export type StoredReply = { readonly name: string; readonly json: string };

export type ReplyStore = ReturnType<typeof createReplyStore>;

export function createReplyStore(db: Db) {
  const find = db.prepare<[string], StoredReply>(
    'SELECT name, reply AS json FROM command_reply WHERE command_id = ?',
  );
  const insert = db.prepare(
    'INSERT INTO command_reply (command_id, name, reply, answered_at) VALUES (?, ?, ?, ?)',
  );
  const forget = db.prepare('DELETE FROM command_reply WHERE answered_at < ?');
  return {
    find: (commandId: string): StoredReply | null => find.get(commandId) ?? null,
    insert: (commandId: string, stored: StoredReply, at: EpochMs): void => {
      insert.run(commandId, stored.name, stored.json, at);
    },
    /** Replies that nobody can still be waiting for. */
    forgetBefore: (at: EpochMs): void => {
      forget.run(at);
    },
  };
}
