import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryQueue, arbitraryStations } from '../../../tests/support/queue-arbitraries.ts';
import {
  inService,
  NOON,
  noonPlus,
  POLICY,
  station,
  waiting,
} from '../../../tests/support/queue-builders.ts';
import {
  average,
  estimates,
  expectedVisit,
  law,
  logMinutes,
  meanEstimates,
  median,
  people,
  quantilesOf,
  scene,
  spreadEvenly,
  VARYING,
} from '../../../tests/support/wait-scenes.ts';
import type { StationState } from '../queue-entry.ts';
import { canServe, nextFor } from '../queue-order.ts';
import { createWaitEstimator } from './estimate-waits.ts';
import { performerOf } from './wait-law.ts';

const inside = fc.record({
  status: fc.constantFrom('called', 'in-service'),
  roomNumber: fc.integer({ min: 1, max: 9 }),
  minutesAgo: fc.integer({ min: 0, max: 50 }),
});
const expected = fc.uniqueArray(
  fc
    .record({
      visitId: fc.integer({ min: 1, max: 9 }).map((number) => `booked-${number}`),
      serviceId: fc.constantFrom('doctor', 'nurse'),
      providerId: fc.constantFrom(null, 'ada', 'ben'),
      startAt: fc.integer({ min: -6, max: 9 }).map((step) => noonPlus(step * 5)),
    })
    .map((about) => expectedVisit(about)),
  { selector: ({ visitId }) => visitId, maxLength: 6 },
);
const clinic = fc
  .record({
    queue: arbitraryQueue,
    stations: arbitraryStations,
    freeForMinutes: fc.option(fc.integer({ min: 0, max: 20 })),
    present: fc.uniqueArray(inside, { selector: ({ roomNumber }) => roomNumber, maxLength: 4 }),
    expected,
  })
  .map(({ queue, stations, present, freeForMinutes, expected: comers }) => ({
    stations: stations.map((room) => ({
      ...room,
      freeSinceAt: freeForMinutes === null ? null : noonPlus(-freeForMinutes),
    })),
    expected: comers,
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
  }));

/** Everything that can be random is. */
const TROUBLED = law({
  kinds: new Map([
    ['doctor', { ...logMinutes(10, 0.6), meanDeviation: 0.2 }],
    ['nurse', logMinutes(4, 0.9)],
  ]),
  pace: new Map([['ada', { effects: [-0.2, 0.1], shares: [0.3, 0.7] }]]),
  turnoverMinutes: spreadEvenly(3, 3),
  back: new Map(['room-1', 'room-2', 'room-3'].map((id) => [id, spreadEvenly(10, 12)])),
  breaks: ['room-2', 'room-4'].map((stationId) => ({
    stationId,
    inMinutes: 5,
    minutes: spreadEvenly(20, 5),
    share: 0.8,
  })),
  coming: [
    {
      stationId: 'room-12',
      serviceIds: ['nurse'],
      providerId: 'ben',
      inMinutes: spreadEvenly(9, 3),
      share: 0.7,
    },
  ],
  noShow: new Map([['doctor', 0.2]]),
  punctuality: spreadEvenly(-5, 20),
  walkIns: {
    hourly: [6, 0, 3],
    mix: [
      { serviceId: 'doctor', visitType: null, priority: 0, share: 0.6 },
      { serviceId: 'nurse', visitType: 'dressing', priority: 1, share: 0.4 },
    ],
  },
  leavePerMinute: { walkIn: 1 / 60, booked: 1 / 600 },
  onward: [
    { serviceId: 'nurse', toServiceId: 'doctor', share: 0.5 },
    { serviceId: 'doctor', toServiceId: 'nurse', share: 0.3 },
  ],
  missedFinishShare: 0.1,
  outOfTurnShare: 0.1,
});

test('no quantile is negative or below the one before, and everybody waiting has an answer', () => {
  fc.assert(
    fc.property(clinic, fc.constantFrom(estimates, meanEstimates), (about, ask) => {
      const answers = ask({ ...about, law: TROUBLED, paths: 32 });
      const expectedIds = about.entries.filter(({ status }) => status === 'waiting');
      expect(answers.size).toBe(expectedIds.length);
      const known = [...answers.values()].filter(({ kind }) => kind === 'known');
      for (const quantiles of known.map(quantilesOf)) {
        expect(quantiles).toHaveLength(19);
        expect([0, ...quantiles]).toEqual([0, ...quantiles].toSorted((a, b) => a - b));
        expect(quantiles.at(-1)).toBeLessThan(24 * 60);
      }
    }),
  );
});

test('a wait is known exactly when a station is open, or due back, that may serve them', () => {
  const back = new Map([1, 2, 3, 4].map((number) => [`room-${number}`, [10]]));
  fc.assert(
    fc.property(clinic, fc.constantFrom(estimates, meanEstimates), (about, ask) => {
      const serving = about.stations
        .filter(
          ({ status, stationId }) =>
            status === 'open' || (status === 'paused' && back.has(stationId)),
        )
        .map((room): StationState => ({ ...room, status: 'open' }));
      const answers = ask({ ...about, law: law({ back }), paths: 8 });
      for (const entry of about.entries.filter(({ status }) => status === 'waiting')) {
        expect(answers.get(entry.id)?.kind).toBe(
          serving.some((room) => canServe(room, entry)) ? 'known' : 'unknown',
        );
      }
    }),
  );
});

test('the same state gives the same answer, whatever the order of its rows and whoever asked before', () => {
  const shuffled = clinic.chain((about) =>
    fc.record({
      about: fc.constant(about),
      entries: fc.shuffledSubarray(about.entries, { minLength: about.entries.length }),
      stations: fc.shuffledSubarray(about.stations, { minLength: about.stations.length }),
      comers: fc.shuffledSubarray(about.expected, { minLength: about.expected.length }),
    }),
  );
  const used = createWaitEstimator({ paths: 32 });
  fc.assert(
    fc.property(shuffled, ({ about, entries, stations, comers }) => {
      const answers = estimates({ ...about, law: TROUBLED, paths: 32 });
      const other = scene({ entries, stations, expected: comers });
      expect(used.estimate(other, TROUBLED)).toEqual(answers);
      expect(used.estimate(other, TROUBLED)).toEqual(answers);
    }),
  );
});

test('whom an idle station would call now waits no time', () => {
  fc.assert(
    fc.property(clinic, fc.constantFrom(estimates, meanEstimates), (about, ask) => {
      const { entries, stations: others } = about;
      const idle = station({ stationId: 'room-0', serviceIds: ['doctor', 'nurse'] });
      const busy = others.filter(({ stationId }) =>
        entries.some((entry) => entry.stationId === stationId),
      );
      const next = nextFor(idle, entries, { policy: POLICY, now: NOON });
      fc.pre(next !== null);
      const calm = { ...TROUBLED, outOfTurnShare: 0, missedFinishShare: 0 };
      const answers = ask({ entries, stations: [idle, ...busy], law: calm, paths: 32 });
      expect(quantilesOf(answers.get(next?.id ?? ''))).toEqual(Array.from({ length: 19 }, () => 0));
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
      const before = estimates({ entries, stations: stations.slice(1), law: VARYING });
      const after = estimates({ entries, stations, law: VARYING });
      for (const [id, estimate] of after) {
        expect(average(estimate)).toBeLessThanOrEqual(average(before.get(id)) + 0.3);
      }
    }),
  );
});

const alone = fc.record({
  waitingCount: fc.integer({ min: 1, max: 8 }),
  minutesAgo: fc.integer({ min: 0, max: 8 }),
});

test('while nothing happens a wait falls, but by no more than the time that passes', () => {
  fc.assert(
    fc.property(alone, ({ waitingCount, minutesAgo }) => {
      const startedAt = noonPlus(-minutesAgo);
      const entries = [
        inService({ id: 'inside', calledAt: startedAt, startedAt }),
        ...people(waitingCount),
      ];
      const before = estimates({ entries, law: VARYING });
      const after = estimates({ entries, law: VARYING, now: noonPlus(1) });
      for (const [id, estimate] of after) {
        const fall = average(before.get(id)) - average(estimate);
        expect(fall).toBeGreaterThan(0);
        expect(fall).toBeLessThanOrEqual(1.1);
      }
    }),
  );
});

test('while a visit of known length goes on, every wait falls by the minute', () => {
  fc.assert(
    fc.property(alone, ({ waitingCount, minutesAgo }) => {
      const startedAt = noonPlus(-minutesAgo);
      const entries = [
        inService({ id: 'inside', calledAt: startedAt, startedAt }),
        ...people(waitingCount),
      ];
      const before = estimates({ entries, paths: 8 });
      const after = estimates({ entries, paths: 8, now: noonPlus(1) });
      for (const [id, estimate] of after) {
        expect(median(before.get(id)) - median(estimate)).toBeCloseTo(1, 6);
      }
    }),
  );
});

test('the simulation and the means say the same when nothing varies and nobody is passed over', () => {
  const entry = fc.record({
    serviceId: fc.constantFrom('doctor', 'nurse'),
    providerId: fc.constantFrom(null, null, 'ada', 'ben'),
    notBeforeAt: fc.option(fc.integer({ min: 0, max: 12 }).map(noonPlus), { freq: 2 }),
  });
  const turnover = { turnoverMinutes: [2], back: new Map([['room-3', [7]]]) };
  // No two work alike, or two that are free at the same moment could be told apart by rounding.
  const performers = ['ada', 'ben', ...Array.from({ length: 9 }, (_, n) => `at room-${n + 1}`)];
  const pace = new Map(
    performers.map((performer, n) => [performer, { effects: [0.25 - n * 0.037], shares: [1] }]),
  );
  const breaks = [{ stationId: 'room-2', inMinutes: 11, minutes: [30], share: 1 }];
  const fixed = law({ ...turnover, pace, breaks });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 9 }), arbitraryStations, (queue, stations) => {
      fc.pre(new Set(stations.map(performerOf)).size === stations.length);
      const entries = queue.map((about, index) =>
        waiting({
          ...about,
          id: `q${index}`,
          queuedAt: noonPlus(index - 10),
          dueAt: noonPlus(index),
        }),
      );
      const simulated = estimates({ entries, stations, law: fixed, paths: 4 });
      const byMeans = meanEstimates({ entries, stations, law: fixed });
      expect([...simulated.keys()].toSorted()).toEqual([...byMeans.keys()].toSorted());
      for (const [id, estimate] of simulated) {
        const other = byMeans.get(id);
        expect(estimate.kind).toBe(other?.kind);
        if (estimate.kind !== 'known' || other?.kind !== 'known') continue;
        expect(estimate.position).toBe(other.position);
        expect(median(estimate)).toBeCloseTo(median(other), 3);
      }
    }),
  );
});
