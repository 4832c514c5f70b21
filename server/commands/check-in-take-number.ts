import { accept, refuse } from '../../shared/domain/refusal.ts';
import { beginVisit } from './check-in.ts';
import type { CommandHandler } from './command-context.ts';
import { confirmationOf, withWait } from './confirmation.ts';

/** A number for somebody without an appointment. */
export const checkInTakeNumber: CommandHandler<'check-in:take-number'> = {
  decide: (input, context) => {
    const service = context.clinic.services.find((item) => item.id === input.serviceId);
    if (!service) return refuse('service-unknown');
    const isDesk = context.sender.role === 'desk';
    if (!service.acceptsWalkIns && !isDesk) return refuse('walk-ins-not-accepted');
    const { visit, entry } = beginVisit(
      {
        appointment: null,
        name: null,
        serviceId: service.id,
        providerId: null,
        isLate: false,
        needs: input.needs,
        language: input.language,
        source: isDesk ? 'desk' : 'kiosk',
      },
      context,
    );
    return accept(confirmationOf(visit, entry, context));
  },
  complete: (value, waits, { day }) => withWait(value, day, waits),
};
