import { useTranslation } from '../i18n/use-translation.ts';
import type { Reason } from '../../shared/domain/clinic.ts';
import { inLanguage } from '../i18n/i18n.ts';
import { CHECK } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { reasonIcon } from './reason-icon.ts';

/** More reasons than this go in three narrower columns. */
const MOST_IN_TWO_COLUMNS = 8;

type Props = {
  readonly question: string;
  readonly reasons: readonly Reason[];
  readonly chosen: readonly string[];
  readonly onTurn: (reasonId: string) => void;
};

export function ReasonChips({ question, reasons, chosen, onTurn }: Props) {
  const { i18n } = useTranslation('feedback');
  const columns = reasons.length > MOST_IN_TWO_COLUMNS ? 'three' : 'two';
  return (
    <fieldset className={`chips chips-${columns}`} aria-label={question}>
      {reasons.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={chosen.includes(id)}
          onClick={() => onTurn(id)}
        >
          <Icon shape={reasonIcon(id)} />
          <span>{inLanguage(label, i18n.language)}</span>
          {chosen.includes(id) && (
            <span className="mark">
              <Icon shape={CHECK} stroke={3} />
            </span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
