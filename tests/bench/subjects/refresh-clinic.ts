import { DAY_MS, type EpochMs, MINUTE_MS } from '../../../shared/domain/time.ts';
import type {
  RecordedEvent,
  RecordedFact,
} from '../../../shared/domain/waits/recorded/recorded-event.ts';

export type ClinicSize = {
  readonly stations: number;
  readonly waiting: number;
  /** Booked for later today. */
  readonly expected: number;
  /** Visits of one path until the last of the waiting is called, those running now included; counted once. */
  readonly servicesOnPath: number;
};

const MONDAY = Date.UTC(2026, 0, 5);
const OPENS = 8 * 60;
const LUNCH = 12 * 60 + 15;
const CLOSES = 17 * 60;
const PAST_DAYS = 5;
/** The minute of the day at which the queue is looked at. */
const NOW = 10 * 60;
const SERVICE_MINUTES = 15;
const EVERY_MINUTES = 18;

/** A clinic's log up to the middle of a morning, with five days before it to learn from. */
export function refreshClinic(size: ClinicSize): {
  readonly events: readonly RecordedEvent[];
  readonly now: EpochMs;
} {
  const past = Array.from({ length: PAST_DAYS }, (_, day) => pastDay(day, size));
  const all = [settings(size), ...past.flat(), ...today(size)];
  const events = all.toSorted((a, b) => a.at - b.at);
  return { events, now: MONDAY + PAST_DAYS * DAY_MS + NOW * MINUTE_MS };
}

function event(day: number, minute: number, fact: RecordedFact): RecordedEvent {
  return { at: MONDAY + day * DAY_MS + minute * MINUTE_MS, utcOffsetMinutes: 0, ...fact };
}

function settings({ stations }: ClinicSize): RecordedEvent {
  return event(0, 0, {
    type: 'clinic',
    services: [{ id: 'doctor', minutes: SERVICE_MINUTES }],
    policy: { lateGraceMinutes: 10, walkInHandicapMinutes: 20 },
    breaks: Array.from({ length: stations }, (_, index) => ({
      provider: `dr-${index}`,
      from: `${Math.floor(LUNCH / 60)}:${LUNCH % 60}`,
      minutes: 40,
    })),
    closes: `${CLOSES / 60}:00`,
  });
}

/** Every station sees somebody every 18 minutes; two of three were booked, with that provider. */
function pastDay(day: number, { stations }: ClinicSize): readonly RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let index = 0; index < stations; index += 1) {
    const station = `room-${index}`;
    events.push(opened(day, index));
    let minute = OPENS + 4 + spread(day, index, 0, 8);
    for (let turn = 0; minute < CLOSES - EVERY_MINUTES; turn += 1) {
      const visit = `past-${day}-${index}-${turn}`;
      const minutes = 6 + spread(day, index, turn, 16);
      const cameBefore = 5 + spread(turn, day, index, 30);
      events.push(...cameIn({ day, index, turn, visit, minute: minute - cameBefore }));
      events.push(event(day, minute, { type: 'called', visit, station, provider: `dr-${index}` }));
      events.push(event(day, minute + minutes, { type: 'finished', visit }));
      minute += minutes + 1 + spread(turn, index, day, 5);
    }
    events.push(event(day, CLOSES, { type: 'station-closed', station }));
  }
  return events;
}

function today({ stations, waiting, expected }: ClinicSize): readonly RecordedEvent[] {
  const day = PAST_DAYS;
  const rooms = Array.from({ length: stations }, (_, index) => index);
  const inside = rooms.flatMap((index) => {
    const visit = `inside-${index}`;
    const calledMinute = NOW - 1 - spread(index, 3, 5, 12);
    const call = {
      type: 'called',
      visit,
      station: `room-${index}`,
      provider: `dr-${index}`,
    } as const;
    return [
      opened(day, index),
      event(day, OPENS + 30, { type: 'checked-in', visit, service: 'doctor' }),
      event(day, calledMinute, call),
    ];
  });
  const here = Array.from({ length: waiting }, (_, turn) =>
    cameIn({
      day,
      index: turn % stations,
      turn,
      visit: `waits-${turn}`,
      minute: NOW - 1 - spread(turn, 1, 2, 40),
    }),
  );
  const toCome = Array.from({ length: expected }, (_, turn) =>
    event(day, 60, booked(`later-${turn}`, turn % stations, NOW + 5 + turn * 6, day)),
  );
  return [...inside, ...here.flat(), ...toCome];
}

type Arrival = {
  readonly day: number;
  readonly index: number;
  readonly turn: number;
  readonly visit: string;
  readonly minute: number;
};

function cameIn({ day, index, turn, visit, minute }: Arrival): readonly RecordedEvent[] {
  if (turn % 3 === 2) return [event(day, minute, { type: 'checked-in', visit, service: 'doctor' })];
  const booking = booked(visit, index, minute + 10, day);
  const checkIn = {
    type: 'checked-in',
    visit,
    service: 'doctor',
    provider: `dr-${index}`,
    bookedAt: booking.startAt,
    visitType: booking.visitType,
  } as const;
  return [event(day, 60, booking), event(day, minute, checkIn)];
}

function booked(visit: string, index: number, minute: number, day: number) {
  return {
    type: 'booked',
    visit,
    service: 'doctor',
    provider: `dr-${index}`,
    startAt: MONDAY + day * DAY_MS + minute * MINUTE_MS,
    visitType: index % 2 === 0 ? 'new' : 'follow-up',
    minutes: 20,
  } as const;
}

function opened(day: number, index: number): RecordedEvent {
  return event(day, OPENS + spread(day, index, 7, 10), {
    type: 'station-opened',
    station: `room-${index}`,
    services: ['doctor'],
    provider: `dr-${index}`,
  });
}

/** Some whole number below `below` that looks like none in particular and is always the same. */
function spread(a: number, b: number, c: number, below: number): number {
  return Math.abs(Math.imul(a * 73 + b * 179 + c * 283 + 11, 2_654_435_761) >> 8) % below;
}
