import { clinicOf, drifted } from './clinic.ts';
import type { ClinicLaw } from './clinic-law.ts';
import { observe } from './observation.ts';
import { oracleWaits } from './oracle.ts';
import { randomFor } from './random.ts';
import { type DayNames, entryIdOf, instantOf, recordedLog } from './recorded-log.ts';
import { type RunDay, runDay } from './run-day.ts';
import type { Scenario, SimulatedDay } from './simulated-day.ts';

export type ClinicWanted = {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Days before the test; none in the scenarios that start cold, whatever is asked for. */
  readonly historyDays: number;
  readonly testDays: number;
  /** How many days the oracle draws for each instant; 400 when not said. */
  readonly oraclePaths?: number;
};

export type SimulatedClinic = {
  /** Made while they are read, one at a time; each can be read once. */
  readonly history: Iterable<SimulatedDay>;
  readonly test: Iterable<SimulatedDay>;
};

const ASK_EVERY_MINUTES = 10;
const FIRST_MONDAY_AT = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/** A clinic drawn from a seed, and its days. The same wishes give the same days, to the bit. */
export function simulateClinic(wanted: ClinicWanted): SimulatedClinic {
  const { scenario, seed, testDays } = wanted;
  const startsCold = scenario === 'cold' || scenario === 'wrong-settings';
  const historyDays = startsCold ? 0 : wanted.historyDays;
  const clinic = clinicOf(scenario, seed);
  const lawOn = (day: number): ClinicLaw =>
    scenario === 'drift' && day >= historyDays + Math.floor(testDays / 2)
      ? drifted(clinic, seed)
      : clinic;
  function* days(from: number, to: number): Generator<SimulatedDay> {
    for (let day = from; day < to; day += 1) yield simulateDay(lawOn(day), day, wanted);
  }
  return { history: days(0, historyDays), test: days(historyDays, historyDays + testDays) };
}

function simulateDay(clinic: ClinicLaw, number: number, wanted: ClinicWanted): SimulatedDay {
  const { oraclePaths = 400, seed } = wanted;
  const day = runDay(clinic, randomFor(seed, `day ${number}`));
  const names = namesOf(clinic, number);
  return {
    events: recordedLog(day, names, randomFor(seed, `taps ${number}`)),
    calledAt: callsOf(day, names),
    askAt: instantsToAsk(day).map((minute) => instantOf(minute, names)),
    oracle: (askAt) => {
      const observation = observe(day, (askAt - names.midnightAt) / 60_000);
      const random = randomFor(seed, `oracle ${askAt}`);
      const waits = oracleWaits(clinic, observation, { paths: oraclePaths, random });
      return new Map([...waits].map(([leg, quantiles]) => [entryIdOf(leg, names), quantiles]));
    },
  };
}

/** Working days from a Monday on. */
function namesOf(clinic: ClinicLaw, number: number): DayNames {
  const days = Math.floor(number / 5) * 7 + (number % 5);
  return {
    midnightAt: FIRST_MONDAY_AT + days * DAY_MS - clinic.utcOffsetMinutes * 60_000,
    visitPrefix: `day${number + 1}`,
  };
}

function callsOf(day: RunDay, names: DayNames): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const fact of day.facts) {
    if (fact.what === 'called') calls.set(entryIdOf(fact.leg, names), instantOf(fact.at, names));
  }
  return calls;
}

/** Each check-in after which somebody waits, and every ten minutes while somebody does. */
function instantsToAsk(day: RunDay): readonly number[] {
  const instants = new Set<number>();
  let next = 0;
  let waiting = 0;
  for (const { at, what } of day.facts) {
    for (; next < at; next += ASK_EVERY_MINUTES) if (waiting > 0) instants.add(next);
    if (what === 'arrived') {
      waiting += 1;
      instants.add(at);
    }
    if (what === 'called' || what === 'left') waiting -= 1;
  }
  return [...instants].toSorted((a, b) => a - b);
}
