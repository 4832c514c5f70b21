import { expect, test } from 'vitest';
import { aDay } from '../../tests/support/a-report.ts';
import { CHART, type ChartDay, chartShape } from './chart-shape.ts';

const LEFT_TO_RIGHT = { width: 800, isRightToLeft: false };
const RIGHT_TO_LEFT = { width: 800, isRightToLeft: true };
const drawn = (...change: Parameters<typeof aDay>): ChartDay => {
  const { good, ...day } = aDay(...change);
  return { ...day, share: good };
};
const days = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'].map((day) => drawn({ day }));

test('days run in the direction of reading', () => {
  const xs = chartShape(days, 80, LEFT_TO_RIGHT).points.map(({ x }) => x);
  const mirrored = chartShape(days, 80, RIGHT_TO_LEFT).points.map(({ x }) => x);

  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect(mirrored).toEqual(xs.map((x) => 800 - x));
});

test('a day with too few answers keeps its place and has no point', () => {
  const few = drawn({ day: '2026-11-17', good: { kind: 'counts', count: 9, n: 12 }, limits: null });
  const { points, dayLabels } = chartShape(days.with(1, few), 80, LEFT_TO_RIGHT);

  expect(points.map(({ day }) => day)).toEqual(['2026-11-16', '2026-11-18', '2026-11-19']);
  expect(dayLabels.map(({ day }) => day)).toContain('2026-11-17');
});

test('the axis ends at 100 and starts at 50 or at the ten below all that is drawn', () => {
  const percentsOf = (percent: number) =>
    chartShape([drawn({ percent })], 80, LEFT_TO_RIGHT).lines.map((line) => line.percent);

  expect(percentsOf(80)).toEqual([100, 90, 80, 70, 60, 50]);
  expect(percentsOf(44)).toEqual([100, 90, 80, 70, 60, 50, 40]);
  expect(percentsOf(0)).toEqual([100, 80, 60, 40, 20, 0]);
});

test('everything drawn stays within the chart', () => {
  const { points } = chartShape(
    [drawn({ percent: 0 }), drawn({ percent: 100 })],
    50,
    LEFT_TO_RIGHT,
  );

  expect(points.map(({ y }) => y)).toEqual([CHART.height - CHART.bottom, CHART.top]);
});

test('labels of days never crowd, and the newest day has one', () => {
  const many = Array.from({ length: 35 }, (_, index) =>
    drawn({ day: `2026-10-${String(index + 1).padStart(2, '0')}` }),
  );
  const { dayLabels } = chartShape(many, 80, LEFT_TO_RIGHT);
  const gaps = dayLabels.slice(1).map(({ x }, index) => x - (dayLabels[index]?.x ?? 0));

  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(70);
  expect(dayLabels.at(-1)?.day).toBe('2026-10-35');
});
