import { randomInt, randomUUID } from 'node:crypto';
import type { Need } from '../../shared/contract/commands.ts';
import { newEntry, type QueueEntry } from '../../shared/domain/queue-entry.ts';
import { dueAt } from '../../shared/domain/queue-order.ts';
import { drawTicket } from '../../shared/domain/ticket.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Visit } from '../db/visits.ts';
import { newId } from '../new-id.ts';
import type { CommandContext } from './command-context.ts';

export type Arrived = {
  readonly appointment: { readonly id: string; readonly startAt: EpochMs } | null;
  readonly name: string | null;
  readonly serviceId: string;
  readonly providerId: string | null;
  readonly isLate: boolean;
  readonly needs: readonly Need[];
  readonly language: string;
  readonly source: 'kiosk' | 'desk';
};

/** Starts a visit: gives it a ticket and its place in the queue. */
export function beginVisit(
  arrived: Arrived,
  context: CommandContext,
): { readonly visit: Visit; readonly entry: QueueEntry } {
  const { day, now, clinic } = context;
  const visit: Visit = {
    id: newId(),
    day: day.day,
    ticket: drawTicket({
      taken: day.ticketsTaken,
      dayStartAt: day.startAt,
      now,
      random: randomInt,
    }),
    appointmentId: arrived.appointment?.id ?? null,
    name: arrived.name,
    language: arrived.language,
    needs: arrived.needs,
    source: arrived.source,
    isLate: arrived.isLate,
    phoneKey: secretKey(),
    phoneAnswer: null,
    checkedInAt: now,
  };
  const appointmentAt = arrived.appointment?.startAt ?? null;
  const entry = newEntry({
    id: newId(),
    visitId: visit.id,
    ticket: visit.ticket,
    serviceId: arrived.serviceId,
    providerId: arrived.providerId,
    appointmentAt,
    queuedAt: now,
    dueAt: dueAt({ queuedAt: now, appointmentAt }, clinic.queue),
  });
  day.addVisit(visit, entry);
  context.record({
    type: 'visit.checked-in',
    aggregate: `visit:${visit.id}`,
    body: {
      ticket: visit.ticket,
      appointmentId: visit.appointmentId,
      appointmentAt: entry.appointmentAt,
      entryId: entry.id,
      serviceId: entry.serviceId,
      providerId: entry.providerId,
      isLate: visit.isLate,
      needs: visit.needs,
      language: visit.language,
      source: visit.source,
    },
  });
  return { visit, entry };
}

/** 122 random bits in 22 letters. Node draws those of a UUID many at a time: in a rush that is felt. */
function secretKey(): string {
  return Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
}
