import { CLOCK, WARNING } from '../ui/icon-shapes.ts';
import { Icon } from '../ui/icon.tsx';
import { useNow } from '../ui/now.ts';
import type { Desk } from './desk.ts';
import { NOT_SENT } from './icon-shapes.ts';
import { upstreamTrouble } from './upstream-trouble.ts';

const SHAPES = { behind: NOT_SENT, 'set-aside': WARNING, list: CLOCK } as const;

type Props = { readonly desk: Desk; readonly onOpen: (anchor: Element) => void };

/** A quiet sign that the hospital does not have everything, or its list is old; nothing otherwise. */
export function UpstreamSign({ desk, onOpen }: Props) {
  const now = useNow(30_000);
  const trouble = upstreamTrouble(desk.snapshot, now);
  return (
    <span className="upstream-sign" aria-live="polite">
      {trouble === null ? null : (
        <button
          type="button"
          className="chip warn"
          aria-haspopup="dialog"
          title={desk.words.t(`upstream.sign.${trouble}`)}
          onClick={(event) => onOpen(event.currentTarget)}
        >
          <Icon shape={SHAPES[trouble]} />
          <span className="sign-words">{desk.words.t(`upstream.sign.${trouble}`)}</span>
        </button>
      )}
    </span>
  );
}
