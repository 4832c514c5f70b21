import { accept, refuse } from '../../shared/domain/refusal.ts';
import type { CommandHandler } from './command-context.ts';

/** "Try again": an event that an upstream could do nothing with is delivered to it once more. */
export const deliveryRetry: CommandHandler<'delivery:retry'> = {
  decide: ({ destinationId, seq }, context) => {
    if (!context.stores.deliveries.retry(destinationId, seq)) return refuse('not-found');
    context.record({
      type: 'delivery.retried',
      aggregate: `delivery:${destinationId}`,
      body: { seq },
    });
    return accept({});
  },
};
