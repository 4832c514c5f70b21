import { useTranslation } from '../i18n/use-translation.ts';
import { Icon } from '../ui/icon.tsx';
import { CHECK } from '../ui/icon-shapes.ts';

type Props = { readonly current: 'waiting' | 'goIn' };

const STEPS = ['checkedIn', 'waiting', 'goIn'] as const;

/** Three steps: what is done, what is now, what comes. */
export function Steps({ current }: Props) {
  const { t } = useTranslation('phone');
  const currentIndex = STEPS.indexOf(current);
  return (
    <ol className="steps" aria-label={t('steps.label')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < currentIndex ? 'past' : index === currentIndex ? 'present' : 'ahead'}
          aria-current={index === currentIndex ? 'step' : undefined}
        >
          <span className="mark" aria-hidden="true">
            {index < currentIndex ? <Icon shape={CHECK} stroke={3.4} /> : index + 1}
          </span>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
