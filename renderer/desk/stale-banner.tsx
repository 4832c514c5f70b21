import { WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import type { Words } from './use-words.ts';

/** The line is down: since when, and that nothing can be done here until it is back. */
export function StaleBanner({
  words,
  sinceAt,
}: {
  readonly words: Words;
  readonly sinceAt: number;
}) {
  return (
    <p className="stale" role="alert">
      <Icon shape={WARNING} />
      <strong>{words.common('link.stale', { time: words.clock(sinceAt) })}.</strong>
      {words.t('link.stale')}
    </p>
  );
}
