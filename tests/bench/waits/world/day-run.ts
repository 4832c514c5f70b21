import { oneOf } from './bookings.ts';
import type { ClinicLaw } from './clinic-law.ts';
import type { DayRun, StationRun, Upcoming } from './day-state.ts';
import { type Arrival, inWholeMs, isCallable, type Leg, legOf, mayServe } from './leg.ts';
import { drawMinutesBeyond } from './normal-law.ts';
import type { Random } from './random.ts';
import { countOvertaken, dropLeft, nextFor, tellWait } from './waiting-room.ts';

/** Runs the day on until nobody asked about waits any more, or nothing more will happen. */
export function runOn(day: DayRun): void {
  while (day.askedWaiting > 0) {
    const station = nextStation(day);
    const stationAt = station ? nextAt(station) : Infinity;
    const upcomingAt = day.upcoming.at(-1)?.at ?? Infinity;
    const now = Math.min(stationAt, upcomingAt, day.nextWalkInAt);
    if (now === Infinity) break;
    day.now = now;
    if (station && stationAt === now) endPhase(day, station);
    else if (upcomingAt === now) takeUpcoming(day);
    else walkIn(day);
  }
}

/** The next walk-in after `now`, by thinning the busiest hour's rate; Infinity: none today. */
export function nextWalkInAfter(now: number, clinic: ClinicLaw, random: Random): number {
  const rates = clinic.walkInsHourly;
  const most = Math.max(...rates) / 60;
  let at = Math.max(now, clinic.doorsAt);
  if (most === 0) return Infinity;
  for (;;) {
    at += random.exponential() / most;
    if (at >= clinic.closesAt) return Infinity;
    if (random.uniform() * most * 60 < (rates[Math.floor(at / 60)] ?? 0)) return inWholeMs(at);
  }
}

function nextStation(day: DayRun): StationRun | null {
  let soonest: StationRun | null = null;
  let soonestAt = Infinity;
  for (const station of day.stations) {
    const at = nextAt(station);
    if (at >= soonestAt) continue;
    soonest = station;
    soonestAt = at;
  }
  return soonest;
}

/** Lunch waits for the patient inside and for those who are not there, not for a pause. */
function nextAt({ phase, endsAt, lunchAt }: StationRun): number {
  const lunchCuts = phase === 'free' || phase === 'after-visit' || phase === 'away';
  return lunchCuts && lunchAt < endsAt ? lunchAt : endsAt;
}

function endPhase(day: DayRun, station: StationRun): void {
  const { phase, law } = station;
  if (phase === 'busy') {
    finish(day, station);
    return;
  }
  if (phase === 'away' || phase === 'lunch')
    day.facts?.push({ at: day.now, what: 'back', station: law });
  if (phase === 'absent') day.facts?.push({ at: day.now, what: 'opened', station: law });
  if (phase !== 'after-visit') station.restedAt = day.now;
  if (station.lunchAt <= day.now) goToLunch(day, station);
  else becomeFree(day, station);
}

function finish(day: DayRun, station: StationRun): void {
  const { serving, law } = station;
  station.serving = null;
  station.restedAt = day.now;
  station.endsAt = Infinity;
  station.phase = 'free';
  if (serving) day.facts?.push({ at: day.now, what: 'finished', leg: serving, station: law });
  if (station.lunchAt <= day.now) goToLunch(day, station);
  else pauseAfterVisit(day, station);
  if (serving) goOnward(day, serving);
}

function pauseAfterVisit(day: DayRun, station: StationRun): void {
  const { clinic, random, now } = day;
  const isAway = random.uniform() < clinic.awayTappedShare;
  station.phase = isAway ? 'away' : 'after-visit';
  const law = isAway ? clinic.lnAway : clinic.lnPause;
  station.endsAt = inWholeMs(now + drawMinutesBeyond(law, { elapsed: 0 }, random));
  if (isAway) day.facts?.push({ at: now, what: 'away', station: station.law });
}

function goToLunch(day: DayRun, station: StationRun): void {
  const minutes = drawMinutesBeyond(day.clinic.lnLunch, { elapsed: 0 }, day.random);
  station.phase = 'lunch';
  station.lunchAt = Infinity;
  station.endsAt = inWholeMs(day.now + minutes);
  day.facts?.push({ at: day.now, what: 'lunch', station: station.law });
}

function goOnward(day: DayRun, { kind, leg, visitNumber }: Leg): void {
  const { onward } = kind;
  if (!onward || day.random.uniform() >= onward.share) return;
  arrive(day, {
    visitNumber,
    leg: leg + 1,
    kind: onward.kind,
    station: null,
    priority: day.random.uniform() < onward.sooner ? 1 : 0,
    bookedAt: null,
    queuedAt: day.now,
  });
}

function takeUpcoming(day: DayRun): void {
  const next = day.upcoming.pop();
  if (!next) return;
  if (next.what === 'arrival') arrive(day, next.arrival);
  else offer(day, next.leg);
}

function walkIn(day: DayRun): void {
  const { clinic, random, now } = day;
  const { kind, priority } = oneOf(clinic.walkInMix, random);
  const visitNumber = day.nextVisitNumber;
  day.nextVisitNumber += 1;
  day.nextWalkInAt = nextWalkInAfter(now, clinic, random);
  arrive(day, {
    visitNumber,
    leg: 1,
    kind,
    station: null,
    priority,
    bookedAt: null,
    queuedAt: now,
  });
}

function arrive(day: DayRun, arrival: Arrival): void {
  const leg = legOf(arrival, day.clinic, day.random);
  day.waiting.push(leg);
  day.facts?.push({ at: day.now, what: 'arrived', leg });
  if (leg.holdEndsAt < Infinity) expectReturn(day, leg);
  offer(day, leg);
}

export function expectReturn(day: DayRun, leg: Leg): void {
  const item: Upcoming = { at: leg.holdEndsAt, what: 'return', leg };
  let place = day.upcoming.length;
  while (place > 0 && (day.upcoming[place - 1]?.at ?? Infinity) < item.at) place -= 1;
  day.upcoming.splice(place, 0, item);
}

/** Of the stations that are free, the one without a patient for longest calls. */
function offer(day: DayRun, leg: Leg): void {
  if (leg.calledAt < Infinity || !isCallable(leg, day.now)) return;
  let caller: StationRun | null = null;
  for (const station of day.stations) {
    if (station.phase !== 'free' || !mayServe(station.law, leg)) continue;
    if (caller === null || station.restedAt < caller.restedAt) caller = station;
  }
  if (caller) becomeFree(day, caller);
}

function becomeFree(day: DayRun, station: StationRun): void {
  dropLeft(day);
  const leg = nextFor(day, station.law);
  if (leg) {
    call(day, station, leg);
    return;
  }
  station.phase = 'free';
  station.endsAt = Infinity;
}

function call(day: DayRun, station: StationRun, leg: Leg): void {
  const { clinic, now, random, waiting } = day;
  waiting.splice(waiting.indexOf(leg), 1);
  if (clinic.maxOvertakes < Infinity) countOvertaken(day, station.law, leg);
  if (day.facts) tellWait(day.facts, leg, now);
  day.facts?.push({ at: now, what: 'called', leg, station: station.law });
  leg.calledAt = now;
  if (leg.isAsked) day.askedWaiting -= 1;
  const shift = station.law.lnSpeed + station.pace;
  const minutes = drawMinutesBeyond(leg.kind.lnMinutes, { elapsed: 0, shift }, random);
  station.phase = 'busy';
  station.serving = leg;
  station.endsAt = inWholeMs(now + minutes);
}
