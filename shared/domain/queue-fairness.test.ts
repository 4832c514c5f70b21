import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noonPlus, POLICY, station, waiting } from '../../tests/support/queue-builders.ts';
import type { QueueEntry, StationState } from './queue-entry.ts';
import { canServe, dueAt } from './queue-order.ts';
import { callNext } from './queue-steps.ts';

type Arrival = {
  readonly bookedInMinutes: number | null;
  readonly serviceId: string;
  readonly providerId: string | null;
};
type Minute = { readonly arrivals: readonly Arrival[]; readonly calling: StationState };

const ROOMS = [
  station({ stationId: 'room-1', serviceIds: ['doctor'], providerId: 'ada' }),
  station({ stationId: 'room-2', serviceIds: ['doctor', 'nurse'], providerId: 'ben' }),
];

const arrival: fc.Arbitrary<Arrival> = fc.record({
  bookedInMinutes: fc.option(fc.integer({ min: -15, max: 15 }), { freq: 2 }),
  serviceId: fc.constantFrom('doctor', 'doctor', 'nurse'),
  providerId: fc.constantFrom(null, null, 'ben'),
});

/** More come than can be called, so there is always somebody to overtake somebody. */
const day: fc.Arbitrary<readonly Minute[]> = fc.array(
  fc.record({
    arrivals: fc.array(arrival, { minLength: 1, maxLength: 3 }),
    calling: fc.constantFrom(...ROOMS),
  }),
  { minLength: 20, maxLength: 80 },
);

type Patient = { entry: QueueEntry; callsSeen: number; isCalled: boolean };

function readyAt(entry: QueueEntry): number {
  return Math.max(entry.queuedAt, entry.appointmentAt ?? entry.queuedAt);
}

function arrive(patients: Patient[], { bookedInMinutes, ...who }: Arrival, minute: number): void {
  const times = {
    queuedAt: noonPlus(minute),
    appointmentAt: bookedInMinutes === null ? null : noonPlus(minute + bookedInMinutes),
  };
  const id = `q${patients.length}`;
  const entry = waiting({ id, ...who, ...times, dueAt: dueAt(times, POLICY) });
  patients.push({ entry, callsSeen: 0, isCalled: false });
}

/** Calls the next for a room through the real step; the visit is over at once, so the room is free. */
function callAt(room: StationState, patients: Patient[], minute: number): void {
  const here = patients.filter(({ isCalled }) => !isCalled);
  const step = callNext(room, {
    entries: here.map(({ entry }) => entry),
    policy: POLICY,
    now: noonPlus(minute),
  });
  if (!step.ok) return;
  for (const patient of here) {
    if (canServe(room, patient.entry)) patient.callsSeen += 1;
    if (patient.entry.id === step.value.entry.id) patient.isCalled = true;
    if (step.value.overtookIds.includes(patient.entry.id)) {
      const overtakenCount = patient.entry.overtakenCount + 1;
      patient.entry = { ...patient.entry, overtakenCount };
    }
  }
}

function live(minutes: readonly Minute[]): readonly Patient[] {
  const patients: Patient[] = [];
  for (const [minute, { arrivals, calling }] of minutes.entries()) {
    for (const who of arrivals) arrive(patients, who, minute);
    callAt(calling, patients, minute);
  }
  return patients;
}

test('nobody is overtaken more often than the policy allows, however many keep coming', () => {
  fc.assert(
    fc.property(day, (minutes) => {
      for (const { entry } of live(minutes)) {
        expect(entry.overtakenCount).toBeLessThanOrEqual(POLICY.maxOvertakes);
      }
    }),
  );
});

test('everybody is called after those ready before them and the allowed overtakes, never later', () => {
  fc.assert(
    fc.property(day, (minutes) => {
      const patients = live(minutes);
      for (const { entry, callsSeen } of patients) {
        const readyBefore = patients.filter((other) => readyAt(other.entry) <= readyAt(entry));
        // The patient is one of those counted as ready, which is the call they are waiting for.
        expect(callsSeen).toBeLessThanOrEqual(readyBefore.length + POLICY.maxOvertakes);
      }
    }),
  );
});

test('a walk-in is called after three booked patients who came later, though more keep coming', () => {
  const bookedLate = { bookedInMinutes: -5, serviceId: 'doctor', providerId: null };
  const walkIn = { ...bookedLate, bookedInMinutes: null };
  const calling = station();
  const patients = live([
    { arrivals: [walkIn], calling: station({ status: 'paused' }) },
    ...Array.from({ length: 6 }, () => ({ arrivals: [bookedLate, bookedLate], calling })),
  ]);
  expect(patients[0]).toMatchObject({ callsSeen: 4, isCalled: true, entry: { overtakenCount: 3 } });
});
