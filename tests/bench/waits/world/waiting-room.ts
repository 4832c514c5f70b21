import type { StationLaw } from './clinic-law.ts';
import type { DayRun, Fact } from './day-state.ts';
import { comesBefore, isCallable, type Leg, mayServe } from './leg.ts';

/** Those who went home: each is noticed the next time somebody looks into the waiting room. */
export function dropLeft(day: DayRun): void {
  const { waiting, now } = day;
  for (let index = waiting.length - 1; index >= 0; index -= 1) {
    const leg = waiting[index];
    if (!leg || leg.leavesAt > now) continue;
    waiting.splice(index, 1);
    if (leg.isAsked) day.askedWaiting -= 1;
    if (day.facts) tellWait(day.facts, leg, leg.leavesAt);
    day.facts?.push({ at: leg.leavesAt, what: 'left', leg });
  }
}

/** Whom a station calls next: the first in the order, or, out of turn, anybody else at random. */
export function nextFor(day: DayRun, station: StationLaw): Leg | null {
  const { clinic, now, random } = day;
  let best: Leg | null = null;
  let count = 0;
  for (const leg of day.waiting) {
    if (!mayServe(station, leg) || !isCallable(leg, now)) continue;
    count += 1;
    if (best === null || comesBefore(leg, best, clinic.maxOvertakes)) best = leg;
  }
  if (best === null || count < 2 || clinic.outOfTurnShare === 0) return best;
  return random.uniform() < clinic.outOfTurnShare ? anybodyBut(best, day, station) : best;
}

function anybodyBut(first: Leg, day: DayRun, station: StationLaw): Leg {
  const others = day.waiting.filter(
    (leg) => leg !== first && mayServe(station, leg) && isCallable(leg, day.now),
  );
  return others[Math.floor(day.random.uniform() * others.length)] ?? first;
}

/** Passed over: those as urgent, ready for longer, whom the same station could have called. */
export function countOvertaken(day: DayRun, station: StationLaw, called: Leg): void {
  for (const leg of day.waiting) {
    if (leg.priority !== called.priority || leg.readyAt >= called.readyAt) continue;
    if (!mayServe(station, leg) || !isCallable(leg, day.now)) continue;
    leg.overtaken += 1;
    day.facts?.push({ at: day.now, what: 'overtaken', leg });
  }
}

/** The hold within a wait, once the wait is over. */
export function tellWait(facts: Fact[], leg: Leg, endAt: number): void {
  if (leg.holdAt < endAt) facts.push({ at: leg.holdAt, what: 'held', leg });
  if (leg.holdEndsAt <= endAt) facts.push({ at: leg.holdEndsAt, what: 'returned', leg });
}
