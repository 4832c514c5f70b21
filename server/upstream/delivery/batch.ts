import type { StoredEvent } from '../../db/events.ts';
import type { Stream } from '../../db/streams.ts';
import type { BatchSize } from './batch-size.ts';

/** What one attempt carries: events of one stream, in their order, at least one. */
export type Batch = {
  /** The end of the log, or single events that are to be delivered again. */
  readonly kind: 'log' | 'again';
  readonly events: readonly StoredEvent[];
  readonly bytes: number;
  readonly stream: Stream;
  /** Of the log: how far it is delivered once all of these are settled. */
  readonly throughSeq: number;
};

/** Numbers, hash, names of the fields: everything about an event on the wire but its texts. */
const BYTES_BESIDE_TEXTS = 240;

/**
 * As many of the first events as fit: no more than `size` says, and none of another stream than the
 * first one's, as a request names the stream it is about.
 */
export function fillBatch(
  events: readonly StoredEvent[],
  size: BatchSize,
  streams: readonly Stream[],
): Pick<Batch, 'events' | 'bytes' | 'stream'> {
  const [first] = events;
  if (!first) throw new Error('A batch holds at least one event');
  const stream = streamOf(first.seq, streams);
  let bytes = wireBytes(first);
  let count = 1;
  for (const event of events.slice(1, size.events)) {
    const more = wireBytes(event);
    if (bytes + more > size.bytes || streamOf(event.seq, streams) !== stream) break;
    bytes += more;
    count += 1;
  }
  return { events: events.slice(0, count), bytes, stream };
}

/** The newest stream that reaches back as far as this number; `streams` are oldest first. */
function streamOf(seq: number, streams: readonly Stream[]): Stream {
  const stream = streams.findLast(({ baseSeq }) => baseSeq <= seq);
  if (!stream) throw new Error(`No stream begins at or before event ${seq}`);
  return stream;
}

/** About what an event weighs where its body is a string inside JSON. */
function wireBytes({ body, aggregate, type }: StoredEvent): number {
  const texts = Buffer.byteLength(JSON.stringify(body)) + Buffer.byteLength(aggregate);
  return texts + type.length + BYTES_BESIDE_TEXTS;
}
