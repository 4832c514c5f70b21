import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { RecordedEvent } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { dayStartAt } from '../clock.ts';

export type DaySpan = {
  /** The first and the last day, such as "2026-11-21"; null: from the beginning, to the end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
};

type Booked = Extract<RecordedEvent, { readonly type: 'booked' }>;
type Settings = Extract<RecordedEvent, { readonly type: 'clinic' }>;

/**
 * The events of some days of a recorded log, in their order. What was said before the first of them and
 * still holds then comes first, at its own time: the clinic's settings, and who is booked for later.
 */
export function* recordedDays(
  events: Iterable<RecordedEvent>,
  { from, to, timeZone }: DaySpan,
): Generator<RecordedEvent> {
  const fromAt = from === null ? -Infinity : dayStartAt(from, timeZone);
  const untilAt = to === null ? Infinity : dayStartAt(dayAfter(to), timeZone);
  const before = new Before();
  let isBegun = false;
  for (const event of events) {
    if (event.at >= untilAt) break;
    if (event.at < fromAt) {
      before.take(event);
      continue;
    }
    if (!isBegun) yield* before.stillHolds(fromAt);
    isBegun = true;
    yield event;
  }
}

/** What was said before the first day that is wanted. */
class Before {
  #settings: Settings | null = null;
  readonly #booked = new Map<string, Booked>();

  take(event: RecordedEvent): void {
    if (event.type === 'clinic') this.#settings = event;
    else if (event.type === 'booked') this.#booked.set(event.visit, event);
    else if (event.type === 'cancelled') this.#booked.delete(event.visit);
  }

  stillHolds(fromAt: EpochMs): readonly RecordedEvent[] {
    const booked = [...this.#booked.values()].filter(({ startAt }) => startAt >= fromAt);
    const settings = this.#settings === null ? [] : [this.#settings];
    return [...settings, ...booked].toSorted((a, b) => a.at - b.at);
  }
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}
