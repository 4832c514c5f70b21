import { z } from 'zod';

/**
 * What a site server and a hub say to each other. Events travel at least once and in order; the receiver
 * remembers each for good and answers item by item, after the commit that holds its effect.
 *
 * - `POST /sync/v1/streams/{stream}/events` takes a `PushRequest` and answers with a `PushReply`.
 * - `GET /sync/v1/streams/{stream}/digest?from=&to=` answers with a `Digest` of these numbers, both included.
 * - `GET /sync/v1/schedule?from=&to=&page=` answers with a `SchedulePage` of these days, both included.
 *
 * Each carries the site's token as `Authorization: Bearer`. Instants are epoch milliseconds.
 */
export const SYNC_VERSION = 1;

/** A receiver need not take more than this at once. */
export const MOST_EVENTS_AT_ONCE = 1_000;
export const MOST_BYTES_AT_ONCE = 1024 * 1024;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');
const Instant = z.int();
const Seq = z.int().min(1);
export const StreamId = z.uuid();
const Day = z.iso.date();

export const WireEvent = z.strictObject({
  seq: Seq,
  id: z.uuid(),
  type: z.string().min(1).max(80),
  schema: z.int().min(1),
  aggregate: z.string().min(1).max(200),
  occurredAt: Instant,
  /** Of the bytes of `body` in UTF-8. */
  sha256: Sha256,
  /** JSON as text, so that both ends hash the same bytes. */
  body: z.string(),
});
export type WireEvent = z.output<typeof WireEvent>;

export const PushRequest = z.strictObject({
  version: z.literal(SYNC_VERSION),
  /** The first number of this stream; smaller ones belong to an older stream of the same clinic. */
  baseSeq: Seq,
  sentAt: Instant,
  /** How many events of this clinic are still to come after these: what the hub shows as its backlog. */
  backlog: z.int().min(0),
  /** In the order of `seq`. Those that are not well-formed are still taken into custody, item by item. */
  events: z.array(z.unknown()).min(1).max(MOST_EVENTS_AT_ONCE),
});
export type PushRequest = Omit<z.output<typeof PushRequest>, 'events'> & {
  readonly events: readonly WireEvent[];
};

export const PushReply = z.object({
  version: z.literal(SYNC_VERSION),
  stream: z.string(),
  receivedAt: Instant,
  items: z.array(
    z.object({
      seq: Seq,
      id: z.string(),
      sha256: z.string(),
      /** `quarantined`: its bytes are kept by the receiver, but it has no effect there. */
      status: z.enum(['accepted', 'duplicate', 'quarantined']),
      code: z.string().nullable(),
    }),
  ),
  advice: z.object({
    mostEvents: z.int().min(1),
    mostBytes: z.int().min(1024),
    pauseMs: z.int().min(0),
  }),
});
export type PushReply = z.output<typeof PushReply>;

/** What comes with a status other than 200. */
export const SyncRefusal = z.object({
  /**
   * `stream-rollback` (409): a number of this stream is already bound to another event, or the event's id
   * to other bytes: the sender's disk was set back or copied. Nothing of the request was taken.
   */
  error: z.enum([
    'stream-rollback',
    'invalid-request',
    'not-allowed',
    'too-large',
    'not-found',
    'busy',
  ]),
  message: z.string(),
});
export type SyncRefusal = z.output<typeof SyncRefusal>;

/**
 * `sha256` is over the lines `seq|id|sha256\n` of the events the receiver holds with these numbers, in
 * order. `lastSeq` is the greatest number it holds of the whole stream, 0 when it holds none.
 */
export const Digest = z.object({
  version: z.literal(SYNC_VERSION),
  stream: z.string(),
  count: z.int().min(0),
  sha256: Sha256,
  lastSeq: z.int().min(0),
});
export type Digest = z.output<typeof Digest>;

export const WireAppointment = z.strictObject({
  /** The hospital's own id of the appointment. */
  ref: z.string().min(1).max(80),
  day: Day,
  startAt: Instant,
  serviceId: z.string(),
  providerId: z.string().nullable(),
  firstName: z.string().max(100),
  lastName: z.string().min(1).max(100),
  dateOfBirth: Day,
  status: z.enum(['booked', 'cancelled', 'no-show']),
});
export type WireAppointment = z.output<typeof WireAppointment>;

/** A page of one complete, numbered list; all its pages carry the same `snapshot`, `count` and `sha256`. */
export const SchedulePage = z.object({
  version: z.literal(SYNC_VERSION),
  snapshot: z.string(),
  /** Counts up with every change at the hub: an older list never replaces a newer one. */
  asOf: z.int().min(0),
  page: z.int().min(1),
  pages: z.int().min(1),
  count: z.int().min(0),
  /** Over `JSON.stringify` of each item in order, a line each, `\n` after each. */
  sha256: Sha256,
  /** The days this is the complete list of. */
  days: z.array(Day),
  items: z.array(WireAppointment),
});
export type SchedulePage = z.output<typeof SchedulePage>;
