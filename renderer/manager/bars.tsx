import type { ReactNode } from 'preact/compat';
import type { Words } from './use-words.ts';

export type Bar = { readonly id: string; readonly label: ReactNode; readonly count: number };

type Props = {
  readonly words: Words;
  readonly bars: readonly Bar[];
  readonly className?: string;
};

/** Counts beside bars; the longest bar is the largest count. */
export function Bars({ words, bars, className = '' }: Props) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className={`bars ${className}`}>
      {bars.map(({ id, label, count }) => (
        <li key={id}>
          <span className="bar-label">{label}</span>
          <span className="bar-track" aria-hidden="true">
            <em style={{ inlineSize: `${(count / most) * 100}%` }} />
          </span>
          <b>{words.number(count)}</b>
        </li>
      ))}
    </ul>
  );
}
