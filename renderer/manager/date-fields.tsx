import { type RefObject, useState } from 'preact/compat';
import { type Day, isDay, type Span } from './calendar.ts';
import type { Words } from './use-words.ts';

type Props = {
  readonly words: Words;
  readonly span: Span;
  readonly today: Day;
  readonly fromField: RefObject<HTMLInputElement | null>;
  readonly onDates: (dates: Span) => void;
};

/** Any first and last day. Half-typed dates change nothing: a field says so until it is whole. */
export function DateFields({ words, span, today, fromField, onDates }: Props) {
  const [typed, setTyped] = useState(span);
  const { t } = words;
  // On leaving a field, not on every key: "0002" is on the way to "2026".
  const use = (): void => {
    const isSame = typed.fromDay === span.fromDay && typed.toDay === span.toDay;
    if (!isSame && isDay(typed.fromDay) && isDay(typed.toDay)) onDates(typed);
  };
  const onKeyDown = (key: string): void => {
    if (key === 'Enter') use();
  };
  return (
    <div className="dates">
      <label>
        {t('span.from')}
        <input
          ref={fromField}
          type="date"
          required
          max={today}
          value={typed.fromDay}
          onChange={({ currentTarget }) => setTyped({ ...typed, fromDay: currentTarget.value })}
          onBlur={use}
          onKeyDown={({ key }) => onKeyDown(key)}
        />
      </label>
      <label>
        {t('span.to')}
        <input
          type="date"
          required
          max={today}
          value={typed.toDay}
          onChange={({ currentTarget }) => setTyped({ ...typed, toDay: currentTarget.value })}
          onBlur={use}
          onKeyDown={({ key }) => onKeyDown(key)}
        />
      </label>
    </div>
  );
}
