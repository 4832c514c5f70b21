import { useId } from 'preact/compat';
import { useTranslation } from '../../i18n/use-translation.ts';
import { monthName } from '../clinic-day.ts';
import { type BirthEntry, type BirthPart, monthOf } from '../date-of-birth.ts';

type Props = {
  readonly entry: BirthEntry;
  readonly language: string;
  readonly isHidden: boolean;
  /** The error these boxes are described by, or null. */
  readonly errorId: string | null;
  readonly onChoose: (part: BirthPart) => void;
  readonly onEnter: () => void;
};

/** Three boxes with words above them; the month is said as a word as soon as it is one. */
export function BirthBoxes(props: Props) {
  const { entry, language, isHidden } = props;
  const { t } = useTranslation('check-in');
  const month = monthOf(entry);
  const word = month === null || isHidden ? null : monthName(month, language);
  return (
    <fieldset className="birth-boxes" aria-label={t('birth.title')}>
      <BirthBox {...props} part="day" label={t('birth.day')} blanks={2} />
      <BirthBox {...props} part="month" label={t('birth.month')} blanks={2} word={word} />
      <BirthBox {...props} part="year" label={t('birth.year')} blanks={4} />
      <p className="visually-hidden" aria-live="polite">
        {word}
      </p>
    </fieldset>
  );
}

type BoxProps = Props & {
  readonly part: BirthPart;
  readonly label: string;
  readonly blanks: number;
  readonly word?: string | null;
};

function BirthBox({ entry, part, label, blanks, word = null, ...props }: BoxProps) {
  const { t } = useTranslation('check-in');
  const labelId = useId();
  const valueId = useId();
  const digits = entry[part];
  const isCurrent = entry.part === part;
  const missing = isCurrent ? Math.max(0, blanks - digits.length) : 0;
  const spoken = digits === '' ? t('birth.blank') : props.isHidden ? t('birth.hidden') : digits;
  return (
    <div>
      <span id={labelId} className="birth-label">
        {label}
      </span>
      <button
        type="button"
        className="birth-box"
        aria-labelledby={`${labelId} ${valueId}`}
        aria-describedby={props.errorId ?? undefined}
        aria-current={isCurrent}
        onClick={() => props.onChoose(part)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.repeat) return;
          event.preventDefault();
          props.onEnter();
        }}
      >
        <span id={valueId} className="visually-hidden">
          {spoken} {word}
        </span>
        <span className="birth-digits ltr" aria-hidden="true">
          {props.isHidden ? '•'.repeat(digits.length) : digits}
          {isCurrent ? <span className="caret" /> : null}
          {missing === 0 ? null : <span className="blanks">{'–'.repeat(missing)}</span>}
        </span>
        {word === null ? null : (
          <span className="birth-word" aria-hidden="true">
            {word}
          </span>
        )}
      </button>
    </div>
  );
}
