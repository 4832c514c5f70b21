import { accept, refuse } from '../../shared/domain/refusal.ts';
import type { CommandHandler } from './command-context.ts';

/** Takes back the last step of an entry, as long as no other step of it has followed. */
export const queueUndo: CommandHandler<'queue:undo'> = {
  decide: (input, context) => {
    const { day, now } = context;
    const entry = day.entry(input.entryId);
    if (!entry) return refuse('entry-not-found');
    const { undo } = entry;
    if (undo === null) return refuse('nothing-to-undo');
    if (undo.createdEntryId !== null) {
      day.endEntry({ ...entry, leg: 0, status: 'left', endedAt: now, undo: null }, undo.before.id);
    }
    // Others' calls may have passed over this patient since: that count stays.
    const overtakenCount = Math.max(
      undo.before.overtakenCount,
      undo.createdEntryId === null ? entry.overtakenCount : 0,
    );
    day.putEntry({ ...undo.before, overtakenCount, undo: null });
    for (const id of undo.overtookIds) {
      const other = day.entry(id);
      if (other) day.putEntry({ ...other, overtakenCount: Math.max(0, other.overtakenCount - 1) });
    }
    context.record({
      type: 'queue.undone',
      aggregate: `visit:${entry.visitId}`,
      body: { entryId: undo.before.id, step: undo.step, takenBackEntryId: undo.createdEntryId },
    });
    return accept({ entryId: undo.before.id, ticket: entry.ticket });
  },
};
