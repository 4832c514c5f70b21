import { ratioInterval, type Interval } from './bootstrap.ts';
import type { WaitsReport } from './bench-waits.ts';
import { type DayResult, SUBJECTS } from './day-result.ts';
import { scoreRatio } from './goals.ts';
import { ALL } from './groups.ts';
import { PEER_NAMES } from './peers/peers.ts';
import { addUp, meansOf, type ScoreSums } from './scores.ts';
import { addUpWindows, type WindowSums } from './windows/window-sums.ts';

const SUBJECT_NAMES = [...Object.values(SUBJECTS), ...PEER_NAMES];

/** The report as people read it: a table for each scenario, what is shown, and the goals. */
export function textOf({ days, goals }: WaitsReport): string {
  const scenarios = [...new Set(days.map(({ scenario }) => scenario))];
  const parts = scenarios.flatMap((scenario) => {
    const own = days.filter((day) => day.scenario === scenario);
    return [scenarioText(scenario, own), windowsText(own), groupsText(own)];
  });
  const goalRows = goals.map(({ scenario, title, goal, days: count, measured, isReached }) => [
    scenario,
    title,
    goal,
    intervalText(measured),
    isReached ? 'yes' : 'NO',
    String(count),
  ]);
  const header = ['scenario', 'figure', 'goal', 'measured (95 %)', 'reached', 'clinic-days'];
  return [...parts, columns([header, ...goalRows])].filter((part) => part !== '').join('\n\n');
}

function scenarioText(scenario: string, days: readonly DayResult[]): string {
  const header = [
    'predictor',
    'MAE',
    '÷ oracle (95 %)',
    'pinball',
    '÷ oracle (95 %)',
    'bias',
    'RMSE',
    'cover90',
    'width90',
    '±5 min',
    'later',
  ];
  const rows = SUBJECT_NAMES.flatMap((subject) => subjectRow(subject, days));
  const clinics = new Set(days.map(({ clinic }) => clinic)).size;
  const count = sumsOf(days, ALL, SUBJECTS.oracle)?.count ?? 0;
  const [asked, unknown] = [total(days, 'asked'), total(days, 'unknown')];
  return [
    `${scenario}: ${clinics} clinics, ${days.length} days, ${count} predictions; Foyer did not know ${percent(unknown / asked)}`,
    columns([header, ...rows]),
    `tenths of the oracle's distribution: ${decilesText(days)}`,
  ].join('\n');
}

function subjectRow(subject: string, days: readonly DayResult[]): readonly string[][] {
  const sums = sumsOf(days, ALL, subject);
  if (!sums) return [];
  const means = meansOf(sums);
  const toOracle = (field: keyof ScoreSums): string =>
    intervalText(scoreRatio(days, field, { over: subject, under: SUBJECTS.oracle }));
  return [
    [
      subject,
      means.mae.toFixed(2),
      toOracle('absolute'),
      means.pinball.toFixed(2),
      toOracle('pinball'),
      means.bias.toFixed(2),
      means.rmse.toFixed(2),
      // Without a past, a peer has only its one number.
      means.width > 0 ? percent(means.coverage) : '–',
      means.width > 0 ? means.width.toFixed(1) : '–',
      percent(means.near),
      percent(means.later),
    ],
  ];
}

function windowsText(days: readonly DayResult[]): string {
  const rules = Object.keys(days[0]?.windows ?? {});
  if (rules.length === 0) return '';
  const header = [
    'what is shown',
    'later, of the time (95 %)',
    'inside ±2.5',
    'width',
    'slips a patient (95 %)',
    'slip min',
    'first broken',
    'not shown',
    'no end shown',
  ];
  return columns([header, ...rules.map((rule) => windowRow(rule, days))]);
}

function windowRow(rule: string, days: readonly DayResult[]): readonly string[] {
  const all = days.flatMap(({ windows }) => windows[rule] ?? []);
  const sums = addUpWindows(all);
  const interval = (over: keyof WindowSums, under: keyof WindowSums): Interval =>
    ratioInterval(all.map((one) => ({ over: one[over], under: one[under] })));
  return [
    rule,
    intervalText(interval('later', 'shown')),
    percent(sums.inside / sums.shown),
    (sums.width / sums.shown).toFixed(1),
    intervalText(interval('slips', 'patients')),
    (sums.slipMinutes / sums.patients).toFixed(1),
    percent(sums.firstBroken / sums.promised),
    percent(1 - sums.shown / sums.ticks),
    percent(sums.withoutEnd / sums.shown),
  ];
}

function groupsText(days: readonly DayResult[]): string {
  const groups = [...new Set(days.flatMap(({ scores }) => Object.keys(scores)))].toSorted();
  const header = ['predictions', 'count', 'oracle MAE', 'Foyer ÷ oracle (95 %)', 'bias', 'cover90'];
  const rows = groups.flatMap((group) => {
    const oracle = sumsOf(days, group, SUBJECTS.oracle);
    const foyer = sumsOf(days, group, SUBJECTS.foyer);
    if (!oracle || !foyer) return [];
    const means = meansOf(foyer);
    const pair = { over: SUBJECTS.foyer, under: SUBJECTS.oracle, group };
    const excess = means.bias - meansOf(oracle).bias;
    return [
      [
        group,
        String(oracle.count),
        meansOf(oracle).mae.toFixed(2),
        intervalText(scoreRatio(days, 'absolute', pair)),
        `${means.bias.toFixed(2)} (${excess >= 0 ? '+' : ''}${excess.toFixed(2)})`,
        percent(means.coverage),
      ],
    ];
  });
  return columns([header, ...rows]);
}

function sumsOf(days: readonly DayResult[], group: string, subject: string): ScoreSums | null {
  const all = days.flatMap(({ scores }) => scores[group]?.[subject] ?? []);
  return all.length === 0 ? null : addUp(all);
}

function decilesText(days: readonly DayResult[]): string {
  const sums = Array.from({ length: 10 }, (_, index) =>
    days.reduce((sum, { pit }) => sum + (pit[index] ?? 0), 0),
  );
  const all = sums.reduce((sum, one) => sum + one, 0);
  return `${sums.map((one) => ((one / all) * 100).toFixed(1)).join(' ')} %`;
}

function total(days: readonly DayResult[], field: 'asked' | 'unknown'): number {
  return days.reduce((sum, day) => sum + day[field], 0);
}

function intervalText({ value, low, high }: Interval): string {
  return `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}
