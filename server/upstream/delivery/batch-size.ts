/** How much one attempt may carry at most. One event goes in any case, however long it is. */
export type BatchSize = { readonly events: number; readonly bytes: number };

const LEAST_BYTES = 1024;

/** After an attempt that failed: half of what it carried, as a poor line carries little at a time. */
export function halved({ events, bytes }: BatchSize): BatchSize {
  return {
    events: Math.max(1, Math.floor(events / 2)),
    bytes: Math.max(LEAST_BYTES, Math.floor(bytes / 2)),
  };
}

/** After an attempt that went well: twice as much, up to `most`. */
export function doubled({ events, bytes }: BatchSize, most: BatchSize): BatchSize {
  return atMost({ events: events * 2, bytes: bytes * 2 }, most);
}

/** The lesser of both, in events and in bytes. */
export function atMost(size: BatchSize, most: BatchSize): BatchSize {
  return {
    events: Math.min(size.events, most.events),
    bytes: Math.min(size.bytes, most.bytes),
  };
}
