import type { ReactNode } from 'preact/compat';
import { Icon } from '../ui/icon.tsx';
import type { Steps } from './use-steps.ts';

type Props = {
  readonly steps: Steps;
  readonly place: string;
  readonly onStep: () => void;
  readonly children: ReactNode;
  readonly icon?: string;
  readonly kind?: 'main' | 'plain';
  readonly isSmall?: boolean;
  readonly isBlocked?: boolean;
  /** Names a button whose words alone would not say whom it is about. */
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  /** For a choice among buttons: whether it is the present one. */
  readonly isPressed?: boolean;
};

/**
 * A button that changes something. It is never `disabled` but says so: a button that goes dead under
 * the finger takes the keyboard's place on the page with it.
 */
export function StepButton({ steps, place, onStep, children, ...look }: Props) {
  const isOff = !steps.canAct || steps.isBusy(place) || look.isBlocked === true;
  const classes = ['button'];
  if (look.kind === 'main') classes.push('main');
  if (look.isSmall === true) classes.push('small');
  return (
    <button
      type="button"
      className={classes.join(' ')}
      aria-disabled={isOff}
      aria-busy={steps.isBusy(place)}
      aria-label={look.label}
      aria-describedby={look.describedBy}
      aria-pressed={look.isPressed}
      onClick={() => {
        if (!isOff) onStep();
      }}
    >
      {look.icon === undefined ? null : <Icon shape={look.icon} />}
      {children}
    </button>
  );
}
