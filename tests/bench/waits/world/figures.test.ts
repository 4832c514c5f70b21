import { expect, test } from 'vitest';

import type { RecordedEvent } from '../../../../shared/domain/waits/recorded/recorded-event.ts';
import { simulateClinic } from './world.ts';

const MINUTE_MS = 60_000;

test('clinics are as busy as those of the study', () => {
  const clinics = Array.from({ length: 20 }, (_, index) => figuresOf(index + 1));
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[10];

  const patients = clinics.map(({ patientsADay }) => patientsADay);
  expect(Math.min(...patients)).toBeGreaterThan(45);
  expect(Math.max(...patients)).toBeLessThan(160);
  expect(middle(patients)).toBeGreaterThan(63);
  expect(middle(patients)).toBeLessThan(142);
  const waits = clinics.map(({ meanWaitMinutes }) => meanWaitMinutes);
  expect(middle(waits)).toBeGreaterThan(6);
  expect(middle(waits)).toBeLessThan(24);
  const utilisation = clinics.map(({ busyShare }) => busyShare);
  expect(middle(utilisation)).toBeGreaterThan(0.74);
  expect(middle(utilisation)).toBeLessThan(0.84);
});

test('providers drift in the middle of the test days, each by 30 % slower or 20 % faster', () => {
  const { test: days } = simulateClinic({
    scenario: 'drift',
    seed: 1,
    historyDays: 0,
    testDays: 40,
  });
  const daily = [...days].map(({ events }) => meanMinutesByProvider(events));
  const before = meanOf(daily.slice(0, 20));
  const after = meanOf(daily.slice(20));

  const ratios = [...before].map(([provider, minutes]) => (after.get(provider) ?? 0) / minutes);
  for (const ratio of ratios)
    expect(Math.min(Math.abs(ratio - 1.3), Math.abs(ratio - 0.8))).toBeLessThan(0.12);
});

function figuresOf(seed: number): {
  readonly patientsADay: number;
  readonly meanWaitMinutes: number;
  readonly busyShare: number;
} {
  const testDays = 6;
  const { test: days } = simulateClinic({ scenario: 'base', seed, historyDays: 0, testDays });
  const sums = { patients: 0, waitMs: 0, busyMs: 0, openMs: 0 };
  for (const { events } of days) addFigures(sums, events);
  return {
    patientsADay: sums.patients / testDays,
    meanWaitMinutes: sums.waitMs / sums.patients / MINUTE_MS,
    busyShare: sums.busyMs / sums.openMs,
  };
}

/** A wait runs from when somebody was ready; a station is open from its opening to its last finish, less its pauses. */
function addFigures(
  sums: { patients: number; waitMs: number; busyMs: number; openMs: number },
  events: readonly RecordedEvent[],
): void {
  const readyAt = new Map<string, number>();
  const calls = new Map<string, { readonly station: string; readonly at: number }>();
  const openUntil = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'checked-in')
      readyAt.set(event.visit, Math.max(event.at, event.bookedAt ?? 0));
    if (event.type === 'called') {
      sums.patients += 1;
      sums.waitMs += Math.max(0, event.at - (readyAt.get(event.visit) ?? 0));
      calls.set(event.visit, event);
    }
    if (event.type === 'finished') {
      const call = calls.get(event.visit);
      if (!call) continue;
      sums.busyMs += event.at - call.at;
      openUntil.set(call.station, event.at);
    }
    if (event.type === 'station-opened' || event.type === 'station-resumed')
      sums.openMs -= event.at;
    if (event.type === 'station-paused') sums.openMs += event.at;
    if (event.type === 'station-closed') sums.openMs += openUntil.get(event.station) ?? event.at;
  }
}

/** Of follow-ups alone: who is drawn for whom would blur it. */
function meanMinutesByProvider(events: readonly RecordedEvent[]): ReadonlyMap<string, number> {
  const followUps = new Set<string>();
  const calls = new Map<string, { readonly provider: string; readonly at: number }>();
  const all = new Map<string, number[]>();
  for (const event of events) {
    if (event.type === 'checked-in' && event.visitType === 'follow-up') followUps.add(event.visit);
    if (event.type === 'called' && event.provider !== undefined && followUps.has(event.visit)) {
      calls.set(event.visit, { provider: event.provider, at: event.at });
    }
    const call = event.type === 'finished' ? calls.get(event.visit) : undefined;
    if (call) all.set(call.provider, [...(all.get(call.provider) ?? []), event.at - call.at]);
  }
  return new Map([...all].map(([provider, values]) => [provider, mean(values)]));
}

function meanOf(days: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const providers = new Set(days.flatMap((day) => [...day.keys()]));
  return new Map(
    [...providers].map((provider) => [
      provider,
      mean(days.flatMap((day) => day.get(provider) ?? [])),
    ]),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
