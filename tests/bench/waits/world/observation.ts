import type { Booking } from './bookings.ts';
import type { ClinicLaw, Kind, StationLaw } from './clinic-law.ts';
import type { CallFact, Fact, StationFact, StationRun, WaitFact } from './day-state.ts';
import { type Leg, mayServe } from './leg.ts';

export type StationSeen = {
  readonly law: StationLaw;
  readonly phase: StationRun['phase'];
  readonly sinceAt: number;
  readonly restedAt: number;
  /** Until when somebody it could have called is known to have waited in vain: its pause went on. */
  readonly pausedUntilAt: number;
  readonly serving: Leg | null;
  readonly hadLunch: boolean;
  readonly finished: readonly { readonly kind: Kind; readonly minutes: number }[];
};

export type WaitingSeen = {
  readonly leg: Leg;
  readonly overtaken: number;
  readonly heldAt: number | null;
  readonly wasHeld: boolean;
};

/** All that can be seen in a clinic at one instant by somebody who misses nothing. */
export type Observation = {
  readonly now: number;
  readonly stations: readonly StationSeen[];
  readonly waiting: readonly WaitingSeen[];
  /** Booked, and not here yet. */
  readonly expected: readonly Booking[];
  /** A number that no visit has yet. */
  readonly nextVisitNumber: number;
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type StationNow = Mutable<Omit<StationSeen, 'finished'>> & {
  finished: StationSeen['finished'][number][];
};
type WaitingNow = Mutable<WaitingSeen>;
type Seen = {
  readonly stations: readonly StationNow[];
  readonly waiting: Map<Leg, WaitingNow>;
  readonly arrived: Set<number>;
};

/** What is to be seen before anything has happened. */
export function morningOf(clinic: ClinicLaw, bookings: readonly Booking[]): Observation {
  return observe({ clinic, bookings, facts: [] }, 0);
}

/** What is to be seen at `now`, once everything up to and including it has happened. */
export function observe(
  day: {
    readonly clinic: ClinicLaw;
    readonly bookings: readonly Booking[];
    /** In time order. */
    readonly facts: readonly Fact[];
  },
  now: number,
): Observation {
  const seen: Seen = {
    stations: day.clinic.stations.map(stationAtNight),
    waiting: new Map(),
    arrived: new Set(),
  };
  for (const fact of day.facts) {
    if (fact.at > now) break;
    take(seen, fact);
  }
  for (const { leg, heldAt } of seen.waiting.values()) {
    if (heldAt === null) seeWaitInVain(seen, leg, now);
  }
  return {
    now,
    stations: seen.stations,
    waiting: [...seen.waiting.values()],
    expected: day.bookings.filter(({ number }) => !seen.arrived.has(number)),
    nextVisitNumber: 1 + Math.max(day.bookings.length, ...seen.arrived),
  };
}

function stationAtNight(law: StationLaw): StationNow {
  return {
    law,
    phase: 'absent',
    sinceAt: 0,
    restedAt: 0,
    pausedUntilAt: 0,
    serving: null,
    hadLunch: false,
    finished: [],
  };
}

function take(seen: Seen, fact: Fact): void {
  const station = 'station' in fact ? seen.stations[fact.station.index] : undefined;
  switch (fact.what) {
    case 'called':
      if (station) takeCall(seen, station, fact);
      return;
    case 'finished':
      if (station) takeFinish(station, fact);
      return;
    case 'opened':
    case 'away':
    case 'lunch':
    case 'back':
      if (station) takeStationFact(station, fact);
      return;
    case 'arrived':
      seen.arrived.add(fact.leg.visitNumber);
      seen.waiting.set(fact.leg, { leg: fact.leg, overtaken: 0, heldAt: null, wasHeld: false });
      return;
    case 'left':
    case 'held':
    case 'returned':
    case 'overtaken':
      takeWait(seen, fact);
  }
}

function takeCall(seen: Seen, station: StationNow, { at, leg }: CallFact): void {
  seen.waiting.delete(leg);
  for (const other of seen.stations) {
    if (other === station || !isPausing(other) || !mayServe(other.law, leg)) continue;
    // Called the moment they came, they say nothing of a station that would have stood behind.
    const cameJustNow = leg.queuedAt === at || leg.holdEndsAt === at;
    if (!cameJustNow || standsBefore(other, station)) other.pausedUntilAt = at;
  }
  station.phase = 'busy';
  station.sinceAt = at;
  station.serving = leg;
}

function takeFinish(station: StationNow, { at, leg }: CallFact): void {
  station.finished.push({ kind: leg.kind, minutes: at - station.sinceAt });
  station.phase = 'after-visit';
  station.serving = null;
  station.sinceAt = at;
  station.restedAt = at;
  station.pausedUntilAt = at;
}

function takeStationFact(station: StationNow, { at, what }: StationFact): void {
  station.sinceAt = at;
  if (what === 'away' || what === 'lunch') {
    station.phase = what;
    station.hadLunch ||= what === 'lunch';
    return;
  }
  station.phase = 'free';
  station.restedAt = at;
}

function takeWait(seen: Seen, { at, leg, what }: WaitFact): void {
  const waiting = seen.waiting.get(leg);
  if (!waiting) return;
  if (what === 'overtaken') waiting.overtaken += 1;
  if (what === 'returned') waiting.heldAt = null;
  if (what !== 'left' && what !== 'held') return;
  if (waiting.heldAt === null) seeWaitInVain(seen, leg, at);
  if (what === 'left') seen.waiting.delete(leg);
  else Object.assign(waiting, { heldAt: at, wasHeld: true });
}

function seeWaitInVain(seen: Seen, leg: Leg, until: number): void {
  for (const station of seen.stations) {
    if (isPausing(station) && mayServe(station.law, leg)) station.pausedUntilAt = until;
  }
}

function isPausing({ phase }: StationNow): boolean {
  return phase === 'after-visit';
}

function standsBefore(a: StationNow, b: StationNow): boolean {
  return a.restedAt === b.restedAt ? a.law.index < b.law.index : a.restedAt < b.restedAt;
}
