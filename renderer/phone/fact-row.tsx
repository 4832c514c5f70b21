import type { ReactNode } from 'preact/compat';
import { Icon } from '../ui/icon.tsx';

type Props = {
  readonly shape: string;
  readonly title: string;
  readonly children?: ReactNode;
};

/** One fact: an icon, what it is, and one line about it. */
export function FactRow({ shape, title, children }: Props) {
  return (
    <li className="fact">
      <span className="fact-icon">
        <Icon shape={shape} />
      </span>
      <p>
        <strong>{title}</strong>
        {children !== undefined && <span className="quieter">{children}</span>}
      </p>
    </li>
  );
}
