import { judgeArrival } from '../../shared/domain/arrival.ts';
import { accept, refuse } from '../../shared/domain/refusal.ts';
import { beginVisit } from './check-in.ts';
import type { CommandHandler } from './command-context.ts';
import { confirmationOf, withWait } from './confirmation.ts';

/** "Yes, check me in": starts the visit of the appointment that the claim stands for. */
export const checkInConfirm: CommandHandler<'check-in:confirm'> = {
  decide: (input, context) => {
    const { claims, clinic, day, now, sender, stores } = context;
    const appointmentId = claims.appointmentId(input.claim, sender.id, now);
    if (appointmentId === null) return refuse('claim-expired');
    const appointment = stores.appointments.byId(appointmentId);
    if (!appointment) return refuse('not-found');
    const earlier = day.visitOfAppointment(appointment.id);
    const earlierEntry = earlier === null ? null : day.currentEntry(earlier.id);
    // Somebody who asks twice is not told off: they are told their number again.
    if (earlier && earlierEntry) return accept(confirmationOf(earlier, earlierEntry, context));
    if (appointment.status === 'cancelled') return refuse('appointment-cancelled');
    const service = clinic.services.find((item) => item.id === appointment.serviceId);
    if (!service) return refuse('service-unknown');
    const rules = { window: service.arrivalWindow, policy: clinic.queue };
    const arrival = judgeArrival(appointment.startAt, now, rules);
    if (arrival.kind === 'too-early') return refuse('too-early');
    if (arrival.kind === 'too-late') return refuse('too-late');
    const { visit, entry } = beginVisit(
      {
        appointment,
        name: `${appointment.firstName} ${appointment.lastName}`,
        serviceId: appointment.serviceId,
        providerId: appointment.providerId,
        isLate: arrival.kind === 'late',
        needs: input.needs,
        language: input.language,
        source: 'kiosk',
      },
      context,
    );
    return accept(confirmationOf(visit, entry, context));
  },
  complete: (value, waits, { day }) => withWait(value, day, waits),
};
