import type { FhirClinic } from '../../support/fhir-clinic.ts';
import type { FaultCount } from '../fault.ts';
import { wholeOf } from '../seeded-random.ts';
import type { ListWay } from './broken-pages.ts';
import type { HospitalRow } from './hospital-list.ts';

type Listed = ReadonlyMap<string, HospitalRow>;

type Pulled = {
  readonly listed: Listed;
  readonly way: ListWay;
  readonly result: 'applied' | 'too-old' | 'failed';
  /** The clinic's own facts before the list came. */
  readonly before: string;
};

type Row = {
  readonly id: string;
  readonly ref: string;
  readonly status: 'booked' | 'cancelled';
  readonly minute: number;
  /** Of the appointment as it was when the patient came; null while nobody has. */
  readonly came_for_minute: number | null;
  readonly has_conflict: number;
};

const DAY = '2026-11-21';
const AT_TEN = Date.UTC(2026, 10, 21, 10, 0);

/** Compares the clinic's day with the last list that came whole, and its own facts with themselves. */
export class ScheduleAudit {
  readonly #foyer: FhirClinic;
  #lastWhole: Listed = new Map();
  #applied = 0;
  #lost = 0;
  readonly #broken = new Set<string>();

  constructor(foyer: FhirClinic) {
    this.#foyer = foyer;
  }

  check({ listed, way, result, before }: Pulled): void {
    if (way === 'whole') this.#lastWhole = listed;
    if (way === 'whole' && result !== 'applied') this.#broken.add('A whole list was not applied');
    this.#applied += result === 'applied' ? 1 : 0;
    if (this.localFacts() !== before) this.#broken.add('A list changed a visit or a queue entry');
    const rows = this.#rows();
    for (const [ref, wanted] of this.#lastWhole) {
      const row = rows.find((candidate) => candidate.ref === ref);
      if (!row) this.#lost += 1;
      else this.#checkRow(row, wanted);
    }
    for (const row of rows) if (!this.#lastWhole.has(row.ref)) this.#checkRow(row, null);
  }

  /** All that happened in the clinic itself, as text. */
  localFacts(): string {
    const { db } = this.#foyer.clinic.app;
    const visits = db.prepare('SELECT * FROM visit ORDER BY id').all();
    return JSON.stringify([visits, db.prepare('SELECT * FROM queue_entry ORDER BY id').all()]);
  }

  async somebodyComes(random: () => number): Promise<void> {
    const booked = this.#rows().filter(
      (row) => row.status === 'booked' && row.came_for_minute === null,
    );
    const row = booked[wholeOf(random, 0, Math.max(0, booked.length - 1))];
    if (row) await this.#foyer.checkIn(row.ref);
  }

  count(): FaultCount {
    const broken = [...this.#broken];
    return {
      tried: 0,
      acknowledged: this.#applied,
      lost: this.#lost,
      duplicated: 0,
      reordered: 0,
      broken,
    };
  }

  #checkRow(row: Row, wanted: HospitalRow | null): void {
    const isListed = wanted?.status === 'booked';
    if (row.came_for_minute !== null) {
      if (row.status !== 'booked') this.#broken.add('Somebody who is here was taken off the day');
      const isSame = isListed && row.came_for_minute === wanted.minute;
      if (!isSame && row.has_conflict === 0) this.#broken.add('The desk was not told');
      if (isSame && row.has_conflict === 1) this.#broken.add('The desk was told of nothing');
      return;
    }
    if (isListed && row.status !== 'booked') this.#lost += 1;
    if (!isListed && row.status === 'booked') this.#broken.add('Somebody is expected in vain');
    if (isListed && row.minute !== wanted.minute) this.#broken.add('A time is not the listed one');
  }

  #rows(): readonly Row[] {
    return this.#foyer.clinic.app.db
      .prepare<[string], Row>(
        `SELECT id, ref, status, (start_at - ${AT_TEN}) / 60000 AS minute,
           (SELECT (appointment_at - ${AT_TEN}) / 60000 FROM queue_entry
             JOIN visit ON visit.id = visit_id
             WHERE appointment_id = appointment.id) AS came_for_minute,
           EXISTS (SELECT 1 FROM schedule_conflict AS conflict
             WHERE conflict.appointment_id = appointment.id AND closed_at IS NULL) AS has_conflict
         FROM appointment WHERE day = ?`,
      )
      .all(DAY);
  }
}
