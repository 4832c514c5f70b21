import type { CSSProperties } from 'preact/compat';
import type { Share } from '../../shared/domain/feedback/share.ts';

type Props = {
  readonly share: Share;
  /** The per cent where the track begins; it ends at 100. */
  readonly floor?: number;
};

/** A share as a point in its likely range, beside the words that say the same. */
export function ShareRange({ share, floor = 0 }: Props) {
  if (share.kind === 'none') return null;
  if (share.kind === 'counts') return <span className="range few" aria-hidden="true" />;
  const { percent, lowPercent, highPercent } = share;
  const low = along(lowPercent, floor);
  return (
    <span className="range" aria-hidden="true">
      <i
        style={{ insetInlineStart: `${low}%`, inlineSize: `${along(highPercent, floor) - low}%` }}
      />
      <b style={placeAlong(percent, floor)} />
    </span>
  );
}

/** Where a per cent stands on a track that begins at `floor`. */
export function placeAlong(percent: number, floor: number): CSSProperties {
  return { insetInlineStart: `${along(percent, floor)}%` };
}

function along(percent: number, floor: number): number {
  return ((percent - floor) / (100 - floor)) * 100;
}
