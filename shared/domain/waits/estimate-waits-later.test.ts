import { describe, expect, test } from 'vitest';
import {
  inService,
  NOON,
  noonPlus,
  station,
  waiting,
} from '../../../tests/support/queue-builders.ts';
import {
  type Asked,
  average,
  estimates,
  expectedVisit,
  law,
  median,
  people,
  quantilesOf,
  spreadEvenly,
  told,
  VARYING,
} from '../../../tests/support/wait-scenes.ts';

describe('those who come later', () => {
  const inside = inService({ id: 'inside' });
  const patient = waiting({ dueAt: noonPlus(20), queuedAt: NOON });

  function waitBehind(about: Omit<Asked, 'entries'>): number {
    return average(estimates({ entries: [inside, patient], ...about }).get('q1'));
  }

  test('somebody booked who is due earlier goes ahead once they are here', () => {
    const expected = [expectedVisit({ startAt: noonPlus(5) })];
    expect(waitBehind({ expected, law: law({ noShow: new Map([['doctor', 0]]) }) })).toBeCloseTo(
      20,
    );
  });

  test('somebody booked who may not come counts by the chance that they do', () => {
    const expected = [expectedVisit({ startAt: noonPlus(5) })];
    const noShow = new Map([['doctor/booked', 0.25]]);
    // The mean of the 19 quantiles, a quarter of which are 10 and the others 20.
    expect(waitBehind({ expected, law: law({ noShow }) })).toBeCloseTo(17.5, 0);
  });

  test('the later somebody booked is, the less likely they come', () => {
    const late = law({
      noShow: new Map([['doctor', 0.2]]),
      punctuality: spreadEvenly(0, 20),
    });
    const wait = (minutesLate: number) =>
      waitBehind({ expected: [expectedVisit({ startAt: noonPlus(-minutesLate) })], law: late });
    expect(wait(10)).toBeCloseTo(15, 0);
    expect(wait(17)).toBeCloseTo(12.3, 0);
    expect(wait(25)).toBeCloseTo(10);
  });

  test('walk-ins go behind those due before them, and ahead when they are urgent', () => {
    const sort = { serviceId: 'doctor', visitType: null, share: 1 };
    const routine = law({ walkIns: { hourly: [4], mix: [{ ...sort, priority: 0 }] } });
    const urgent = law({ walkIns: { hourly: [4], mix: [{ ...sort, priority: 1 }] } });
    expect(waitBehind({ law: routine })).toBeCloseTo(10);
    expect(waitBehind({ law: urgent })).toBeGreaterThan(14);
  });

  test('patients who are sent on join the other queue as due at once', () => {
    const stations = [
      station({ serviceIds: ['nurse'] }),
      station({ stationId: 'room-2', serviceIds: ['doctor'] }),
    ];
    const entries = [
      inService({
        id: 'with-nurse',
        serviceId: 'nurse',
        calledAt: noonPlus(-3),
        startedAt: noonPlus(-3),
      }),
      inService({ id: 'with-doctor', stationId: 'room-2' }),
      patient,
    ];
    const onward = [{ serviceId: 'nurse', toServiceId: 'doctor', share: 1 }];
    expect(told(estimates({ entries, stations, law: law({ onward }) }))).toEqual({
      q1: '20 min, 0 before',
    });
  });

  test('also those who are only called themselves may be sent on ahead of others', () => {
    const stations = [
      station({ serviceIds: ['nurse'] }),
      station({ stationId: 'room-2', serviceIds: ['doctor'] }),
    ];
    const entries = [
      waiting({ id: 'for-nurse', serviceId: 'nurse' }),
      inService({ id: 'with-doctor', stationId: 'room-2' }),
      patient,
    ];
    const onward = [{ serviceId: 'nurse', toServiceId: 'doctor', share: 1 }];
    expect(told(estimates({ entries, stations, law: law({ onward }) }))).toEqual({
      'for-nurse': '0 min, 0 before',
      q1: '20 min, 0 before',
    });
  });

  test('nobody is sent round in a circle for ever', () => {
    const circling = inService({ id: 'circling', priority: 1 });
    const onward = [{ serviceId: 'doctor', toServiceId: 'doctor', share: 1 }];
    const answers = estimates({ entries: [circling, patient], law: law({ onward }) });
    expect(told(answers)).toEqual({ q1: '50 min, 0 before' });
  });

  test('somebody ahead who may go home makes the wait shorter, and never their own', () => {
    const entries = [inside, ...people(2)];
    const answers = estimates({
      entries,
      law: law({ leavePerMinute: { walkIn: 1 / 30, booked: 0 } }),
      paths: 512,
    });
    expect(average(answers.get('q1'))).toBeCloseTo(10);
    // Ten minutes are left by a share of 1 - exp(-1/3) of them.
    expect(average(answers.get('q2'))).toBeCloseTo(20 - 10 * (1 - Math.exp(-1 / 3)), 0);
  });

  test('staff who call somebody else than the next in a share of cases make it so much longer', () => {
    const answers = estimates({
      entries: people(2),
      law: law({ outOfTurnShare: 0.25 }),
      paths: 512,
    });
    expect(average(answers.get('q1'))).toBeCloseTo(2.5, 0);
    expect(average(answers.get('q2'))).toBeCloseTo(7.5, 0);
  });

  test('quantiles are read where past errors say', () => {
    const twoVisits = [inside, ...people(2)];
    const readLevels = Array.from({ length: 19 }, () => 0.5);
    const asTheyAre = estimates({ entries: twoVisits, law: VARYING });
    const read = estimates({ entries: twoVisits, law: { ...VARYING, readLevels } });
    expect(new Set(quantilesOf(read.get('q2')))).toEqual(new Set([median(asTheyAre.get('q2'))]));
  });
});
