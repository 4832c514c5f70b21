import type { ConflictKind } from '../../../shared/contract/upstream-state.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { BegunVisit } from './begun-visits.ts';
import type { ListedAppointment } from './schedule-list.ts';

/** What a list says against a visit that has begun. */
export type Disagreement = {
  readonly kind: ConflictKind;
  /** What the list says now, for `moved`; null for all others. */
  readonly nowStartAt: EpochMs | null;
  readonly nowServiceId: string | null;
  readonly nowProviderId: string | null;
};

/** Compares a visit with its appointment in the list, where null is: no longer there. */
export function disagreementOf(
  listed: ListedAppointment | null,
  { bookedAs }: Pick<BegunVisit, 'bookedAs'>,
): Disagreement | null {
  if (listed === null) return without('absent');
  if (listed.status !== 'booked') return without(listed.status);
  const { startAt, serviceId, providerId } = listed;
  const isAgreed =
    bookedAs === null ||
    (bookedAs.startAt === startAt &&
      bookedAs.serviceId === serviceId &&
      bookedAs.providerId === providerId);
  if (isAgreed) return null;
  return {
    kind: 'moved',
    nowStartAt: startAt,
    nowServiceId: serviceId,
    nowProviderId: providerId,
  };
}

/**
 * Whether two are one matter, of which the desk need be told only once. A list that drops what it had
 * as cancelled says nothing new by it.
 */
export function isSameMatter(known: Disagreement, found: Disagreement): boolean {
  if (found.kind === 'absent') return known.kind !== 'moved';
  return (
    known.kind === found.kind &&
    known.nowStartAt === found.nowStartAt &&
    known.nowServiceId === found.nowServiceId &&
    known.nowProviderId === found.nowProviderId
  );
}

function without(kind: ConflictKind): Disagreement {
  return { kind, nowStartAt: null, nowServiceId: null, nowProviderId: null };
}
