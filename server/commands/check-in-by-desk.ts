import { MINUTE_MS } from '../../shared/domain/time.ts';
import { accept, refuse } from '../../shared/domain/refusal.ts';
import { beginVisit } from './check-in.ts';
import type { CommandHandler } from './command-context.ts';

/** A person checks a person in: early, late or without the kiosk. Only a cancelled one is refused. */
export const checkInByDesk: CommandHandler<'check-in:by-desk'> = {
  decide: (input, context) => {
    const { clinic, day, now, stores } = context;
    const appointment = stores.appointments.byId(input.appointmentId);
    if (!appointment || appointment.day !== day.day) return refuse('not-found');
    if (day.visitOfAppointment(appointment.id)) return refuse('already-checked-in');
    if (appointment.status === 'cancelled') return refuse('appointment-cancelled');
    if (!clinic.services.some((item) => item.id === appointment.serviceId)) {
      return refuse('service-unknown');
    }
    const { entry } = beginVisit(
      {
        appointment,
        name: `${appointment.firstName} ${appointment.lastName}`,
        serviceId: appointment.serviceId,
        providerId: appointment.providerId,
        isLate: now > appointment.startAt + clinic.queue.lateGraceMinutes * MINUTE_MS,
        needs: input.needs,
        language: clinic.languages[0] ?? 'en',
        source: 'desk',
      },
      context,
    );
    return accept({ entryId: entry.id, ticket: entry.ticket });
  },
};
