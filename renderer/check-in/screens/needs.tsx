import { useTranslation } from '../../i18n/use-translation.ts';
import type { Need } from '../../../shared/contract/commands.ts';
import { Icon } from '../../ui/icon.tsx';
import { CHAT, CHECK, DOOR, EAR, WHEELCHAIR } from '../../ui/icon-shapes.ts';

const NEEDS: readonly { readonly need: Need; readonly icon: string }[] = [
  { need: 'interpreter', icon: CHAT },
  { need: 'hearing', icon: EAR },
  { need: 'moving', icon: WHEELCHAIR },
  { need: 'quiet', icon: DOOR },
];

type Props = { readonly needs: readonly Need[]; readonly onToggle: (need: Need) => void };

/** What somebody needs today: optional, and changed back by a second touch. */
export function Needs({ needs, onToggle }: Props) {
  const { t } = useTranslation('check-in');
  return (
    <div className="needs-part">
      <h2>{t('needs.title')}</h2>
      <div className="needs">
        {NEEDS.map(({ need, icon }) => (
          <button
            type="button"
            key={need}
            className="need"
            aria-pressed={needs.includes(need)}
            onClick={() => onToggle(need)}
          >
            <Icon shape={icon} />
            <span>{t(`needs.${need}`)}</span>
            {needs.includes(need) ? <Icon shape={CHECK} stroke={3.2} /> : null}
          </button>
        ))}
      </div>
    </div>
  );
}
