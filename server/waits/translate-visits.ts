import { DAY_MS, type EpochMs } from '../../shared/domain/time.ts';
import type { RecordedFact } from '../../shared/domain/waits/recorded/recorded-event.ts';
import type { StoredEvent } from '../db/events.ts';
import type { VisitBody } from './event-bodies.ts';
import type { StationTranslator } from './translate-stations.ts';

type Of<T extends VisitBody['type']> = Extract<VisitBody, { readonly type: T }>;

/** Where a visit is, as far as the steps that are still to come need it. */
type Place = {
  readonly serviceId: string | null;
  readonly providerId: string | null;
  readonly isInside: boolean;
};

type Visit = {
  /** How it is called in the recorded log. */
  readonly visit: string;
  readonly place: Place;
  readonly lastAt: EpochMs;
  /** The last step, which may be undone: where the visit was before, and how many lines it took. */
  readonly last: { readonly place: Place; readonly lines: number } | null;
};

const NOWHERE: Place = { serviceId: null, providerId: null, isInside: false };

/** Steps that are the same in both logs. */
const SAME = {
  'queue.started': 'started',
  'queue.finished': 'finished',
  'queue.held': 'held',
  'queue.resumed': 'resumed',
  'queue.not-come': 'no-show',
  'queue.left': 'left',
} as const;

/** Visits and bookings in the clinic's log. */
export class VisitTranslator {
  readonly #stations: StationTranslator;
  #visits = new Map<string, Visit>();

  constructor(stations: StationTranslator) {
    this.#stations = stations;
  }

  /** Forgets the visits of days long over. */
  beginDay(at: EpochMs): void {
    this.#visits = new Map([...this.#visits].filter(([, { lastAt }]) => at - lastAt < DAY_MS));
  }

  take(body: VisitBody, event: StoredEvent): readonly RecordedFact[] {
    if (body.type === 'schedule.changed') return body.changes.map(bookingOf);
    const id = event.aggregate.slice(event.aggregate.indexOf(':') + 1);
    const known = this.#visits.get(id) ?? this.#newVisit(id, event);
    const { facts, visit } = this.#step(known, body);
    this.#visits.set(id, { ...visit, lastAt: event.occurredAt });
    return [...this.#stations.leftOpen(), ...facts];
  }

  #newVisit(visit: string, { occurredAt }: StoredEvent): Visit {
    return { visit, place: NOWHERE, lastAt: occurredAt, last: null };
  }

  #step(
    known: Visit,
    body: Exclude<VisitBody, Of<'schedule.changed'>>,
  ): { readonly facts: readonly RecordedFact[]; readonly visit: Visit } {
    const { visit, place } = known;
    switch (body.type) {
      case 'visit.checked-in': {
        const { serviceId, providerId, appointmentId, appointmentAt } = body;
        const named = { ...known, visit: appointmentId ?? visit };
        const to = { serviceId, providerId, isInside: false };
        const bookedAt = appointmentAt === null ? {} : { bookedAt: appointmentAt };
        const fact = { ...checkedIn(named.visit, to), ...bookedAt };
        return { facts: [fact], visit: { ...named, place: to, last: null } };
      }
      case 'queue.called':
        return moved(known, place, [this.#called(known, body.stationId)]);
      case 'queue.put-back':
        return moved(known, place, [
          { type: 'held', visit },
          { type: 'resumed', visit },
        ]);
      case 'queue.transferred': {
        const to = { serviceId: body.serviceId, providerId: body.providerId, isInside: false };
        const end: readonly RecordedFact[] = place.isInside ? [{ type: 'finished', visit }] : [];
        return moved(known, to, [...end, checkedIn(visit, to)]);
      }
      case 'queue.priority-set': {
        const { priority } = body;
        // Without its check-in, which was emptied, nobody can say what it waits for.
        if (place.serviceId === null) return moved(known, place, []);
        const same = { serviceId: place.serviceId, providerId: place.providerId };
        return moved(known, place, [{ ...checkedIn(visit, same), priority }]);
      }
      case 'queue.undone':
        return undone(known);
      case 'queue.started':
      case 'queue.finished':
      case 'queue.held':
      case 'queue.resumed':
      case 'queue.not-come':
      case 'queue.left': {
        const type = SAME[body.type];
        return moved(known, { ...place, isInside: type === 'started' }, [{ type, visit }]);
      }
    }
  }

  #called({ visit, place }: Visit, station: string): RecordedFact {
    if (place.serviceId !== null) this.#stations.serves(station, place.serviceId);
    const provider = this.#stations.providerAt(station);
    return { type: 'called', visit, station, ...(provider === null ? {} : { provider }) };
  }
}

function moved(known: Visit, place: Place, facts: readonly RecordedFact[]) {
  const last = { place: known.place, lines: facts.length };
  return { facts, visit: { ...known, place, last } };
}

/** Every line of the last step is taken back. */
function undone(known: Visit) {
  const { last, visit } = known;
  const facts: readonly RecordedFact[] = Array.from({ length: last?.lines ?? 1 }, () => ({
    type: 'undone' as const,
    visit,
  }));
  return { facts, visit: { ...known, place: last?.place ?? known.place, last: null } };
}

type Queue = { readonly serviceId: string; readonly providerId: string | null };

function checkedIn(visit: string, { serviceId, providerId }: Queue) {
  return {
    type: 'checked-in' as const,
    visit,
    service: serviceId,
    ...(providerId === null ? {} : { provider: providerId }),
  };
}

function bookingOf(change: Of<'schedule.changed'>['changes'][number]): RecordedFact {
  const { appointmentId: visit, serviceId, providerId, startAt, status } = change;
  if (status === 'cancelled') return { type: 'cancelled', visit };
  const provider = providerId === null ? {} : { provider: providerId };
  return { type: 'booked', visit, service: serviceId, ...provider, startAt };
}
