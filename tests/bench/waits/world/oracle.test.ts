import { expect, test } from 'vitest';

import type { ClinicLaw } from './clinic-law.ts';
import { clinicOf } from './clinic.ts';
import { observe, type Observation } from './observation.ts';
import { oracleWaits } from './oracle.ts';
import { randomFor } from './random.ts';
import { runDay } from './run-day.ts';

type Told = { readonly clinic: ClinicLaw; readonly observation: Observation };

test('what comes true falls evenly into the deciles that the oracle told, nine of ten within its range', () => {
  const { chiSquare, coverage } = trueAgainst((told) => told);

  expect(chiSquare).toBeLessThan(EVEN_ENOUGH);
  expect(coverage).toBeGreaterThan(0.86);
  expect(coverage).toBeLessThan(0.93);
});

test('an oracle that forgets how long the patients inside have been there is found out', () => {
  const { chiSquare, coverage } = trueAgainst(({ clinic, observation }) => {
    const stations = observation.stations.map((station) =>
      station.phase === 'busy' ? { ...station, sinceAt: observation.now } : station,
    );
    return { clinic, observation: { ...observation, stations } };
  });

  expect(chiSquare).toBeGreaterThan(3 * EVEN_ENOUGH);
  expect(coverage).toBeLessThan(0.87);
});

test('an oracle that takes everybody booked to come is found out', () => {
  const { chiSquare } = trueAgainst(({ clinic, observation }) => {
    const expected = observation.expected.map((booking) => ({
      ...booking,
      kind: { ...booking.kind, noShowShare: 0 },
    }));
    return { clinic, observation: { ...observation, expected } };
  });

  expect(chiSquare).toBeGreaterThan(EVEN_ENOUGH);
});

test('an oracle that does not see lunch coming is found out', () => {
  const { chiSquare } = trueAgainst(({ clinic, observation }) => {
    const stations = observation.stations.map((station) => ({ ...station, hadLunch: true }));
    return { clinic, observation: { ...observation, stations } };
  });

  expect(chiSquare).toBeGreaterThan(EVEN_ENOUGH);
});

test('the oracle tells the same for a day of which it sees only the past', () => {
  const clinic = clinicOf('legs', 8);
  const day = runDay(clinic, randomFor(8, 'day'));
  const now = 11 * 60;
  const past = { ...day, facts: day.facts.filter(({ at }) => at <= now) };
  const told = [day, past].map((known) => {
    const waits = oracleWaits(clinic, observe(known, now), {
      paths: 20,
      random: randomFor(1, 'paths'),
    });
    return [...waits].map(([leg, quantiles]) => [leg.visitNumber, quantiles]);
  });

  expect(told[0]?.length).toBeGreaterThan(2);
  expect(told[0]).toEqual(told[1]);
});

/** Chi-square over deciles, by its degrees of freedom; waits of one day go together, hence above 1. */
const EVEN_ENOUGH = 3;
const CLINICS = 20;
const PATHS = 80;
const EVERY_MINUTES = 35;

function trueAgainst(see: (told: Told) => Told): {
  readonly chiSquare: number;
  readonly coverage: number;
} {
  const deciles = Array<number>(10).fill(0);
  let count = 0;
  let covered = 0;
  for (let seed = 1; seed <= CLINICS; seed += 1) {
    for (const { actual, quantiles } of toldWaits(seed, see)) {
      const decile = quantiles.filter((value, index) => index % 2 === 1 && actual > value).length;
      deciles[decile] = (deciles[decile] ?? 0) + 1;
      count += 1;
      if (actual >= (quantiles[0] ?? 0) && actual <= (quantiles[18] ?? 0)) covered += 1;
    }
  }
  const even = count / 10;
  const squares = deciles.reduce((sum, decile) => sum + (decile - even) ** 2 / even, 0);
  return { chiSquare: squares / 9, coverage: covered / count };
}

function* toldWaits(
  seed: number,
  see: (told: Told) => Told,
): Generator<{ readonly actual: number; readonly quantiles: readonly number[] }> {
  const clinic = clinicOf('base', seed);
  const random = randomFor(seed, 'oracle test');
  const day = runDay(clinic, random);
  for (let now = 8 * 60 + random.uniform() * EVERY_MINUTES; now < 18 * 60; now += EVERY_MINUTES) {
    const told = see({ clinic, observation: observe(day, now) });
    const waits = oracleWaits(told.clinic, told.observation, { paths: PATHS, random });
    for (const [leg, quantiles] of waits) {
      if (leg.calledAt < Infinity) yield { actual: leg.calledAt - now, quantiles };
    }
  }
}
