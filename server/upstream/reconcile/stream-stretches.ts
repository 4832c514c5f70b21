import type { Stream } from '../../db/streams.ts';

/** Numbers of the log, both ends included, that are delivered under one stream. */
export type Stretch = { readonly stream: string; readonly from: number; readonly to: number };

/**
 * The log up to `through` by stream, oldest first. A later stream takes over everything from its base on,
 * and may so take over all of an earlier one. `streams` are in the order they began.
 */
export function streamStretches(streams: readonly Stream[], through: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let to = through;
  for (const stream of streams.toReversed()) {
    if (stream.baseSeq > to) continue;
    stretches.unshift({ stream: stream.id, from: stream.baseSeq, to });
    to = stream.baseSeq - 1;
  }
  return stretches;
}
