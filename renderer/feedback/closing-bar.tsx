import type { ReactNode } from 'preact/compat';
import type { Closing } from './closing.ts';
import { ClosingTime } from './closing-time.tsx';

type Props = {
  readonly closing: Closing;
  /** What stands before the time, such as "Back". */
  readonly before?: ReactNode;
  readonly children: ReactNode;
};

export function ClosingBar({ closing, before, children }: Props) {
  return (
    <div className="closing-bar">
      {before}
      <ClosingTime closing={closing} />
      {children}
    </div>
  );
}
