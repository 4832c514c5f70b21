import type { HubClinicToday } from '../../shared/contract/hub-report.ts';
import { Face } from '../ui/face.tsx';
import type { HubText } from './use-words.ts';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly today: HubClinicToday };

const NAMES: Readonly<Record<number, HubText>> = {
  4: 'faces.4',
  3: 'faces.3',
  0: 'faces.0',
  2: 'faces.2',
  1: 'faces.1',
};

/** How often each face was touched today. The middle one only where somebody has it. */
export function FacesToday({ words, today }: Props) {
  const { t, number } = words;
  const shown = today.faces.filter(({ score, count }) => score !== 0 || count > 0);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="faces">
      <div className="faces-head">
        <h3>{t('faces.title')}</h3>
        {today.facesLeftOut === 0 ? null : (
          <p>
            {t('faces.leftOut', { count: today.facesLeftOut, shown: number(today.facesLeftOut) })}
          </p>
        )}
      </div>
      {total === 0 ? (
        <p className="none">{t('faces.none')}</p>
      ) : (
        <ul className="face-counts">
          {shown.map(({ score, count }) => (
            <li key={score} className={count === 0 ? 'nobody' : ''}>
              <Face score={score} outlined />
              <span className="visually-hidden">{t(NAMES[score] ?? 'faces.0')}</span>
              <b>{number(count)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
