import type { ReactNode } from 'preact/compat';
import { Icon } from '../ui/icon.tsx';
import type { Desk } from './desk.ts';

type Props = {
  readonly desk: Desk;
  readonly onOpen: (anchor: Element) => void;
  readonly children?: ReactNode;
  readonly icon?: string;
  readonly kind?: 'main' | 'small' | 'icon';
  readonly label?: string;
  readonly title?: string;
};

const CLASSES = { main: 'button main', small: 'button small', icon: 'button small only-icon' };

/** A button that asks something first, in a menu beside it. */
export function MenuButton({ desk, onOpen, children, icon, kind, label, title }: Props) {
  return (
    <button
      type="button"
      className={kind === undefined ? 'button' : CLASSES[kind]}
      aria-haspopup="dialog"
      aria-disabled={!desk.steps.canAct}
      aria-label={label}
      title={title}
      onClick={(event) => {
        if (desk.steps.canAct) onOpen(event.currentTarget);
      }}
    >
      {icon === undefined ? null : <Icon shape={icon} stroke={kind === 'icon' ? 3 : 2} />}
      {children}
    </button>
  );
}
