import type { Need } from '../../shared/contract/commands.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Db } from './open-database.ts';
import type { DayBefore } from './queue-entries.ts';

export type PhoneAnswer = 'on-my-way' | 'need-time';

/** Today's attendance. The name comes from the appointment; a walk-in has none. */
export type Visit = {
  readonly id: string;
  readonly day: string;
  readonly ticket: string;
  readonly appointmentId: string | null;
  readonly name: string | null;
  readonly language: string;
  readonly needs: readonly Need[];
  readonly source: 'kiosk' | 'desk';
  readonly isLate: boolean;
  readonly phoneKey: string;
  readonly phoneAnswer: PhoneAnswer | null;
  readonly checkedInAt: EpochMs;
};

type Row = {
  readonly id: string;
  readonly day: string;
  readonly ticket: string;
  readonly appointment_id: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly language: string;
  readonly needs: string;
  readonly source: 'kiosk' | 'desk';
  readonly is_late: number;
  readonly phone_key: string;
  readonly phone_answer: PhoneAnswer | null;
  readonly checked_in_at: number;
};

export type VisitStore = ReturnType<typeof createVisitStore>;

export function createVisitStore(db: Db) {
  const select = `SELECT visit.*, first_name, last_name FROM visit
     LEFT JOIN appointment ON appointment.id = visit.appointment_id`;
  const insert = db.prepare(
    `INSERT INTO visit (id, day, ticket, appointment_id, language, needs, source, is_late, phone_key,
       phone_answer, checked_in_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setPhoneAnswer = db.prepare('UPDATE visit SET phone_answer = ? WHERE id = ?');
  const ofDay = db.prepare<[string, number, string, number], Row>(
    `${select} WHERE visit.day = ? OR visit.checked_in_at >= ? OR visit.id IN
       (SELECT visit_id FROM queue_entry WHERE day = ? AND queued_at >= ?
          AND status IN ('waiting', 'called', 'in-service', 'held'))
     ORDER BY visit.checked_in_at`,
  );
  return {
    insert: (visit: Visit): void => {
      insert.run(
        visit.id,
        visit.day,
        visit.ticket,
        visit.appointmentId,
        visit.language,
        JSON.stringify(visit.needs),
        visit.source,
        visit.isLate ? 1 : 0,
        visit.phoneKey,
        visit.phoneAnswer,
        visit.checkedInAt,
      );
    },
    setPhoneAnswer: (visitId: string, answer: PhoneAnswer | null): void => {
      setPhoneAnswer.run(answer, visitId);
    },
    /** The visits of a day, those of the day before that are still here, and those just before it. */
    ofDay: (
      day: string,
      before: DayBefore & { readonly checkedInSinceAt: EpochMs },
    ): readonly Visit[] =>
      ofDay.all(day, before.checkedInSinceAt, before.day, before.activeSinceAt).map(fromRow),
  };
}

function fromRow(row: Row): Visit {
  return {
    id: row.id,
    day: row.day,
    ticket: row.ticket,
    appointmentId: row.appointment_id,
    name: row.first_name === null ? null : `${row.first_name} ${row.last_name ?? ''}`.trim(),
    language: row.language,
    // True because only `insert` above writes this column.
    needs: JSON.parse(row.needs) as Need[],
    source: row.source,
    isLate: row.is_late === 1,
    phoneKey: row.phone_key,
    phoneAnswer: row.phone_answer,
    checkedInAt: row.checked_in_at,
  };
}
