import type { Appointment } from 'fhir/r4.js';
import { wholeOf } from '../seeded-random.ts';

export type HospitalRow = {
  readonly status: 'booked' | 'cancelled';
  /** Minutes after ten. */
  readonly minute: number;
};

/** What a hospital has booked, and how that changes by itself. */
export class HospitalList {
  readonly #random: () => number;
  readonly #rows = new Map<string, HospitalRow>();
  readonly #gone = new Set<string>();
  #made = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  add(): void {
    this.#made += 1;
    this.#rows.set(`p${this.#made}`, { status: 'booked', minute: this.#minute() });
  }

  /** One is cancelled, vanishes, is moved, or comes back; and sometimes another is added. */
  change(): void {
    const ids = [...this.#rows.keys()];
    const id = ids[wholeOf(this.#random, 0, ids.length - 1)] ?? '';
    const row = this.#rows.get(id);
    if (!row) return this.add();
    const chance = this.#random();
    if (chance < 0.25) this.#rows.set(id, { ...row, status: 'cancelled' });
    else if (chance < 0.5) this.#vanish(id);
    else this.#rows.set(id, { status: 'booked', minute: this.#minute() });
    if (this.#random() < 0.6 || this.#rows.size < 6) this.add();
  }

  rows(): ReadonlyMap<string, HospitalRow> {
    return new Map(this.#rows);
  }

  async writeTo(
    put: (id: string, change: Partial<Appointment>) => Promise<void>,
    remove: (type: 'Appointment', id: string) => Promise<void>,
  ): Promise<void> {
    for (const [id, { status, minute }] of this.#rows) {
      const start = new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString();
      const end = new Date(Date.UTC(2026, 10, 21, 10, minute + 10)).toISOString();
      await put(id, { status, start, end });
    }
    for (const id of this.#gone) await remove('Appointment', id);
    this.#gone.clear();
  }

  #vanish(id: string): void {
    this.#rows.delete(id);
    this.#gone.add(id);
  }

  #minute(): number {
    return wholeOf(this.#random, 0, 300);
  }
}
