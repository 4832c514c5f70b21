import { useEffect, useRef, useState } from 'preact/compat';
import type { ManagerSnapshot } from '../../shared/contract/snapshots.ts';
import { clockTime } from '../i18n/i18n.ts';
import type { Connection, Link } from '../realtime/connection.ts';
import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { ReportGrid } from './report-grid.tsx';
import { ReportHead } from './report-head.tsx';
import { type SpanChoice, spanOf } from './span-choice.ts';
import { TopBar } from './top-bar.tsx';
import { useContacts } from './use-contacts.ts';
import { useReading } from './use-reading.ts';
import { useWords } from './use-words.ts';

type Props = {
  readonly connection: Connection<'manager'>;
  readonly token: string | null;
  readonly snapshot: ManagerSnapshot;
  readonly link: Link;
};

/** The report of the chosen days, read again as the clinic's log moves on. */
export function OpenReport({ connection, token, snapshot, link }: Props) {
  const words = useWords();
  const { today, lastEventSeq } = snapshot;
  const [choice, setChoice] = useState<SpanChoice>('week');
  const [dates, setDates] = useState(() => spanOf('week', today, { fromDay: '', toDay: '' }));
  const span = spanOf(choice, today, dates);
  const title = `${words.t('title')} · ${snapshot.shortName}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const fromField = useRef<HTMLInputElement>(null);
  const choose = (next: SpanChoice): void => {
    // "Other dates" begins with the days that are shown.
    if (next === 'dates') {
      setDates(span);
      fromField.current?.focus();
    }
    setChoice(next);
  };
  const report = useReading(`${span.fromDay} ${span.toDay}`, lastEventSeq, () =>
    connection.ask('report:read', span),
  );
  const contacts = useContacts(connection, lastEventSeq);
  return (
    <div className="manager">
      <TopBar snapshot={snapshot} words={words} choice={choice} onChoice={choose} />
      {link.kind === 'stale' ? (
        <p className="banner" role="alert">
          <Icon shape={WARNING} />
          {words.common('link.stale', {
            time: clockTime(link.sinceAt, snapshot.timeZone, words.language),
          })}
        </p>
      ) : null}
      {report.isFailed && link.kind !== 'stale' ? (
        <p className="banner" role="alert">
          <Icon shape={WARNING} />
          {words.t('readFailed')}
        </p>
      ) : null}
      <main className="page" aria-busy={report.value === null}>
        <ReportHead
          words={words}
          report={report.value}
          span={span}
          token={token}
          today={today}
          fromField={fromField}
          onDates={(next) => {
            setDates(next);
            setChoice('dates');
          }}
        />
        {report.value === null ? null : (
          <ReportGrid
            words={words}
            report={report.value}
            contacts={contacts}
            timeZone={snapshot.timeZone}
          />
        )}
      </main>
    </div>
  );
}
