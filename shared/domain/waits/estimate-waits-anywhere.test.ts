import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryQueue, arbitraryStations } from '../../../tests/support/queue-arbitraries.ts';
import {
  inService,
  NOON,
  noonPlus,
  POLICY,
  station,
} from '../../../tests/support/queue-builders.ts';
import {
  average,
  estimates,
  people,
  quantilesOf,
  VARYING,
} from '../../../tests/support/wait-scenes.ts';
import type { StationState } from '../queue-entry.ts';
import { canServe, nextFor, orderQueue } from '../queue-order.ts';

const inside = fc.record({
  status: fc.constantFrom('called', 'in-service'),
  roomNumber: fc.integer({ min: 1, max: 9 }),
  minutesAgo: fc.integer({ min: 0, max: 50 }),
});
const clinic = fc
  .record({
    queue: arbitraryQueue,
    stations: arbitraryStations,
    present: fc.uniqueArray(inside, { selector: ({ roomNumber }) => roomNumber, maxLength: 4 }),
  })
  .map(({ queue, stations, present }) => ({
    stations,
    entries: [
      ...queue,
      ...present.map(({ status, roomNumber, minutesAgo }) =>
        inService({
          id: `present-${roomNumber}`,
          status,
          stationId: `room-${roomNumber}`,
          calledAt: noonPlus(-minutesAgo),
          startedAt: status === 'called' ? null : noonPlus(-minutesAgo),
        }),
      ),
    ],
    model: VARYING,
  }));

test('no quantile is negative or below the one before, and everybody waiting has an answer', () => {
  fc.assert(
    fc.property(clinic, (scene) => {
      const answers = estimates(scene);
      const expected = scene.entries.filter(({ status }) => status === 'waiting');
      expect(answers.size).toBe(expected.length);
      const known = [...answers.values()].filter(({ kind }) => kind === 'known');
      for (const quantiles of known.map(quantilesOf)) {
        expect(quantiles).toHaveLength(19);
        expect([0, ...quantiles]).toEqual([0, ...quantiles].toSorted((a, b) => a - b));
      }
    }),
  );
});

test('a wait is known exactly when a station is open, or due back, that may serve them', () => {
  fc.assert(
    fc.property(clinic, ({ entries, stations }) => {
      const serving = stations
        .filter(({ status, untilAt }) => status === 'open' || (status === 'paused' && untilAt))
        .map((room): StationState => ({ ...room, status: 'open' }));
      const answers = estimates({ entries, stations });
      for (const entry of entries.filter(({ status }) => status === 'waiting')) {
        expect(answers.get(entry.id)?.kind).toBe(
          serving.some((room) => canServe(room, entry)) ? 'known' : 'unknown',
        );
      }
    }),
  );
});

test('the same state gives the same answer, whatever the order of its rows', () => {
  const shuffled = clinic.chain((scene) =>
    fc.record({
      scene: fc.constant(scene),
      entries: fc.shuffledSubarray(scene.entries, { minLength: scene.entries.length }),
      stations: fc.shuffledSubarray(scene.stations, { minLength: scene.stations.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ scene, entries, stations }) => {
      expect(estimates({ ...scene, entries, stations })).toEqual(estimates(scene));
    }),
  );
});

test('whom an idle station would call now waits no time', () => {
  fc.assert(
    fc.property(clinic, ({ entries, stations: others }) => {
      const idle = station({ stationId: 'room-0', serviceIds: ['doctor', 'nurse'] });
      const busy = others.filter(({ stationId }) =>
        entries.some((entry) => entry.stationId === stationId),
      );
      const next = nextFor(idle, entries, { policy: POLICY, now: NOON });
      fc.pre(next !== null);
      const scene = estimates({ entries, stations: [idle, ...busy], model: VARYING });
      expect(scene.get(next?.id ?? '')).toEqual({
        kind: 'known',
        quantiles: Array.from({ length: 19 }, () => 0),
        position: 0,
      });
    }),
  );
});

test('at one station people are called in the one order', () => {
  fc.assert(
    fc.property(arbitraryQueue, (queue) => {
      const entries = queue.map((entry) => ({ ...entry, providerId: null, notBeforeAt: null }));
      const room = station({ serviceIds: ['doctor', 'nurse'] });
      const positions = [...estimates({ entries, stations: [room] })].map(([id, estimate]) => ({
        id,
        position: estimate.kind === 'known' ? estimate.position : -1,
      }));
      expect(positions).toEqual(
        orderQueue(entries, POLICY).map(({ id }, position) => ({ id, position })),
      );
    }),
  );
});

test('one more of the same station never makes anybody wait longer', () => {
  const room = fc.option(fc.integer({ min: 0, max: 12 }));
  const pool = fc.record({
    queue: arbitraryQueue,
    rooms: fc.array(room, { minLength: 2, maxLength: 5 }),
  });
  fc.assert(
    fc.property(pool, ({ queue, rooms }) => {
      const stations = rooms.map((_, index) =>
        station({ stationId: `room-${index}`, serviceIds: ['doctor', 'nurse'] }),
      );
      const present = rooms.flatMap((minutesAgo, index) => {
        if (minutesAgo === null) return [];
        const startedAt = noonPlus(-minutesAgo);
        const stationId = `room-${index}`;
        return [inService({ id: stationId, stationId, calledAt: startedAt, startedAt })];
      });
      const entries = [
        ...queue.map((entry) => ({ ...entry, providerId: null, notBeforeAt: null })),
        ...present,
      ];
      const before = estimates({ entries, stations: stations.slice(1) });
      const after = estimates({ entries, stations });
      for (const [id, estimate] of after) {
        expect(average(estimate)).toBeLessThanOrEqual(average(before.get(id)) + 0.01);
      }
    }),
  );
});

test('while nothing happens a wait falls, but by no more than the time that passes', () => {
  const scenario = fc.record({
    waitingCount: fc.integer({ min: 1, max: 8 }),
    minutesAgo: fc.integer({ min: 0, max: 8 }),
  });
  fc.assert(
    fc.property(scenario, ({ waitingCount, minutesAgo }) => {
      const startedAt = noonPlus(-minutesAgo);
      const entries = [
        inService({ id: 'inside', calledAt: startedAt, startedAt }),
        ...people(waitingCount),
      ];
      const before = estimates({ entries, model: VARYING });
      const after = estimates({ entries, model: VARYING, now: noonPlus(1) });
      for (const [id, estimate] of after) {
        const fall = average(before.get(id)) - average(estimate);
        expect(fall).toBeGreaterThan(0);
        expect(fall).toBeLessThanOrEqual(1.1);
      }
    }),
  );
});
