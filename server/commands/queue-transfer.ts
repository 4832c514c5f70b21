import { transfer } from '../../shared/domain/queue-steps.ts';
import { accept, refuse } from '../../shared/domain/refusal.ts';
import { newId } from '../new-id.ts';
import type { CommandHandler } from './command-context.ts';
import { withoutUndo } from './queue-call.ts';

/** Finishes here and waits for another service, with the same number. */
export const queueTransfer: CommandHandler<'queue:transfer'> = {
  decide: (input, context) => {
    const { clinic, day, now } = context;
    const before = day.entry(input.entryId);
    if (!before) return refuse('entry-not-found');
    if (!clinic.services.some((item) => item.id === input.serviceId)) {
      return refuse('service-unknown');
    }
    if (
      input.providerId !== null &&
      !clinic.providers.some((item) => item.id === input.providerId)
    ) {
      return refuse('provider-unknown');
    }
    const decision = transfer(
      before,
      { newEntryId: newId(), serviceId: input.serviceId, providerId: input.providerId },
      now,
    );
    if (!decision.ok) return decision;
    const { from, to } = decision.value;
    const undo = {
      step: 'transfer',
      before: withoutUndo(before),
      overtookIds: [],
      createdEntryId: to.id,
    };
    day.putEntry({ ...from, undo: null });
    day.addEntry(withoutUndo({ ...to, undo: null }));
    // The step is undone where the patient now is: on the new entry.
    day.putEntry({ ...to, undo });
    context.record({
      type: 'queue.transferred',
      aggregate: `visit:${before.visitId}`,
      body: {
        fromEntryId: from.id,
        entryId: to.id,
        serviceId: to.serviceId,
        providerId: to.providerId,
      },
    });
    return accept({ entryId: to.id, ticket: to.ticket });
  },
};
