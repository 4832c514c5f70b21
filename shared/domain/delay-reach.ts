import type { QueueEntry, StationState } from './queue-entry.ts';

/**
 * Whether a delay at a station can make this patient wait: it serves them, and the provider they are
 * booked with works there or, as far as anybody has said, at no station yet.
 */
export function isDelayedBy(
  station: StationState,
  entry: Pick<QueueEntry, 'serviceId' | 'providerId'>,
  stations: readonly StationState[],
): boolean {
  const { serviceId, providerId } = entry;
  if (!station.serviceIds.includes(serviceId)) return false;
  if (providerId === null || station.providerId === providerId) return true;
  return station.providerId === null && !stations.some((other) => other.providerId === providerId);
}
