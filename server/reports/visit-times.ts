import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from '../db/open-database.ts';
import type { Span } from './span.ts';

/** How long somebody waited in one queue of their visit for their first call, by whichever service. */
export type Wait = {
  readonly entryId: string;
  readonly day: string;
  readonly serviceId: string;
  /** Which of the visit's queues it is, from 1. */
  readonly leg: number;
  /** Check-in, or the booked time of those who were early. */
  readonly fromAt: EpochMs;
  /** Calls that were taken back do not count. */
  readonly calledAt: EpochMs | null;
  /** When they went, or were given up. */
  readonly goneAt: EpochMs | null;
};

/** A window somebody was told, and what came of it. */
export type ToldWindow = {
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly calledAt: EpochMs | null;
  /** When they went, or were given up. */
  readonly goneAt: EpochMs | null;
};

/** When things happened on one visit. Nothing here says whose it was. */
export type VisitTimes = {
  readonly day: string;
  readonly serviceId: string;
  readonly bookedAt: EpochMs | null;
  readonly checkedInAt: EpochMs;
  readonly calledAt: EpochMs | null;
  readonly startedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
  readonly firstWindow: ToldWindow | null;
};

// The first call of the visit from the queue of `entry` on. "Undo" takes back the last call made before it, so a
// later call of the same entry still counts. The plus lets the index over JSON be used: without it
// the text column's affinity would rule it out.
const FIRST_CALL_SQL = `
  (SELECT min(call.called_at) FROM queue_entry AS any_entry
     JOIN call ON call.entry_id = any_entry.id
    WHERE any_entry.visit_id = entry.visit_id AND call.is_recall = 0
      AND (entry.leg = 1 OR any_entry.leg >= entry.leg)
      AND NOT EXISTS
        (SELECT 1 FROM event
          WHERE event.type = 'queue.undone'
            AND json_extract(event.body, '$.entryId') = +call.entry_id
            AND event.occurred_at >= call.called_at
            AND json_extract(event.body, '$.step') = 'call'
            AND NOT EXISTS
              (SELECT 1 FROM call AS later
                WHERE later.entry_id = call.entry_id AND later.is_recall = 0
                  AND later.number > call.number AND later.called_at <= event.occurred_at)))`;

const GONE_SQL = `
  (SELECT max(ended_at) FROM queue_entry
    WHERE visit_id = entry.visit_id AND status IN ('left', 'no-show'))`;

const FIRST_PROMISE_SQL = `promise.id =
  (SELECT id FROM promise WHERE entry_id = entry.id AND is_shown = 1
    ORDER BY issued_at, id LIMIT 1)`;

export const WAITS_SQL = `
  SELECT entry.id AS entryId, entry.day, entry.service_id AS serviceId, entry.leg,
    max(entry.queued_at, coalesce(entry.appointment_at, 0)) AS fromAt,
    ${FIRST_CALL_SQL} AS calledAt, ${GONE_SQL} AS goneAt
  FROM queue_entry AS entry WHERE entry.day BETWEEN ? AND ? AND entry.leg >= 1`;

export const VISIT_TIMES_SQL = `
  SELECT entry.day, entry.service_id AS serviceId, entry.appointment_at AS bookedAt,
    entry.queued_at AS checkedInAt, ${FIRST_CALL_SQL} AS calledAt,
    (SELECT min(started_at) FROM queue_entry WHERE visit_id = entry.visit_id) AS startedAt,
    (SELECT max(ended_at) FROM queue_entry
      WHERE visit_id = entry.visit_id AND status = 'done' AND started_at IS NOT NULL) AS finishedAt,
    promise.from_at AS windowFromAt, promise.to_at AS windowToAt, ${GONE_SQL} AS goneAt
  FROM queue_entry AS entry LEFT JOIN promise ON ${FIRST_PROMISE_SQL}
  WHERE entry.day BETWEEN ? AND ? AND entry.leg = 1
  ORDER BY entry.day, entry.queued_at`;

type TimesRow = Omit<VisitTimes, 'firstWindow'> & {
  readonly windowFromAt: EpochMs | null;
  readonly windowToAt: EpochMs | null;
  readonly goneAt: EpochMs | null;
};

/** The wait in every queue of every visit of the span, also of those who are still waiting. */
export function readWaits(db: Db, { fromDay, toDay }: Span): readonly Wait[] {
  return db.prepare<[string, string], Wait>(WAITS_SQL).all(fromDay, toDay);
}

/** Every visit of the span in the order of check-in. */
export function readVisitTimes(db: Db, { fromDay, toDay }: Span): readonly VisitTimes[] {
  return db
    .prepare<[string, string], TimesRow>(VISIT_TIMES_SQL)
    .all(fromDay, toDay)
    .map(({ windowFromAt, windowToAt, goneAt, ...times }) => ({
      ...times,
      firstWindow:
        windowFromAt === null || windowToAt === null
          ? null
          : { fromAt: windowFromAt, toAt: windowToAt, calledAt: times.calledAt, goneAt },
    }));
}

/** The time of the newest event: as far as the clinic's log knows, it is not earlier than this. */
export function readLatestAt(db: Db): EpochMs {
  const last = db
    .prepare<[], { readonly at: number }>(
      'SELECT occurred_at AS at FROM event ORDER BY seq DESC LIMIT 1',
    )
    .get();
  return last?.at ?? 0;
}

/**
 * Whether a window was kept: called no later than its end. Null while that is open, which it
 * also stays for those who went home within it.
 */
export function wasKept(window: ToldWindow, latestAt: EpochMs): boolean | null {
  if (window.calledAt !== null) return window.calledAt <= window.toAt;
  return (window.goneAt ?? latestAt) > window.toAt ? false : null;
}
