import type { Report } from '../../shared/contract/report.ts';
import { Face } from '../ui/face.tsx';
import { Bars } from './bars.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** How often each face was touched. */
export function FacesCard({ words, report }: Props) {
  const { t } = words;
  return (
    <section className="card faces">
      <h2>{t('faces.title')}</h2>
      {report.faces.length === 0 ? (
        <p className="none">{report.answers === 0 ? t('none.answers') : t('tooFew.answers')}</p>
      ) : (
        <Bars
          words={words}
          bars={report.faces.map(({ score, count }) => ({
            id: String(score),
            label: (
              <>
                <Face score={score} outlined />
                {faceText(score, words)}
              </>
            ),
            count,
          }))}
        />
      )}
    </section>
  );
}

export function faceText(score: number, { t }: Words): string {
  switch (score) {
    case 4:
      return t('faces.veryGood');
    case 3:
      return t('faces.good');
    case 2:
      return t('faces.poor');
    case 1:
      return t('faces.veryPoor');
    default:
      return t('faces.neither');
  }
}
