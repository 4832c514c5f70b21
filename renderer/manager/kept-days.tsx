import { useRef } from 'preact/compat';
import type { PromiseReport } from '../../shared/contract/report.ts';
import type { Share } from '../../shared/domain/feedback/share.ts';
import { CHART, type ChartDay, chartShape, type Point } from './chart-shape.ts';
import { ChartAxes } from './days-chart.tsx';
import { DaysTable, rangeText } from './days-table.tsx';
import { shareText } from './share-card.tsx';
import { useWidth } from './use-width.ts';
import type { Words } from './use-words.ts';

const BAR_WIDTH = 10;

type Props = {
  readonly words: Words;
  readonly days: PromiseReport['byDay'];
  readonly all: Share;
};

/** How many were called by the end of the time told first, day by day: as a chart and as a table. */
export function KeptDays({ words, days, all }: Props) {
  const { t } = words;
  const hasPoints = days.some(({ first }) => first.kept.kind === 'share');
  return (
    <>
      <h3>{t('kept.byDay')}</h3>
      <p className="sub">{hasPoints ? t('kept.about') : t('kept.fewDays')}</p>
      {hasPoints ? <KeptChart {...{ words, days, all }} /> : null}
      <DaysTable
        words={words}
        heads={[t('kept.first'), t('kept.likely'), t('kept.last')]}
        days={days.map((day) => keptDay(day, words))}
      />
    </>
  );
}

function KeptChart({ words, days, all }: Props) {
  const { t, isRightToLeft } = words;
  const frame = useRef<HTMLElement>(null);
  const width = useWidth(frame);
  const usual = all.kind === 'share' ? all.percent : null;
  const shape = chartShape(days.map(chartDay), usual, { width, isRightToLeft });
  const usualText = usual === null ? '' : t('kept.all', { percent: words.percent(usual) });
  return (
    <figure className="days-chart" ref={frame}>
      {width === 0 ? null : (
        <svg
          viewBox={`0 0 ${width} ${CHART.height}`}
          role="img"
          aria-label={`${t('kept.byDay')}. ${usualText}`}
        >
          <ChartAxes shape={shape} words={words} />
          {shape.points.map((point) => (
            <LikelyPoint key={point.day} point={point} />
          ))}
        </svg>
      )}
      <figcaption className="legend" aria-hidden="true">
        {usual === null ? null : (
          <span>
            <i className="legend-usual" />
            {usualText}
          </span>
        )}
        <span>
          <i className="legend-likely" />
          {t('kept.likely')}
        </span>
      </figcaption>
    </figure>
  );
}

function LikelyPoint({ point: { x, y, range } }: { readonly point: Point }) {
  return (
    <>
      {range === null ? null : (
        <rect
          className="chart-likely"
          x={x - BAR_WIDTH / 2}
          y={range.y}
          width={BAR_WIDTH}
          height={range.height}
          rx={BAR_WIDTH / 2}
        />
      )}
      <circle className="chart-point" cx={x} cy={y} r={5} />
    </>
  );
}

function chartDay({ day, first: { kept } }: PromiseReport['byDay'][number]): ChartDay {
  return { day, share: kept, limits: kept.kind === 'share' ? kept : null, isUnusual: false };
}

function keptDay({ day, first, last }: PromiseReport['byDay'][number], words: Words) {
  const likely = first.kept.kind === 'share' ? first.kept : null;
  return {
    day,
    cells: [shareText(first.kept, words), rangeText(likely, words), shareText(last.kept, words)],
  };
}
