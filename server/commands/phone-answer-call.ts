import { accept, refuse } from '../../shared/domain/refusal.ts';
import type { CommandHandler } from './command-context.ts';

/** A patient who was called answers from the phone: on the way, or a few minutes more. */
export const phoneAnswerCall: CommandHandler<'phone:answer-call'> = {
  decide: (input, context) => {
    const { day, sender } = context;
    const entry = sender.visitId === null ? null : day.currentEntry(sender.visitId);
    if (!entry) return refuse('entry-not-found');
    if (entry.status !== 'called') return refuse('entry-not-called');
    day.setPhoneAnswer(entry.visitId, input.answer);
    context.record({
      type: 'queue.call-answered',
      aggregate: `visit:${entry.visitId}`,
      body: { entryId: entry.id, answer: input.answer },
    });
    return accept({});
  },
};
