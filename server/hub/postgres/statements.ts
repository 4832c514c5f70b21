import type { Statement } from './database.ts';
import { COLUMNS } from './item-columns.ts';

// The items of a request come first, a text for each of their columns: a request is one statement,
// however many events it has.
const ITEM = `
  item AS MATERIALIZED (
    SELECT * FROM unnest(
      ${COLUMNS.map(([, type], index) => columnOf(index + 1, type)).join(',\n      ')}
    ) AS item (${COLUMNS.map(([name]) => name).join(', ')}))`;

function columnOf(number: number, type: string): string {
  return `string_to_array($${number}::text, E'\\x1f', E'\\x1e')::${type}[]`;
}

const [CLINIC, STREAM, RECEIVED_AT, BACKLOG] = ['integer', 'integer', 'bigint', 'bigint'].map(
  (type, index) => `$${COLUMNS.length + 1 + index}::${type}`,
);

const EVENT_AND_FACT = `
  event_row AS (
    INSERT INTO event (event_id, received_at, occurred_at, schema, type, aggregate, body)
    SELECT id, ${RECEIVED_AT}, occurred_at, schema, type, aggregate, body
      FROM item WHERE body IS NOT NULL),
  fact_row AS (
    INSERT INTO fact (event_id, seq, at, clinic, day, stream, score, kind, subject, entry, detail)
    SELECT id, seq, occurred_at, ${CLINIC}, day, ${STREAM}, score, kind, subject, entry, detail
      FROM item WHERE kind IS NOT NULL)`;

/**
 * Binds what is new and writes all that follows from it. Values: the columns of the items, clinic,
 * stream, received at, backlog. What was already bound is only missing from the count `fresh`: then
 * all of it must be rolled back.
 */
export const TAKE: Statement = {
  name: 'take',
  text: `WITH ${ITEM},
  key_row AS (
    INSERT INTO event_key (event_id, seq, received_at, stream, sha256, quarantined)
    SELECT id, seq, ${RECEIVED_AT}, ${STREAM}, decode(sha256, 'hex'), quarantined FROM item
    ON CONFLICT DO NOTHING RETURNING 1),
  ${EVENT_AND_FACT},
  quarantined_row AS (
    INSERT INTO quarantined_event (event_id, clinic, detail, raw)
    SELECT id, ${CLINIC}, reason, raw FROM item WHERE raw IS NOT NULL ON CONFLICT DO NOTHING),
  clinic_row AS (
    UPDATE clinic SET last_heard_at = greatest(last_heard_at, ${RECEIVED_AT}),
      backlog = ${BACKLOG}, taken = taken + (SELECT count(*) FROM key_row)
    WHERE number = ${CLINIC})
  SELECT (SELECT count(*) FROM key_row) AS fresh,
    EXISTS (SELECT 1 FROM event_again AS again JOIN item ON item.seq = again.seq
             WHERE again.stream = ${STREAM}) AS overlaps`,
};

/** Gives quarantined events their effect after all. Values: the same, without the backlog. */
export const RELEASE: Statement = {
  name: 'release',
  text: `WITH ${ITEM},
  key_row AS (
    UPDATE event_key SET quarantined = NULL, received_at = ${RECEIVED_AT}
      FROM item WHERE event_key.event_id = item.id),
  gone AS (DELETE FROM quarantined_event WHERE event_id IN (SELECT id FROM item)),
  ${EVENT_AND_FACT}
  UPDATE clinic SET taken = taken + 1 WHERE number = ${CLINIC}`,
};

export const BIND_AGAIN: Statement = {
  name: 'bind-again',
  text: `INSERT INTO event_again (stream, seq, event_id)
    SELECT $1::integer, item.seq, item.id FROM unnest($2::bigint[], $3::uuid[]) AS item (seq, id)`,
};

export const KNOWN_EVENTS: Statement = {
  name: 'known-events',
  text: `SELECT event_id AS id, encode(sha256, 'hex') AS sha256, quarantined
    FROM event_key WHERE event_id = ANY ($1::uuid[])`,
};

export const BOUND_NUMBERS: Statement = {
  name: 'bound-numbers',
  text: `SELECT seq, event_id AS id FROM event_key WHERE stream = $1 AND seq = ANY ($2::bigint[])
    UNION ALL
    SELECT seq, event_id FROM event_again WHERE stream = $1 AND seq = ANY ($2::bigint[])`,
};

export const FIND_STREAM: Statement = {
  name: 'find-stream',
  text: 'SELECT number, clinic FROM stream WHERE id = $1',
};

export const BEGIN_STREAM: Statement = {
  name: 'begin-stream',
  text: `INSERT INTO stream (id, clinic, base_seq, begun_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO NOTHING`,
};

export const ALARM: Statement = {
  name: 'alarm',
  text: `INSERT INTO rollback_alarm (clinic, stream_id, seq, last_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (clinic, stream_id) DO UPDATE SET seq = excluded.seq, last_at = excluded.last_at`,
};

export const HELD: Statement = {
  name: 'held',
  text: `WITH held AS (
    SELECT seq, event_id FROM event_key WHERE stream = $1 AND seq BETWEEN $2 AND $3
    UNION ALL
    SELECT seq, event_id FROM event_again WHERE stream = $1 AND seq BETWEEN $2 AND $3)
  SELECT count(*) AS count,
    encode(sha256(convert_to(coalesce(string_agg(
      held.seq || '|' || held.event_id || '|' || encode(key.sha256, 'hex') || E'\\n', '' ORDER BY held.seq
    ), ''), 'UTF8')), 'hex') AS sha256,
    greatest(
      (SELECT max(seq) FROM event_key WHERE stream = $1),
      (SELECT max(seq) FROM event_again WHERE stream = $1), 0) AS "lastSeq"
  FROM held JOIN event_key AS key USING (event_id)`,
};

export const HEARD: Statement = {
  name: 'heard',
  text: 'UPDATE clinic SET last_heard_at = greatest(last_heard_at, $2) WHERE number = $1',
};

// At least the time: a hub that was restored must not count where it counted before.
export const PUT_SCHEDULE: Statement = {
  name: 'put-schedule',
  text: `WITH day_row AS (
    INSERT INTO schedule_day (clinic, day, appointments) VALUES ($1, $2, $3)
    ON CONFLICT (clinic, day) DO UPDATE SET appointments = excluded.appointments)
  UPDATE clinic SET schedule_as_of = greatest(schedule_as_of + 1, $4::bigint) WHERE number = $1
  RETURNING schedule_as_of AS "asOf"`,
};

// One statement, so that the counter and the lists are of one instant.
export const SCHEDULE: Statement = {
  name: 'schedule',
  text: `SELECT clinic.schedule_as_of AS "asOf", schedule_day.day, schedule_day.appointments
    FROM clinic LEFT JOIN schedule_day
      ON schedule_day.clinic = clinic.number AND schedule_day.day BETWEEN $2 AND $3
   WHERE clinic.number = $1 ORDER BY schedule_day.day`,
};

export const FORGET_SCHEDULES: Statement = {
  name: 'forget-schedules',
  text: 'DELETE FROM schedule_day WHERE day < $1',
};

export const STATES: Statement = {
  name: 'states',
  text: `SELECT id AS "clinicId", last_heard_at AS "lastHeardAt", backlog, taken,
    (SELECT count(*) FROM stream WHERE clinic = clinic.number) AS streams,
    (SELECT count(*) FROM quarantined_event AS kept WHERE kept.clinic = clinic.number) AS quarantined,
    (SELECT max(last_at) FROM rollback_alarm AS alarm WHERE alarm.clinic = clinic.number)
      AS "rollbackAt"
  FROM clinic`,
};

export const FACTS: Statement = {
  name: 'facts',
  text: `SELECT day, at, kind, subject AS "subjectId", entry AS "entryId", detail, score
    FROM fact WHERE clinic = $1 AND day BETWEEN $2 AND $3 ORDER BY stream, seq`,
};

export const NAME_CLINICS: Statement = {
  name: 'name-clinics',
  text: 'INSERT INTO clinic (id) SELECT unnest($1::text[]) ON CONFLICT (id) DO NOTHING',
};

export const CLINIC_NUMBERS: Statement = {
  name: 'clinic-numbers',
  text: 'SELECT id, number FROM clinic',
};
