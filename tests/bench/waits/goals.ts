import { type Interval, ratioInterval } from './bootstrap.ts';
import { type DayResult, SUBJECTS } from './day-result.ts';
import { ALL } from './groups.ts';
import type { ScoreSums } from './scores.ts';
import { FOYER_WINDOW } from './windows/day-windows.ts';
import type { WindowSums } from './windows/window-sums.ts';
import type { Scenario } from './world/simulated-day.ts';

type Goal = {
  readonly title: string;
  readonly scenario: Scenario;
  readonly measure: (days: readonly DayResult[]) => Interval;
  readonly atLeast?: number;
  readonly atMost: number;
};

export type GoalResult = {
  readonly title: string;
  readonly scenario: Scenario;
  readonly goal: string;
  readonly days: number;
  readonly measured: Interval;
  readonly isReached: boolean;
};

const GOALS: readonly Goal[] = [
  goal('MAE ÷ oracle', 'base', toOracle('absolute'), 1.02),
  goal('mean pinball ÷ oracle', 'base', toOracle('pinball'), 1.03),
  { ...goal('90 % coverage', 'base', coverage, 0.93), atLeast: 0.87 },
  goal('MAE ÷ oracle', 'tail', toOracle('absolute'), 1.04),
  goal('MAE ÷ oracle', 'messy', toOracle('absolute'), 1.04),
  goal('MAE ÷ oracle', 'drift', toOracle('absolute'), 1.04),
  goal('MAE ÷ oracle, day one', 'cold', firstDay(toOracle('absolute')), 1.06),
  goal('MAE ÷ oracle, day one', 'wrong-settings', firstDay(toOracle('absolute')), 1.08),
  goal('called later than promised, of the time', 'base', ofWindow('later', 'shown'), 0.12),
  goal('slips a patient', 'base', ofWindow('slips', 'patients'), 0.8),
];

/** What was aimed at and what came of it, for the scenarios that were run. */
export function goalResults(results: readonly DayResult[]): readonly GoalResult[] {
  return GOALS.flatMap((wanted) => {
    const days = results.filter(({ scenario }) => scenario === wanted.scenario);
    const measured = days.length === 0 ? null : wanted.measure(days);
    if (measured === null || Number.isNaN(measured.value)) return [];
    const { title, scenario, atLeast, atMost } = wanted;
    const isReached = measured.value <= atMost && measured.value >= (atLeast ?? -Infinity);
    const text = atLeast === undefined ? `≤ ${atMost}` : `${atLeast}–${atMost}`;
    return [{ title, scenario, goal: text, days: days.length, measured, isReached }];
  });
}

function goal(title: string, scenario: Scenario, measure: Goal['measure'], atMost: number): Goal {
  return { title, scenario, measure, atMost };
}

function toOracle(field: keyof ScoreSums): Goal['measure'] {
  return (days) => scoreRatio(days, field, { over: SUBJECTS.foyer, under: SUBJECTS.oracle });
}

/** A subject's sum over another's, by clinic-day. */
export function scoreRatio(
  days: readonly DayResult[],
  field: keyof ScoreSums,
  { over, under, group = ALL }: { over: string; under: string; group?: string },
): Interval {
  return ratioInterval(
    days.flatMap(({ scores }) => {
      const [above, below] = [scores[group]?.[over], scores[group]?.[under]];
      return above && below ? [{ over: above[field], under: below[field] }] : [];
    }),
  );
}

function coverage(days: readonly DayResult[]): Interval {
  return ratioInterval(
    days.flatMap(({ scores }) => {
      const sums = scores[ALL]?.[SUBJECTS.foyer];
      return sums ? [{ over: sums.covered, under: sums.count }] : [];
    }),
  );
}

function firstDay(measure: Goal['measure']): Goal['measure'] {
  return (days) => measure(days.filter(({ day }) => day === 1));
}

function ofWindow(over: keyof WindowSums, under: keyof WindowSums): Goal['measure'] {
  return (days) =>
    ratioInterval(
      days.flatMap(({ windows }) => {
        const sums = windows[FOYER_WINDOW];
        return sums ? [{ over: sums[over], under: sums[under] }] : [];
      }),
    );
}
