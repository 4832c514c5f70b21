import type { Report } from '../../shared/contract/report.ts';
import type { Share } from '../../shared/domain/feedback/share.ts';
import { axisFloor } from './chart-shape.ts';
import { placeAlong, ShareRange } from './share-range.tsx';
import { shareText } from './share-card.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** Waits kept beside each other, for each service and each week: where and when promises break. */
export function KeptByCard({ words, report }: Props) {
  const { t } = words;
  const { overall, byService, byWeek } = report.promises;
  const { kept: all } = overall.first;
  const services = byService.map(({ serviceId, label, first }) => ({
    id: serviceId,
    label: words.label(label),
    share: first.kept,
  }));
  const weeks = byWeek.map(({ fromDay, first }) => ({
    id: fromDay,
    label: t('kept.week', { day: words.day(fromDay) }),
    share: first.kept,
  }));
  const floor = axisFloor([all, ...[...services, ...weeks].map(({ share }) => share)].map(lowOf));
  return (
    <section className="card kept-by">
      <h2>{t('kept.by')}</h2>
      {all.kind === 'none' ? (
        <p className="none">{all.n === 0 ? t('none.visits') : t('tooFew.visits')}</p>
      ) : (
        <>
          <p className="sub">{t('kept.about')}</p>
          <Rows {...{ words, floor, all }} title={t('kept.byService')} rows={services} />
          <Rows {...{ words, floor, all }} title={t('kept.byWeek')} rows={weeks} />
        </>
      )}
    </section>
  );
}

function lowOf(share: Share): number {
  return share.kind === 'share' ? share.lowPercent : 100;
}

type RowsProps = {
  readonly words: Words;
  readonly title: string;
  readonly rows: readonly { readonly id: string; readonly label: string; readonly share: Share }[];
  readonly floor: number;
  readonly all: Share;
};

function Rows({ words, title, rows, floor, all }: RowsProps) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="kept-rows">
        {rows.map(({ id, label, share }) => (
          <li key={id}>
            <span>{label}</span>
            <span className="kept-track" aria-hidden="true">
              {all.kind === 'share' ? <s style={placeAlong(all.percent, floor)} /> : null}
              <ShareRange share={share} floor={floor} />
            </span>
            <RowText words={words} share={share} />
          </li>
        ))}
      </ul>
      <Axis words={words} floor={floor} />
    </>
  );
}

function RowText({ words, share }: { readonly words: Words; readonly share: Share }) {
  const { t, percent } = words;
  if (share.kind !== 'share') return <span>{shareText(share, words)}</span>;
  const range = { low: percent(share.lowPercent), high: percent(share.highPercent) };
  return (
    <span>
      <strong>{percent(share.percent)}</strong>{' '}
      {t('share.counts', { count: words.number(share.count), n: words.number(share.n) })}
      <span className="visually-hidden"> {t('share.likely', range)}</span>
    </span>
  );
}

/** The per cents under the rows, at the places they have on every track. */
function Axis({ words, floor }: { readonly words: Words; readonly floor: number }) {
  return (
    <p className="kept-rows kept-axis" aria-hidden="true">
      <span />
      <span className="kept-track">
        {[floor, (floor + 100) / 2, 100].map((percent) => (
          <span key={percent} style={placeAlong(percent, floor)}>
            {words.percent(percent)}
          </span>
        ))}
      </span>
      <span />
    </p>
  );
}
