import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Appointment } from '../../db/appointments.ts';
import type { EventStore } from '../../db/events.ts';

/** A receiver takes an event whole: one of a few kilobytes is no burden to anybody. */
const MOST_IN_ONE_EVENT = 100;

export type ListedChange = Pick<
  Appointment,
  'id' | 'startAt' | 'serviceId' | 'providerId' | 'status'
>;

/**
 * Puts into the event log how the list of a day is different now: ids and times, never a name. What
 * comes of it is learned from the log alone (`server/waits`). Part of the transaction of the change.
 */
export function recordChanges(
  events: EventStore,
  changes: readonly ListedChange[],
  { day, at }: { readonly day: string; readonly at: EpochMs },
): void {
  for (let from = 0; from < changes.length; from += MOST_IN_ONE_EVENT) {
    const part = changes.slice(from, from + MOST_IN_ONE_EVENT);
    events.append({
      type: 'schedule.changed',
      aggregate: `schedule:${day}`,
      occurredAt: at,
      body: {
        changes: part.map(({ id, startAt, serviceId, providerId, status }) => ({
          appointmentId: id,
          startAt,
          serviceId,
          providerId,
          status,
        })),
      },
    });
  }
}
