import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { clinicNumbers } from '../clinic-numbers.ts';
import type { Fact } from '../facts.ts';
import { readSchedule, type ScheduleRow } from '../schedule-row.ts';
import type { ClinicState, HubStore } from '../store.ts';
import { openHubDatabase } from './open-hub-database.ts';
import { createPush } from './push.ts';

const HELD_SQL = `
  SELECT held.seq || '|' || held.event_id || '|' || key.sha256 AS line FROM (
    SELECT seq, event_id FROM event_key WHERE stream = :stream AND seq BETWEEN :from AND :to
    UNION ALL
    SELECT seq, event_id FROM event_again WHERE stream = :stream AND seq BETWEEN :from AND :to
  ) AS held JOIN event_key AS key USING (event_id) ORDER BY held.seq`;

const LAST_SEQ_SQL = `
  SELECT max(
    coalesce((SELECT max(seq) FROM event_key WHERE stream = :stream), 0),
    coalesce((SELECT max(seq) FROM event_again WHERE stream = :stream), 0))`;

const STATES_SQL = `
  SELECT id AS clinicId, last_heard_at AS lastHeardAt, backlog, taken,
    (SELECT count(*) FROM stream WHERE clinic = clinic.number) AS streams,
    (SELECT count(*) FROM quarantined_event AS kept WHERE kept.clinic = clinic.number) AS quarantined,
    (SELECT max(last_at) FROM rollback_alarm AS alarm WHERE alarm.clinic = clinic.number)
      AS rollbackAt
  FROM clinic`;

const SCHEDULE_SQL = `
  SELECT clinic.schedule_as_of AS asOf, schedule_day.day, schedule_day.appointments
    FROM clinic LEFT JOIN schedule_day
      ON schedule_day.clinic = clinic.number AND schedule_day.day BETWEEN ? AND ?
   WHERE clinic.number = ? ORDER BY schedule_day.day`;

const FACTS_SQL = `
  SELECT day, at, kind, subject AS subjectId, entry AS entryId, detail, score
    FROM fact WHERE clinic = ? AND day BETWEEN ? AND ? ORDER BY stream, seq`;

/**
 * The hub's store in one file in `folder`, for one hub alone and some clinics. Throws a plain sentence
 * when the folder cannot be used or another hub has it.
 */
export function openSqliteStore(folder: string, clinicIds: readonly string[]): HubStore {
  const { db, close } = openHubDatabase(path.resolve(folder));
  const name = db.prepare('INSERT INTO clinic (id) VALUES (?) ON CONFLICT DO NOTHING');
  for (const id of clinicIds) name.run(id);
  return createStore(db, close);
}

function createStore(db: Database, close: () => void): HubStore {
  const numberOf = clinicNumbers(
    db
      .prepare<[], { readonly id: string; readonly number: number }>(
        'SELECT id, number FROM clinic',
      )
      .all(),
  );
  const push = createPush(db, numberOf);
  const stream = db.prepare<[string], { readonly number: number; readonly clinic: number }>(
    'SELECT number, clinic FROM stream WHERE id = ?',
  );
  type Range = { readonly stream: number | null; readonly from: number; readonly to: number };
  const held = db.prepare<[Range], { readonly line: string }>(HELD_SQL);
  const lastSeq = db.prepare<[{ readonly stream: number | null }], number>(LAST_SEQ_SQL).pluck();
  const heard = db.prepare(
    'UPDATE clinic SET last_heard_at = max(coalesce(last_heard_at, 0), ?) WHERE number = ?',
  );
  const putDay = db.prepare(
    `INSERT INTO schedule_day (clinic, day, appointments) VALUES (?, ?, ?)
     ON CONFLICT (clinic, day) DO UPDATE SET appointments = excluded.appointments`,
  );
  const countUp = db
    .prepare<[number, number], number>(
      // At least the time: a hub that was restored must not count where it counted before.
      `UPDATE clinic SET schedule_as_of = max(schedule_as_of + 1, ?) WHERE number = ?
       RETURNING schedule_as_of`,
    )
    .pluck();
  const schedule = db.prepare<[string, string, number], ScheduleRow>(SCHEDULE_SQL);
  const forget = db.prepare('DELETE FROM schedule_day WHERE day < ?');
  const states = db.prepare<[], ClinicState>(STATES_SQL);
  const facts = db.prepare<[number, string, string], Fact>(FACTS_SQL);

  return {
    push: async (batch) => push(batch),
    held: async (clinicId, streamId, range) => {
      const row = stream.get(streamId);
      if (row && row.clinic !== numberOf(clinicId)) return null;
      const number = row?.number ?? null;
      const lines = createHash('sha256');
      let count = 0;
      for (const { line } of held.iterate({ stream: number, ...range })) {
        lines.update(`${line}\n`);
        count += 1;
      }
      return { count, sha256: lines.digest('hex'), lastSeq: lastSeq.get({ stream: number }) ?? 0 };
    },
    heard: async (clinicId, at) => {
      heard.run(at, numberOf(clinicId));
    },
    putSchedule: async (clinicId, { day, appointments }, at) =>
      db.transaction(() => {
        putDay.run(numberOf(clinicId), day, JSON.stringify(appointments));
        return countUp.get(at, numberOf(clinicId)) ?? 0;
      })(),
    schedule: async (clinicId, { fromDay, toDay }) =>
      readSchedule(schedule.all(fromDay, toDay, numberOf(clinicId))),
    forgetSchedules: async (beforeDay) => {
      forget.run(beforeDay);
    },
    states: async () => states.all(),
    facts: async (clinicId, { fromDay, toDay }) => facts.all(numberOf(clinicId), fromDay, toDay),
    check: async () => {
      states.all();
    },
    close: async () => close(),
  };
}
