import type { Report } from '../../shared/contract/report.ts';
import type { WordsFlag } from '../../shared/domain/feedback/screen-words.ts';
import { CHAT, HEART, WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Words } from './use-words.ts';

type Props = { readonly words: Words; readonly report: Report };

/** So many are shown at once; the others unfold. */
const FIRST_SHOWN = 6;

/** What people wrote, newest first, with what to look at before it goes any further. */
export function WordsCard({ words, report }: Props) {
  const { t } = words;
  // A line has no id: it is known by its number from the oldest, which newer ones do not change.
  const lines = report.words.map((item, index) => ({
    item,
    fromOldest: report.words.length - index,
  }));
  const more = lines.slice(FIRST_SHOWN);
  return (
    <section className="card written">
      <h2>{t('words.title')}</h2>
      <p className={lines.length === 0 ? 'none' : 'sub'}>
        {lines.length === 0 ? t('words.none') : t('words.about')}
      </p>
      <Quotes words={words} lines={lines.slice(0, FIRST_SHOWN)} />
      {more.length === 0 ? null : (
        <details className="more">
          <summary>{t('words.more', { count: more.length })}</summary>
          <Quotes words={words} lines={more} />
        </details>
      )}
    </section>
  );
}

type Line = { readonly item: Report['words'][number]; readonly fromOldest: number };

function Quotes({ words, lines }: Pick<Props, 'words'> & { readonly lines: readonly Line[] }) {
  return (
    <ul className="quotes">
      {lines.map(({ item, fromOldest }) => (
        <Quote key={fromOldest} words={words} item={item} />
      ))}
    </ul>
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
