import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnFromToday, minutesOf } from './learn-from-today.ts';

const SERVICES = [
  { id: 'doctor', minutes: 15 },
  { id: 'nurse', minutes: 8 },
];

function visits(...minutes: number[]) {
  return minutes.map((each) => ({ serviceId: 'doctor', minutes: each }));
}

function doctorAfter(...minutes: number[]) {
  return minutesOf(learnFromToday(SERVICES, visits(...minutes)), 'doctor');
}

describe('what the day teaches', () => {
  test('before the first visit the settings are all there is, varying by 60 %', () => {
    expect(doctorAfter()).toEqual({ mean: 15, deviation: 9 });
  });

  test('the settings count like four visits', () => {
    expect(doctorAfter(25).mean).toBe(17);
    expect(doctorAfter(25, 25, 25, 25).mean).toBe(20);
    // A quarter off the new mean each: the root of (8 x 0.36 + 4 / 16) / 12, times 20.
    expect(doctorAfter(25, 25, 25, 25).deviation).toBeCloseTo(10.21, 2);
  });

  test('visits that all take the same narrow the spread, those that differ widen it', () => {
    expect(doctorAfter(15, 15, 15, 15, 15, 15, 15, 15).deviation).toBeCloseTo(
      15 * Math.sqrt((8 * 0.36) / 16),
    );
    expect(doctorAfter(1, 29, 1, 29, 1, 29).deviation).toBeGreaterThan(9);
  });

  test('one service teaches nothing about another', () => {
    const learned = learnFromToday(SERVICES, visits(30, 30, 30));
    expect(minutesOf(learned, 'nurse')).toEqual({ mean: 8, deviation: 4.8 });
  });

  test('a visit whose finish was forgotten is left out and counted', () => {
    expect(learnFromToday(SERVICES, visits(60)).ignoredCount).toBe(0);
    const learned = learnFromToday(SERVICES, visits(60.1, 500));
    expect(learned.ignoredCount).toBe(2);
    expect(minutesOf(learned, 'doctor').mean).toBe(15);
  });

  test('a visit too short for anybody to have been seen is left out and counted', () => {
    expect(learnFromToday(SERVICES, visits(0.5)).ignoredCount).toBe(0);
    const learned = learnFromToday(SERVICES, visits(0.4, 0, -3, Number.NaN));
    expect(learned.ignoredCount).toBe(4);
    expect(minutesOf(learned, 'doctor').mean).toBe(15);
  });

  test('a visit to a service that is not in the settings is left out and counted', () => {
    const learned = learnFromToday(SERVICES, [{ serviceId: 'x-ray', minutes: 10 }]);
    expect(learned.ignoredCount).toBe(1);
    expect([...learned.serviceMinutes.keys()]).toEqual(['doctor', 'nurse']);
  });

  test('a service that has left the settings is taken for an ordinary one', () => {
    expect(minutesOf(learnFromToday([], []), 'x-ray')).toEqual({ mean: 15, deviation: 9 });
  });
});

test('the mean stays between the settings and what was seen', () => {
  const minutes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(minutes, (observed) => {
      const { mean, deviation } = doctorAfter(...observed);
      expect(mean).toBeGreaterThanOrEqual(Math.min(15, ...observed));
      expect(mean).toBeLessThanOrEqual(Math.max(15, ...observed));
      expect(deviation).toBeGreaterThan(0);
    }),
  );
});
