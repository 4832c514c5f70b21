import type { Report } from '../../shared/contract/report.ts';
import { HEART } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { Bars } from './bars.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** Who or what made visits good: to be passed on, however few. */
export function ThanksCard({ words, report }: Props) {
  const { t } = words;
  return (
    <section className="card thanks">
      <h2>
        <Icon shape={HEART} />
        {t('thanks.title')}
      </h2>
      {report.thanks.length === 0 ? (
        <p className="none">{t('thanks.none')}</p>
      ) : (
        <>
          <p className="sub">{t('thanks.about')}</p>
          <Bars
            words={words}
            className="warm"
            bars={report.thanks.map(({ reasonId, count }) => ({
              id: reasonId,
              label: words.label(report.reasonLabels[reasonId] ?? { en: reasonId }),
              count,
            }))}
          />
        </>
      )}
    </section>
  );
}
