import type { ClinicJob } from './clinic-run.ts';
import type { DayResult } from './day-result.ts';
import { type GoalResult, goalResults } from './goals.ts';
import { runClinics } from './run-clinics.ts';
import type { Scenario } from './world/simulated-day.ts';

export type WaitsWanted = {
  readonly scenarios: readonly Scenario[];
  /** The first clinic's seed; each further clinic has the next. */
  readonly seed: number;
  /** How many of each scenario; null: as many as the scenario asks for. */
  readonly clinics: number | null;
  /** Days of the test; null: as the scenario asks for. */
  readonly days: number | null;
  readonly say: (line: string) => void;
};

export type WaitsReport = {
  readonly days: readonly DayResult[];
  readonly goals: readonly GoalResult[];
};

type Plan = Pick<ClinicJob, 'historyDays' | 'testDays' | 'withWindows'> & {
  readonly clinics: number;
};

/** Seeds from here on were never looked at while Foyer was made; below are those that were. */
export const FIRST_UNSEEN_SEED = 1000;

const HISTORY_DAYS = 20;
/** As many as the server's worker rolls out, and enough for the oracle (section 5.1 of the study). */
const PATHS = { foyer: 256, oracle: 400 };
const OTHER: Plan = { clinics: 4, historyDays: HISTORY_DAYS, testDays: 5, withWindows: false };
// A first day is one day of each clinic, so there have to be more clinics. A drift comes half-way
// through its test, and what matters are the days after it.
const PLANS: Readonly<Record<Scenario, Plan>> = {
  base: { clinics: 8, historyDays: HISTORY_DAYS, testDays: 5, withWindows: true },
  tail: { ...OTHER, clinics: 6 },
  messy: { ...OTHER, clinics: 6 },
  drift: { ...OTHER, clinics: 6, testDays: 12 },
  cold: { clinics: 24, historyDays: 0, testDays: 1, withWindows: false },
  'wrong-settings': { clinics: 24, historyDays: 0, testDays: 1, withWindows: false },
  legs: OTHER,
  bound: OTHER,
};

/**
 * Runs Foyer, the best that can be said, and what others do, side by side on the same predictions of
 * simulated clinics. The same options give the same figures.
 */
export async function benchWaits(wanted: WaitsWanted): Promise<WaitsReport> {
  const jobs = wanted.scenarios.flatMap((scenario) => jobsOf(scenario, wanted));
  const days = await runClinics(jobs, wanted.say);
  return { days, goals: goalResults(days) };
}

function jobsOf(scenario: Scenario, wanted: WaitsWanted): readonly ClinicJob[] {
  const plan = PLANS[scenario];
  return Array.from({ length: wanted.clinics ?? plan.clinics }, (_, index) => ({
    scenario,
    seed: wanted.seed + index,
    historyDays: plan.historyDays,
    testDays: wanted.days ?? plan.testDays,
    withWindows: plan.withWindows,
    paths: PATHS,
  }));
}
