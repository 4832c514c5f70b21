import fc from 'fast-check';
import type { QueueEntry, StationState } from '../../shared/domain/queue-entry.ts';
import { noonPlus, POLICY, station, waiting } from './queue-builders.ts';

// Narrow ranges, so that services, times and counts collide often.
const serviceId = fc.constantFrom('doctor', 'nurse');
const providerId = fc.constantFrom(null, null, 'ada', 'ben');
const instant = fc.integer({ min: -4, max: 2 }).map((step) => noonPlus(step * 5));

/** Somebody waiting at noon, with any of what the order looks at. */
export const arbitraryWaiting: fc.Arbitrary<QueueEntry> = fc
  .record({
    id: fc.integer({ min: 1, max: 40 }).map((number) => `q${number}`),
    serviceId,
    providerId,
    priority: fc.constantFrom(0, 0, 0, 1, 2),
    appointmentAt: fc.option(instant),
    queuedAt: instant,
    dueAt: instant,
    notBeforeAt: fc.option(instant, { freq: 2 }),
    overtakenCount: fc.integer({ min: 0, max: POLICY.maxOvertakes + 1 }),
  })
  .map((about) => waiting(about));

export const arbitraryQueue: fc.Arbitrary<QueueEntry[]> = fc.uniqueArray(arbitraryWaiting, {
  selector: (entry) => entry.id,
  maxLength: 12,
});

export const arbitraryStation: fc.Arbitrary<StationState> = fc
  .record({
    stationId: fc.integer({ min: 1, max: 9 }).map((number) => `room-${number}`),
    serviceIds: fc.subarray(['doctor', 'nurse'], { minLength: 1 }),
    status: fc.constantFrom('open', 'open', 'open', 'paused', 'closed'),
    providerId: fc.constantFrom(null, 'ada', 'ben'),
    untilAt: fc.option(fc.integer({ min: -5, max: 30 }).map(noonPlus)),
  })
  .map((about) => station(about));

export const arbitraryStations: fc.Arbitrary<StationState[]> = fc.uniqueArray(arbitraryStation, {
  selector: ({ stationId }) => stationId,
  maxLength: 4,
});
