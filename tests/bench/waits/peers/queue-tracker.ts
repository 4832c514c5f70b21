import { dueAt } from '../../../../shared/domain/queue-order.ts';
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../../../shared/domain/time.ts';
import type { RecordedEvent } from '../../../../shared/domain/waits/recorded/recorded-event.ts';
import { type Durations, newDurations } from './durations.ts';

/** Somebody in the queue, as a peer knows them. */
export type Person = {
  /** The visit's id for its first queue, "visit#2" for its second. */
  readonly entry: string;
  readonly visit: string;
  readonly service: string;
  readonly visitType: string | null;
  readonly provider: string | null;
  readonly bookedAt: EpochMs | null;
  readonly priority: number;
  readonly queuedAt: EpochMs;
  readonly dueAt: EpochMs;
};

export type Room = {
  readonly station: string;
  services: readonly string[];
  provider: string | null;
  isOpen: boolean;
  inside: { readonly person: Person; readonly sinceAt: EpochMs } | null;
  /** When it was done, if somebody it could call waited then. */
  freeSinceAt: EpochMs | null;
};

/** A call of today: of whom, and when. */
export type Call = { readonly person: Person; readonly at: EpochMs };

type Booking = { readonly provider: string | null; readonly startAt: EpochMs };

const NO_POLICY = { lateGraceMinutes: 10, walkInHandicapMinutes: 20 };

/**
 * The clinic as a peer sees it: the same events that Foyer gets, and nothing else. Kept apart from
 * Foyer's own reading of the log, so that a fault there cannot hide in both.
 */
export class QueueTracker {
  readonly durations: Durations = newDurations();
  readonly rooms = new Map<string, Room>();
  #waiting = new Map<string, Person>();
  #held = new Map<string, Person>();
  #calls: Call[] = [];
  #booked = new Map<string, Booking>();
  #legs = new Map<string, number>();
  #policy = NO_POLICY;
  #day: number | null = null;
  #utcOffsetMinutes = 0;

  get waiting(): readonly Person[] {
    return [...this.#waiting.values()];
  }

  /** Today's calls, oldest first. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  get booked(): readonly Booking[] {
    return [...this.#booked.values()];
  }

  /** The hour of the clinic's own day, with its fraction. */
  hourAt(at: EpochMs): number {
    return (((at + this.#utcOffsetMinutes * MINUTE_MS) % DAY_MS) / DAY_MS) * 24;
  }

  take(event: RecordedEvent): void {
    this.#turnDay(event);
    switch (event.type) {
      case 'clinic':
        this.#policy = event.policy;
        for (const { id, minutes } of event.services) this.durations.configure(id, minutes);
        break;
      case 'booked':
        this.#booked.set(event.visit, {
          provider: event.provider ?? null,
          startAt: event.startAt,
        });
        break;
      case 'cancelled':
        this.#booked.delete(event.visit);
        break;
      case 'checked-in':
        this.#checkIn(event);
        break;
      case 'called':
        this.#call(event);
        break;
      case 'finished':
        this.#end(event.visit, event.at);
        break;
      case 'no-show':
      case 'left':
        this.#waiting.delete(event.visit);
        this.#vacate(event.visit, event.at);
        break;
      case 'held':
        this.#move(event.visit, this.#waiting, this.#held);
        break;
      case 'resumed':
        this.#move(event.visit, this.#held, this.#waiting);
        break;
      case 'station-opened':
        Object.assign(this.#room(event.station), {
          services: event.services,
          provider: event.provider ?? null,
          isOpen: true,
        });
        break;
      case 'station-paused':
      case 'station-closed':
      case 'station-resumed':
        this.#room(event.station).isOpen = event.type === 'station-resumed';
        this.#room(event.station).freeSinceAt = null;
        break;
      case 'started':
      case 'undone':
      case 'notice':
        break;
    }
  }

  #turnDay({ at, utcOffsetMinutes }: RecordedEvent): void {
    const day = Math.floor((at + utcOffsetMinutes * MINUTE_MS) / DAY_MS);
    this.#utcOffsetMinutes = utcOffsetMinutes;
    if (day === this.#day) return;
    this.#day = day;
    this.#waiting = new Map();
    this.#held = new Map();
    this.#booked = new Map();
    this.#legs = new Map();
    this.#calls = [];
    this.rooms.clear();
  }

  #checkIn(event: Extract<RecordedEvent, { type: 'checked-in' }>): void {
    const known = this.#waiting.get(event.visit);
    const queuedAt = known?.queuedAt ?? event.at;
    const bookedAt = event.bookedAt ?? null;
    this.#booked.delete(event.visit);
    this.#waiting.set(event.visit, {
      entry: known?.entry ?? this.#newEntry(event.visit),
      visit: event.visit,
      service: event.service,
      visitType: event.visitType ?? null,
      provider: event.provider ?? null,
      bookedAt,
      priority: event.priority ?? 0,
      queuedAt,
      dueAt: dueAt(
        { queuedAt, appointmentAt: bookedAt },
        {
          ...this.#policy,
          maxOvertakes: 0,
          callsBeforeNoShow: 0,
          noShowPauseMinutes: 0,
          requeuePauseMinutes: 0,
        },
      ),
    });
  }

  #newEntry(visit: string): string {
    const leg = (this.#legs.get(visit) ?? 0) + 1;
    this.#legs.set(visit, leg);
    return leg === 1 ? visit : `${visit}#${leg}`;
  }

  #call(event: Extract<RecordedEvent, { type: 'called' }>): void {
    const person = this.#waiting.get(event.visit) ?? this.#held.get(event.visit);
    if (!person) return;
    const room = this.#room(event.station);
    if (room.freeSinceAt !== null) {
      this.durations.addPause((event.at - room.freeSinceAt) / MINUTE_MS);
    }
    this.#waiting.delete(event.visit);
    this.#held.delete(event.visit);
    room.freeSinceAt = null;
    room.inside = { person, sinceAt: event.at };
    room.provider = event.provider ?? room.provider;
    this.#calls.push({ person, at: event.at });
  }

  #end(visit: string, at: EpochMs): void {
    for (const { inside } of this.rooms.values()) {
      if (inside?.person.visit !== visit) continue;
      this.durations.addVisit(inside.person, (at - inside.sinceAt) / MINUTE_MS);
    }
    this.#vacate(visit, at);
  }

  #vacate(visit: string, at: EpochMs): void {
    for (const room of this.rooms.values()) {
      if (room.inside?.person.visit !== visit) continue;
      room.inside = null;
      room.freeSinceAt = this.waiting.some((person) => mayCall(room, person)) ? at : null;
    }
  }

  #move(visit: string, from: Map<string, Person>, to: Map<string, Person>): void {
    const person = from.get(visit);
    if (!person) return;
    from.delete(visit);
    to.set(visit, person);
  }

  #room(station: string): Room {
    const known = this.rooms.get(station);
    if (known) return known;
    const room: Room = {
      station,
      services: [],
      provider: null,
      isOpen: false,
      inside: null,
      freeSinceAt: null,
    };
    this.rooms.set(station, room);
    return room;
  }
}

/** Whether this room, open now, may call this person. */
export function mayCall(room: Room, person: Person): boolean {
  return (
    room.isOpen &&
    room.services.includes(person.service) &&
    (person.provider === null || person.provider === room.provider)
  );
}
