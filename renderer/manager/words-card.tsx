import type { Report } from '../../shared/contract/report.ts';
import type { WordsFlag } from '../../shared/domain/feedback/screen-words.ts';
import { CHAT, HEART, WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** What people wrote, newest first, with what to look at before it goes any further. */
export function WordsCard({ words, report }: Props) {
  const { t } = words;
  return (
    <section className="card written">
      <h2>{t('words.title')}</h2>
      {report.words.length === 0 ? (
        <p className="none">{t('words.none')}</p>
      ) : (
        <>
          <p className="sub">{t('words.about')}</p>
          <ul className="quotes" tabIndex={0} aria-label={t('words.title')}>
            {report.words.map((item, index) => (
              // Newest first and never changed in place: the number from the end is the same line.
              <Quote key={report.words.length - index} words={words} item={item} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Quote({ words, item }: Pick<Props, 'words'> & { readonly item: Report['words'][number] }) {
  const { t } = words;
  return (
    <li>
      <span className={`quote-icon ${item.kind}`}>
        <Icon shape={item.kind === 'thanks' ? HEART : CHAT} />
      </span>
      <div>
        <p className="quote" dir="auto">
          {item.words}
        </p>
        <p className="quote-about">
          {t(`words.kind.${item.kind}`)} · {words.day(item.day)}
          {item.flags.map((flag) => (
            <Flag key={flag} words={words} flag={flag} />
          ))}
        </p>
      </div>
    </li>
  );
}

function Flag({ words, flag }: Pick<Props, 'words'> & { readonly flag: WordsFlag }) {
  return (
    <span className={flag === 'danger' ? 'chip error' : 'chip warn'}>
      <Icon shape={WARNING} />
      {words.t(`words.flag.${flag}`)}
    </span>
  );
}
