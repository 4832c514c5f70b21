import { isActive } from '../../queue-entry.ts';
import type { LegRecord } from './day-record.ts';
import type { RecordedLeg } from './recorded-leg.ts';

/** The legs of one day, by id, by visit, and those that are not over. */
export class RecordedLegs {
  #records: LegRecord[] = [];
  #places = new Map<string, number>();
  readonly #byId = new Map<string, RecordedLeg>();
  readonly #latest = new Map<string, RecordedLeg>();
  readonly #active = new Map<string, RecordedLeg>();

  get(entryId: string): RecordedLeg | null {
    return this.#byId.get(entryId) ?? null;
  }

  /** The visit's newest leg: where the patient is now, or was last. */
  latestOf(visitId: string): RecordedLeg | null {
    return this.#latest.get(visitId) ?? null;
  }

  /** Everybody waiting, called, inside or held. */
  active(): Iterable<RecordedLeg> {
    return this.#active.values();
  }

  /** As it is now: what comes later does not change it. */
  records(): readonly LegRecord[] {
    return this.#records.slice();
  }

  put(leg: RecordedLeg): void {
    const { entryId, visitId } = leg.record;
    const place = this.#places.get(entryId) ?? this.#records.length;
    this.#records[place] = leg.record;
    this.#places.set(entryId, place);
    this.#byId.set(entryId, leg);
    const latest = this.#latest.get(visitId);
    if (!latest || latest.record.leg <= leg.record.leg) this.#latest.set(visitId, leg);
    if (isActive(leg.entry)) this.#active.set(entryId, leg);
    else this.#active.delete(entryId);
  }

  /** Takes back one that should never have been; `before` is the leg its visit was in till then. */
  remove({ record }: RecordedLeg, before: RecordedLeg | null): void {
    this.#records = this.#records.filter(({ entryId }) => entryId !== record.entryId);
    this.#places = new Map(this.#records.map(({ entryId }, place) => [entryId, place]));
    this.#byId.delete(record.entryId);
    this.#active.delete(record.entryId);
    const previous = before && this.get(before.record.entryId);
    if (previous) this.#latest.set(record.visitId, previous);
    else this.#latest.delete(record.visitId);
  }
}
