import type { QueryValue } from '../../shared/contract/commands.ts';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { ClinicDay } from '../day/clinic-day.ts';
import type { Stores } from '../db/stores.ts';

type Found = QueryValue<'appointments:find'>['appointments'][number];

const MOST_SHOWN = 20;

/** Today's appointments whose name, time or number holds what staff typed; accents do not matter. */
export function searchAppointments(
  text: string,
  source: { readonly clinic: Clinic; readonly day: ClinicDay; readonly stores: Stores },
): readonly Found[] {
  const { clinic, day, stores } = source;
  const wanted = plain(text);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: clinic.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const found: Found[] = [];
  for (const appointment of stores.appointments.ofDay(day.day)) {
    const name = `${appointment.firstName} ${appointment.lastName}`;
    const visit = day.visitOfAppointment(appointment.id);
    const haystack = `${name} ${clock.format(appointment.startAt)} ${visit?.ticket ?? ''}`;
    if (!plain(haystack).includes(wanted)) continue;
    const service = clinic.services.find((item) => item.id === appointment.serviceId);
    const provider = clinic.providers.find((item) => item.id === appointment.providerId);
    found.push({
      appointmentId: appointment.id,
      name,
      startAt: appointment.startAt,
      serviceLabel: service?.label ?? { en: appointment.serviceId },
      providerLabel: provider?.label ?? null,
      status: statusOf(visit !== null, appointment.status),
      ticket: visit?.ticket ?? null,
    });
    if (found.length === MOST_SHOWN) break;
  }
  return found;
}

function statusOf(isHere: boolean, status: 'booked' | 'cancelled'): Found['status'] {
  if (isHere) return 'checked-in';
  return status === 'cancelled' ? 'cancelled' : 'expected';
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en').trim();
}
