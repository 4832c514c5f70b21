import { expect, test } from 'vitest';

import type { RecordedEvent } from '../../../../shared/domain/waits/recorded/recorded-event.ts';
import { clinicOf } from './clinic.ts';
import { impossibleSteps } from './impossible-steps.ts';
import { randomFor } from './random.ts';
import { runDay } from './run-day.ts';
import { type Scenario, SCENARIOS, type SimulatedDay } from './simulated-day.ts';
import { simulateClinic } from './world.ts';

test('the same seed gives the same days and the same oracle, another seed others', () => {
  const [first, again, other] = [7, 7, 8].map((seed) => firstDay('base', seed));
  const askAt = first?.askAt[30] ?? 0;

  expect(first?.events).toEqual(again?.events);
  expect(first?.oracle(askAt)).toEqual(again?.oracle(askAt));
  expect(first?.events).not.toEqual(other?.events);
});

test.each(SCENARIOS)(
  'the log of a day of the scenario "%s" is one that a clinic could have',
  (scenario) => {
    for (const seed of [1, 2, 3]) {
      const { events } = firstDay(scenario, seed);
      const instants = events.map(({ at }) => at);

      expect(instants).toEqual(instants.toSorted((a, b) => a - b));
      expect(impossibleSteps(events, { everyEndIsTapped: scenario !== 'messy' })).toEqual([]);
      expect(events[0]?.type).toBe('clinic');
    }
  },
);

test('everybody who waits is told 19 rising quantiles, and those called are known by their entry', () => {
  const day = firstDay('legs', 5);
  const told = day.askAt.slice(20, 40).flatMap((askAt) => [...day.oracle(askAt)]);

  expect(told.length).toBeGreaterThan(20);
  for (const [, quantiles] of told) {
    expect(quantiles).toHaveLength(19);
    expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
  }
  expect([...day.calledAt.keys()].some((entry) => entry.endsWith('#2'))).toBe(true);
  expect(told.some(([entry]) => entry.endsWith('#2'))).toBe(true);
});

test('the oracle is asked about exactly those who wait once the events of that instant have happened', () => {
  const day = firstDay('base', 4);
  for (const askAt of day.askAt.filter((_, index) => index % 12 === 0)) {
    expect([...day.oracle(askAt).keys()].toSorted()).toEqual(
      waitingAt(day.events, askAt).toSorted(),
    );
  }
});

test('a clinic that starts cold has no history, however much is asked for', () => {
  for (const scenario of ['cold', 'wrong-settings'] as const) {
    const { history } = simulateClinic({ scenario, seed: 1, historyDays: 5, testDays: 1 });
    expect([...history]).toEqual([]);
  }
});

test('wrong settings are six or sixteen tenths of the right ones, and change nothing that happens', () => {
  const right = firstDay('cold', 2);
  const low = firstDay('wrong-settings', 2);
  const high = firstDay('wrong-settings', 3);

  expect(minutesSaid(right.events)).toEqual([20, 20, 10]);
  expect(minutesSaid(low.events)).toEqual([12, 12, 6]);
  expect(minutesSaid(high.events)).toEqual([32, 32, 16]);
  expect(low.calledAt).toEqual(right.calledAt);
});

test('a messy log misses about a fifth of the finishes', () => {
  const count = { called: 0, finished: 0 };
  for (let seed = 1; seed <= 10; seed += 1) {
    for (const { type } of firstDay('messy', seed).events) {
      if (type === 'called' || type === 'finished') count[type] += 1;
    }
  }

  expect(count.finished / count.called).toBeGreaterThan(0.76);
  expect(count.finished / count.called).toBeLessThan(0.84);
});

test('where overtaking is bounded, somebody due later passes another three times at most', () => {
  const overtaken = (scenario: Scenario) => {
    const counts = new Map<unknown, number>();
    for (let seed = 1; seed <= 10; seed += 1) {
      const day = runDay(clinicOf(scenario, seed), randomFor(seed, 'bound'));
      for (const fact of day.facts) {
        if (fact.what === 'overtaken') counts.set(fact.leg, (counts.get(fact.leg) ?? 0) + 1);
      }
    }
    return Math.max(0, ...counts.values());
  };

  expect(overtaken('bound')).toBe(3);
});

function firstDay(scenario: Scenario, seed: number): SimulatedDay {
  const { test: days } = simulateClinic({
    scenario,
    seed,
    historyDays: 0,
    testDays: 1,
    oraclePaths: 50,
  });
  const [day] = [...days];
  if (!day) throw new Error('One day was asked for.');
  return day;
}

function waitingAt(events: readonly RecordedEvent[], askAt: number): readonly string[] {
  const waiting = new Set<string>();
  for (const event of events.filter(({ at }) => at <= askAt)) {
    if (event.type === 'checked-in') waiting.add(event.visit);
    if (event.type === 'called' || event.type === 'left') waiting.delete(event.visit);
  }
  return [...waiting];
}

function minutesSaid(events: readonly RecordedEvent[]): readonly number[] {
  return events.flatMap((event) =>
    event.type === 'clinic' ? event.services.map(({ minutes }) => minutes) : [],
  );
}
