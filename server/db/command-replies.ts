import type { Reply } from '../../shared/contract/commands.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';

export type StoredReply = { readonly name: string; readonly reply: Reply<unknown> };

export type ReplyStore = ReturnType<typeof createReplyStore>;

export function createReplyStore(db: Db) {
  const find = db.prepare<[string], { readonly name: string; readonly reply: string }>(
    'SELECT name, reply FROM command_reply WHERE command_id = ?',
  );
  const insert = db.prepare(
    'INSERT INTO command_reply (command_id, name, reply, answered_at) VALUES (?, ?, ?, ?)',
  );
  const forget = db.prepare('DELETE FROM command_reply WHERE answered_at < ?');
  return {
    find: (commandId: string): StoredReply | null => {
      const row = find.get(commandId);
      // True because only `insert` below writes this column.
      return row ? { name: row.name, reply: JSON.parse(row.reply) as Reply<unknown> } : null;
    },
    insert: (commandId: string, stored: StoredReply, at: EpochMs): void => {
      insert.run(commandId, stored.name, JSON.stringify(stored.reply), at);
    },
    /** Replies that nobody can still be waiting for. */
    forgetBefore: (at: EpochMs): void => {
      forget.run(at);
    },
  };
}
