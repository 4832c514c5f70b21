import type { RefObject } from 'preact/compat';
import type { Report } from '../../shared/contract/report.ts';
import type { Day, Span } from './calendar.ts';
import { DateFields } from './date-fields.tsx';
import { Downloads } from './downloads.tsx';
import { headlineOf, type HeadlinePart } from './headline.ts';
import type { Words } from './use-words.ts';

type Props = {
  readonly words: Words;
  readonly report: Report | null;
  readonly span: Span;
  readonly token: string | null;
  readonly today: Day;
  readonly fromField: RefObject<HTMLInputElement | null>;
  readonly onDates: (dates: Span) => void;
};

/** What has really changed, of which days, and the ways to change them or take them along. */
export function ReportHead({ words, report, span, token, today, fromField, onDates }: Props) {
  return (
    <div className="head">
      <div className="headline">
        <h1>
          {report === null
            ? words.t('reading')
            : headlineOf(report)
                .map((part) => headlineText(part, words))
                .join(' ')}
        </h1>
        {report === null ? null : <p>{aboutText(report, words)}</p>}
      </div>
      <DateFields
        key={`${span.fromDay} ${span.toDay}`}
        words={words}
        span={span}
        today={today}
        fromField={fromField}
        onDates={onDates}
      />
      <Downloads words={words} span={span} token={token} />
    </div>
  );
}

function headlineText(part: HeadlinePart, { t, weekdayAndDay }: Words): string {
  switch (part.kind) {
    case 'unusual-day':
      return t('headline.unusual-day', { day: weekdayAndDay(part.day) });
    case 'unusual-days':
      return t('headline.unusual-days', { count: part.count });
    case 'waits-shorter':
    case 'waits-longer':
    case 'visits-better':
    case 'visits-worse':
    case 'no-change':
    case 'waits-same':
    case 'visits-same':
    case 'too-few':
    case 'nothing-yet':
      return t(`headline.${part.kind}`);
  }
}

/** "16 to 21 November, compared with the 4 weeks before. 1,508 visits, 412 answers." */
function aboutText(report: Report, words: Words): string {
  const { t, number } = words;
  const visits = t('about.visits', { count: report.visits, shown: number(report.visits) });
  const answers = t('about.answers', { count: report.answers, shown: number(report.answers) });
  const span = t('about.compared', { span: words.span(report) });
  return `${span} ${t('about.counts', { visits, answers })}`;
}
