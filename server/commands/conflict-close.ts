import { accept, refuse } from '../../shared/domain/refusal.ts';
import type { CommandHandler } from './command-context.ts';

/** "Done": the desk has seen that the hospital's list says otherwise, and has dealt with it. */
export const conflictClose: CommandHandler<'conflict:close'> = {
  decide: ({ conflictId }, { now, record, sender, stores }) => {
    const conflict = stores.conflicts.open().find((open) => open.id === conflictId);
    // Another desk was first, or the list agrees again.
    if (!conflict) return refuse('already-answered');
    stores.conflicts.close(conflict.id, sender.id, now);
    record({
      type: 'conflict.closed',
      aggregate: `visit:${conflict.visitId}`,
      body: { conflictId: conflict.id },
    });
    return accept({});
  },
};
