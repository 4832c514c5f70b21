import { useState } from 'preact/compat';
import { useTranslation } from '../i18n/use-translation.ts';
import { createChime } from '../ui/chime.ts';
import { Icon } from '../ui/icon.tsx';
import { CLOSE, DOOR, REPEAT, SCREEN, SPEAKER } from '../ui/icon-shapes.ts';
import type { SureAction } from './actions.ts';

type Props = {
  /** A server on another machine is not ours to restart. */
  readonly hasOwnServer: boolean;
  readonly onAction: (action: SureAction) => void;
};

/** What can be done from here. All but the sound asks once more. */
export function Actions({ hasOwnServer, onAction }: Props) {
  const { t } = useTranslation('staff');
  const [chime] = useState(createChime);
  return (
    <section className="actions" aria-label={t('maintenance.actions')}>
      <ActionButton icon={SPEAKER} text={t('action.test-sound')} onTouch={chime.ring} />
      {ACTIONS.map(({ action, icon }) =>
        action === 'restart-server' && !hasOwnServer ? null : (
          <ActionButton
            key={action}
            icon={icon}
            text={t(`action.${action}`)}
            onTouch={() => onAction(action)}
          />
        ),
      )}
    </section>
  );
}

const ACTIONS: readonly { readonly action: SureAction; readonly icon: string }[] = [
  { action: 'reload-pages', icon: SCREEN },
  { action: 'restart-server', icon: REPEAT },
  { action: 'restart-program', icon: DOOR },
  { action: 'quit-program', icon: CLOSE },
];

type ButtonProps = {
  readonly icon: string;
  readonly text: string;
  readonly onTouch: () => void;
};

function ActionButton({ icon, text, onTouch }: ButtonProps) {
  return (
    <button type="button" className="action" onClick={onTouch}>
      <Icon shape={icon} />
      {text}
    </button>
  );
}
