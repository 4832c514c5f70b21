import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arbitraryQueue,
  arbitraryStation,
  arbitraryStations,
} from '../../../../tests/support/queue-arbitraries.ts';
import { noonPlus, NOON, POLICY, waiting } from '../../../../tests/support/queue-builders.ts';
import {
  EXACT,
  expectedVisit,
  law,
  scene,
  spreadEvenly,
  VARYING,
} from '../../../../tests/support/wait-scenes.ts';
import type { QueueEntry, StationState } from '../../queue-entry.ts';
import { canServe, dueAt, isCallable, nextFor } from '../../queue-order.ts';
import { callNext } from '../../queue-steps.ts';
import { MINUTE_MS } from '../../time.ts';
import type { ExpectedVisit } from '../wait-scene.ts';
import { DrawsByKey, strataOf } from './draws.ts';
import { rollOut } from './roll-out.ts';

const PATHS = 3;

const expected = fc.uniqueArray(
  fc
    .record({
      visitId: fc.integer({ min: 1, max: 9 }).map((number) => `booked-${number}`),
      serviceId: fc.constantFrom('doctor', 'nurse'),
      providerId: fc.constantFrom(null, 'ada', 'ben'),
      startAt: fc.integer({ min: 1, max: 40 }).map(noonPlus),
    })
    .map((about) => expectedVisit(about)),
  { selector: ({ visitId }) => visitId, maxLength: 6 },
);

const VISIT_MS = new Map([
  ['doctor', 10 * MINUTE_MS],
  ['nurse', 4 * MINUTE_MS],
]);

type Desk = {
  entries: QueueEntry[];
  readonly rooms: { readonly state: StationState; freeAt: number }[];
  readonly calledAt: Map<string, number>;
};

/** When everybody is called by the very steps of the desk, with visits that take what they take. */
function callThroughTheDesk(
  queue: readonly QueueEntry[],
  stations: readonly StationState[],
  comers: readonly ExpectedVisit[],
): ReadonlyMap<string, number> {
  const rooms = stations
    .filter(({ status }) => status === 'open')
    .toSorted((a, b) => (a.stationId < b.stationId ? -1 : 1))
    .map((state) => ({ state, freeAt: 0 }));
  const desk: Desk = {
    entries: [...queue, ...comers.map(arrived)].map(fromNoon),
    rooms,
    calledAt: new Map(),
  };
  for (let steps = 0; steps < 1000; steps += 1) {
    const room = rooms
      .toSorted((a, b) => a.freeAt - b.freeAt)
      .find(({ freeAt }) => freeAt < Infinity);
    if (!room) break;
    callAt(room, desk);
  }
  return desk.calledAt;
}

function arrived(visit: ExpectedVisit): QueueEntry {
  const { visitId: id, serviceId, providerId, startAt } = visit;
  const times = { queuedAt: startAt, appointmentAt: startAt };
  return waiting({
    id,
    serviceId,
    providerId,
    ...times,
    dueAt: dueAt(times, POLICY),
    notBeforeAt: startAt,
  });
}

/** Counted from noon, as the rollout does. */
function fromNoon(entry: QueueEntry): QueueEntry {
  return {
    ...entry,
    queuedAt: entry.queuedAt - NOON,
    dueAt: entry.dueAt - NOON,
    appointmentAt: entry.appointmentAt === null ? null : entry.appointmentAt - NOON,
    notBeforeAt: entry.notBeforeAt === null ? null : entry.notBeforeAt - NOON,
  };
}

function callAt(room: Desk['rooms'][number], desk: Desk): void {
  const now = room.freeAt;
  const step = callNext(room.state, { entries: desk.entries, policy: POLICY, now });
  if (!step.ok) {
    const later = desk.entries
      .filter((entry) => canServe(room.state, entry) && !isCallable(entry, now))
      .map(({ notBeforeAt }) => notBeforeAt ?? now);
    room.freeAt = Math.min(Infinity, ...later);
    return;
  }
  const { entry, overtookIds } = step.value;
  desk.calledAt.set(entry.id, now);
  room.freeAt = now + (VISIT_MS.get(entry.serviceId) ?? 0);
  desk.entries = desk.entries
    .filter(({ id }) => id !== entry.id)
    .map((other) =>
      overtookIds.includes(other.id)
        ? { ...other, overtakenCount: other.overtakenCount + 1 }
        : other,
    );
}

test('in every path, people are called when the steps of the desk would call them', () => {
  const sure = law({
    ...EXACT,
    noShow: new Map([
      ['doctor', 0],
      ['nurse', 0],
    ]),
  });
  fc.assert(
    fc.property(arbitraryQueue, arbitraryStations, expected, (queue, stations, comers) => {
      const about = scene({ entries: queue, stations, expected: comers });
      const random = { strata: strataOf(PATHS), draws: new DrawsByKey(PATHS) };
      const { waiting: rolled } = rollOut(about, sure, random);
      const called = callThroughTheDesk(queue, stations, comers);
      const simulated = rolled.map(({ id, calledAt, calledCount }) => [
        id,
        [...(calledAt ?? [])].slice(0, calledCount),
      ]);
      const byTheDesk = rolled.map(({ id }) => {
        const at = called.get(id);
        return [id, at === undefined ? [] : Array.from({ length: PATHS }, () => at)];
      });
      expect(simulated).toEqual(byTheDesk);
    }),
    { numRuns: 400 },
  );
});

test('in every path, whom a free station would call now is called now', () => {
  const random = {
    walkIns: {
      hourly: [30],
      mix: [{ serviceId: 'doctor', visitType: null, priority: 2, share: 1 }],
    },
    kinds: VARYING.kinds,
    leavePerMinute: { walkIn: 1 / 10, booked: 1 / 10 },
    turnoverMinutes: spreadEvenly(3, 3),
    punctuality: spreadEvenly(0, 10),
  };
  fc.assert(
    fc.property(arbitraryQueue, arbitraryStation, expected, (queue, room, comers) => {
      const next = nextFor(room, queue, { policy: POLICY, now: NOON });
      fc.pre(next !== null);
      const about = scene({ entries: queue, stations: [room], expected: comers });
      const draws = { strata: strataOf(16), draws: new DrawsByKey(16) };
      const { waiting: rolled } = rollOut(about, law(random), draws);
      const person = rolled.find(({ id }) => id === next?.id);
      expect([...(person?.calledAt ?? [])]).toEqual(Array.from({ length: 16 }, () => 0));
      expect(person?.calledCount).toBe(16);
    }),
  );
});
