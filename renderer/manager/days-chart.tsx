import { useRef } from 'preact/compat';
import type { Report } from '../../shared/contract/report.ts';
import { CHART, type ChartShape, chartShape, type Point } from './chart-shape.ts';
import { useWidth } from './use-width.ts';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** More than a few labels would lie on each other; the table has them all. */
const MOST_LABELS = 3;

/** A p-chart: each day's share, the usual one, and the range a normal day stays in. */
export function DaysChart({ words, report }: Props) {
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const { isRightToLeft } = words;
  const days = report.days.map(({ good, ...day }) => ({ ...day, share: good }));
  const shape = chartShape(days, report.usualPercent, { width, isRightToLeft });
  return (
    <figure className="days-chart" ref={frame}>
      {width === 0 ? null : (
        <svg
          viewBox={`0 0 ${width} ${CHART.height}`}
          role="img"
          aria-label={chartText(report, shape, words)}
        >
          {shape.points.map(({ day, range }) =>
            range === null ? null : <rect key={day} className="chart-range" {...range} />,
          )}
          <ChartAxes shape={shape} words={words} />
          <polyline className="chart-line" points={lineOf(shape.points)} />
          {shape.points.map((point) => (
            <Mark key={point.day} point={point} />
          ))}
          {shape.points
            .filter(({ isUnusual }) => isUnusual)
            .slice(-MOST_LABELS)
            .map((point) => (
              <UnusualLabel key={point.day} point={point} width={width} words={words} />
            ))}
        </svg>
      )}
      <Legend words={words} report={report} />
    </figure>
  );
}

type AxesProps = { readonly shape: ChartShape; readonly words: Words };

/** The per cents, the usual one as a dashed line, and the days. */
export function ChartAxes({ shape, words }: AxesProps) {
  const { lines, usualY, dayLabels, labelX, axisX, farX } = shape;
  // "start" and "end" follow the direction of text, so the labels end at the axis in both.
  return (
    <>
      {lines.map(({ percent, y }) => (
        <g key={percent}>
          <line className="chart-grid" x1={axisX} x2={farX} y1={y} y2={y} />
          <text className="chart-text" x={labelX} y={y + 5} textAnchor="end">
            {words.percent(percent)}
          </text>
        </g>
      ))}
      {usualY === null ? null : (
        <line className="chart-usual" x1={axisX} x2={farX} y1={usualY} y2={usualY} />
      )}
      {dayLabels.map(({ day, x }) => (
        <text key={day} className="chart-text" x={x} y={CHART.height - 6} textAnchor="middle">
          {words.day(day)}
        </text>
      ))}
    </>
  );
}

function Mark({ point: { x, y, isUnusual } }: { readonly point: Point }) {
  if (!isUnusual) return <circle className="chart-point" cx={x} cy={y} r={5} />;
  return (
    <rect
      className="chart-unusual"
      x={x - 8}
      y={y - 8}
      width={16}
      height={16}
      transform={`rotate(45 ${x} ${y})`}
    />
  );
}

type LabelProps = { readonly point: Point; readonly width: number; readonly words: Words };

/** Beside the point, on the side that has room. */
function UnusualLabel({ point, width, words }: LabelProps) {
  const isOnRight = point.x < width / 2;
  const isAfter = isOnRight !== words.isRightToLeft;
  return (
    <text
      className="chart-label"
      x={isOnRight ? point.x + 16 : point.x - 16}
      y={point.y + 5}
      textAnchor={isAfter ? 'start' : 'end'}
    >
      {words.t('days.unusualLabel', {
        day: words.weekdayAndDay(point.day),
        percent: words.percent(point.percent),
      })}
    </text>
  );
}

function Legend({ words, report }: Props) {
  const { t } = words;
  return (
    <figcaption className="legend" aria-hidden="true">
      {report.usualPercent === null ? null : (
        <span>
          <i className="legend-usual" />
          {t('days.usual', { percent: words.percent(report.usualPercent) })}
        </span>
      )}
      <span>
        <i className="legend-range" />
        {t('days.range')}
      </span>
      <span>
        <i className="legend-unusual" />
        {t('days.unusual')}
      </span>
    </figcaption>
  );
}

function lineOf(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

function chartText(report: Report, { points }: ChartShape, words: Words): string {
  const { t } = words;
  const unusual = points.filter(({ isUnusual }) => isUnusual).map(({ day }) => day);
  const list = new Intl.ListFormat(words.language).format(unusual.map(words.weekdayAndDay));
  const usual =
    report.usualPercent === null
      ? ''
      : `${t('days.usual', { percent: words.percent(report.usualPercent) })}. `;
  const days = unusual.length === 0 ? t('days.noneUnusual') : t('days.listUnusual', { list });
  return `${t('days.title')}. ${usual}${days}`;
}
