import type { Report } from '../../shared/contract/report.ts';
import { INFO } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { AskedCard } from './asked-card.tsx';
import { BetterReasonsCard } from './better-reasons-card.tsx';
import { ContactsCard } from './contacts-card.tsx';
import { DaysCard } from './days-card.tsx';
import { FacesCard } from './faces-card.tsx';
import { KeptByCard } from './kept-by-card.tsx';
import { KeptCard } from './kept-card.tsx';
import { GoodCard, PromisesCard } from './share-card.tsx';
import { ThanksCard } from './thanks-card.tsx';
import type { Contacts } from './use-contacts.ts';
import type { Words } from './use-words.ts';
import { WaitCard } from './wait-card.tsx';
import { WaitHeatCard } from './wait-heat-card.tsx';
import { WordsCard } from './words-card.tsx';

type Props = {
  readonly words: Words;
  readonly report: Report;
  readonly contacts: Contacts;
  readonly timeZone: string;
};

/** Everything the report says: figures, then what to look into, then what was left out. */
export function ReportGrid({ words, report, contacts, timeZone }: Props) {
  return (
    <div className="grid">
      <GoodCard words={words} report={report} />
      <WaitCard words={words} report={report} />
      <PromisesCard words={words} report={report} />
      <AskedCard words={words} report={report} />
      <DaysCard words={words} report={report} />
      <div className="beside">
        <ContactsCard words={words} report={report} contacts={contacts} timeZone={timeZone} />
        <FacesCard words={words} report={report} />
      </div>
      <KeptCard words={words} report={report} />
      <KeptByCard words={words} report={report} />
      <WaitHeatCard words={words} report={report} />
      <BetterReasonsCard words={words} report={report} />
      <ThanksCard words={words} report={report} />
      <WordsCard words={words} report={report} />
      <Notes words={words} report={report} />
    </div>
  );
}

/** What the figures do not hold, and whom they do not speak for. */
function Notes({ words, report }: Pick<Props, 'words' | 'report'>) {
  const { t, number } = words;
  const { repeats, play, otherFaces } = report.leftOut;
  const parts = [
    repeats > 0 ? t('leftOut.repeats', { count: repeats, shown: number(repeats) }) : null,
    play > 0 ? t('leftOut.play', { count: play, shown: number(play) }) : null,
    otherFaces > 0
      ? t('leftOut.otherFaces', { count: otherFaces, shown: number(otherFaces) })
      : null,
  ].filter((part) => part !== null);
  const list = new Intl.ListFormat(words.language, { type: 'unit' }).format(parts);
  return (
    <p className="notes">
      <span>
        <Icon shape={INFO} />
        {parts.length === 0 ? t('leftOut.nothing') : t('leftOut.some', { list })}
      </span>
      <span>{t('selfChosen')}</span>
    </p>
  );
}
