import { z } from 'zod';
import type { StoredEvent } from '../db/events.ts';

const Id = z.string();
const MaybeId = z
  .string()
  .nullish()
  .transform((id) => id ?? null);
const Instant = z.number();

const OfEntry = z.object({ entryId: Id });

/** What is read of the bodies of the events that waits depend on, by type. */
const BODIES = {
  'visit.checked-in': z.object({
    serviceId: Id,
    providerId: MaybeId,
    appointmentId: MaybeId,
    appointmentAt: Instant.nullish().transform((at) => at ?? null),
  }),
  'schedule.changed': z.object({
    changes: z.array(
      z.object({
        appointmentId: Id,
        startAt: Instant,
        serviceId: Id,
        providerId: MaybeId,
        status: z.enum(['booked', 'cancelled']),
      }),
    ),
  }),
  'queue.called': z.object({ stationId: Id }),
  'queue.started': OfEntry,
  'queue.finished': OfEntry,
  'queue.held': OfEntry,
  'queue.resumed': OfEntry,
  'queue.not-come': OfEntry,
  'queue.put-back': OfEntry,
  'queue.left': OfEntry,
  'queue.transferred': z.object({ serviceId: Id, providerId: MaybeId }),
  'queue.priority-set': z.object({ priority: z.number() }),
  'queue.undone': OfEntry,
  'station.open': z.object({ providerId: MaybeId }),
  'station.paused': z.object({ untilAt: Instant.nullish().transform((at) => at ?? null) }),
  'station.closed': z.object({}),
  'notice.shown': z.object({ stationId: MaybeId, minutes: z.number() }),
  'notice.cleared': z.object({}),
} as const;

type Bodies = { [T in keyof typeof BODIES]: { readonly type: T } & z.infer<(typeof BODIES)[T]> };
type Body = Bodies[keyof Bodies];

export type StationBody = Extract<
  Body,
  { readonly type: `station.${string}` | `notice.${string}` }
> & { readonly about: 'station' };
export type VisitBody = Exclude<
  Body,
  { readonly type: `station.${string}` | `notice.${string}` }
> & { readonly about: 'visit' };

/** Emptied when the time it is kept for was over. */
const EMPTIED = '{}';
const EMPTY_BY_NATURE = new Set(['notice.cleared']);

/** The body of an event that waits depend on; null for any other, and for one that was emptied. */
export function bodiesOf({ type, body: text }: StoredEvent): StationBody | VisitBody | null {
  const schema = Object.hasOwn(BODIES, type) ? BODIES[type as keyof typeof BODIES] : undefined;
  if (!schema || (text === EMPTIED && !EMPTY_BY_NATURE.has(type))) return null;
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  const about = /^(?:station|notice)\./.test(type) ? 'station' : 'visit';
  // True because the schema is that of this type, and the prefix says which of the two it is of.
  return { ...parsed.data, type, about } as StationBody | VisitBody;
}
