import type { ReactNode } from 'preact/compat';
import { Icon } from './icon.tsx';
import { CHEVRON } from './icon-shapes.ts';

type ButtonProps = {
  readonly onTouch: () => void;
  readonly isMain?: boolean;
  /** Less than the others: no border, a tint. */
  readonly isQuiet?: boolean;
  /** Being done: it says so and takes no second touch, but keeps the focus. */
  readonly isBusy?: boolean;
  readonly children: ReactNode;
};

/** The large button of a kiosk. It acts when the finger lifts; sliding off cancels. */
export function KioskButton(props: ButtonProps) {
  const { onTouch, isMain = false, isQuiet = false, isBusy = false, children } = props;
  const rank = isMain ? 'btn-main' : isQuiet ? 'btn-quiet' : '';
  return (
    <button
      type="button"
      className={`btn ${rank}`}
      aria-disabled={isBusy}
      aria-busy={isBusy}
      onClick={isBusy ? undefined : onTouch}
    >
      {children}
    </button>
  );
}

type OptionProps = {
  readonly icon: string;
  readonly title: string;
  readonly hint?: string;
  readonly isMain?: boolean;
  readonly isBusy?: boolean;
  readonly onTouch: () => void;
};

/** One of several ways on, with what it leads to. */
export function KioskOption(props: OptionProps) {
  const { icon, title, hint, isMain = false, isBusy = false, onTouch } = props;
  return (
    <button
      type="button"
      className={isMain ? 'option option-main' : 'option'}
      aria-disabled={isBusy}
      onClick={isBusy ? undefined : onTouch}
    >
      <span className="option-icon">
        <Icon shape={icon} />
      </span>
      <span className="option-text">
        <b>{title}</b>
        {hint === undefined ? null : <span>{hint}</span>}
      </span>
      <Icon shape={CHEVRON} stroke={2.6} followsReading />
    </button>
  );
}

type RowProps = { readonly icon: string; readonly title?: string; readonly children?: ReactNode };

/** A fact with its icon: where to go, how long, what comes next. */
export function KioskRow({ icon, title, children }: RowProps) {
  return (
    <li className="row">
      <span className="row-icon">
        <Icon shape={icon} />
      </span>
      <div>
        {title === undefined ? null : <p className="row-title">{title}</p>}
        {children}
      </div>
    </li>
  );
}
