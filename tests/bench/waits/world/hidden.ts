import type { Booking } from './bookings.ts';
import type { ClinicLaw } from './clinic-law.ts';
import { expectReturn, nextWalkInAfter } from './day-run.ts';
import type { DayRun, StationRun, Upcoming } from './day-state.ts';
import { drawHold, drawLeaving, inWholeMs, type Leg } from './leg.ts';
import { chanceAbove, drawAbove, drawMinutesBeyond, type NormalMix } from './normal-law.ts';
import type { Observation, StationSeen, WaitingSeen } from './observation.ts';
import { drawPace, paceTable } from './pace.ts';
import type { Random } from './random.ts';

type PaceTable = ReturnType<typeof paceTable>;

/** What can be known of the hidden at one instant, once for all the days drawn from it. */
export type Knowledge = {
  readonly clinic: ClinicLaw;
  readonly observation: Observation;
  readonly paces: readonly PaceTable[];
  /** With the chance that they still come. */
  readonly expected: readonly { readonly booking: Booking; readonly comes: number }[];
};

/** Bayes' rule for everything hidden at that instant, by the true law of the clinic. */
export function knowledgeOf(clinic: ClinicLaw, observation: Observation): Knowledge {
  const { now } = observation;
  return {
    clinic,
    observation,
    paces: observation.stations.map((station) =>
      paceTable(station, { now, deviation: clinic.paceDeviation }),
    ),
    expected: observation.expected.map((booking) => {
      const stillComing = (1 - booking.kind.noShowShare) * notHereYet(clinic, booking, now);
      return { booking, comes: stillComing / (stillComing + booking.kind.noShowShare) };
    }),
  };
}

/** A day that could be this one: the hidden drawn from what is known, the future still open. */
export function drawDay(knowledge: Knowledge, random: Random): DayRun {
  const { clinic, observation } = knowledge;
  const { now } = observation;
  const waiting = observation.waiting.map((seen) => drawWaiting(seen, { clinic, random, now }));
  const day: DayRun = {
    clinic,
    random,
    stations: observation.stations.map((station, index) =>
      drawStation(station, { clinic, random, now, pace: knowledge.paces[index] ?? [] }),
    ),
    waiting,
    upcoming: drawArrivals(knowledge, random),
    nextWalkInAt: nextWalkInAfter(now, clinic, random),
    nextVisitNumber: observation.nextVisitNumber,
    now,
    askedWaiting: waiting.reduce((count, leg) => count + (leg.isAsked ? 1 : 0), 0),
    facts: null,
  };
  for (const leg of waiting)
    if (leg.holdEndsAt < Infinity && leg.holdEndsAt > now) expectReturn(day, leg);
  return day;
}

type At = { readonly clinic: ClinicLaw; readonly random: Random; readonly now: number };

function drawWaiting(
  { leg, overtaken, heldAt, wasHeld }: WaitingSeen,
  { clinic, random, now }: At,
): Leg {
  const drawn: Leg = {
    ...leg,
    overtaken,
    leavesAt: Infinity,
    holdAt: Infinity,
    holdEndsAt: Infinity,
    calledAt: Infinity,
    isAsked: heldAt === null,
  };
  drawLeaving(drawn, { clinic, random, fromAt: now });
  if (heldAt !== null) {
    drawn.holdAt = heldAt;
    drawn.holdEndsAt = inWholeMs(
      heldAt + drawMinutesBeyond(clinic.lnHold, { elapsed: now - heldAt }, random),
    );
  } else if (!wasHeld) {
    drawHold(drawn, { clinic, random, fromAt: now });
  }
  return drawn;
}

function drawStation(station: StationSeen, at: At & { readonly pace: PaceTable }): StationRun {
  const pace = drawPace(at.pace, at.random);
  const endsAt = drawPhaseEnd(station, at, pace);
  const isPausing = station.phase === 'after-visit' && station.pausedUntilAt < at.now;
  const isRested = isPausing && endsAt <= at.now;
  return {
    law: station.law,
    pace,
    phase: isRested ? 'free' : station.phase,
    endsAt: isRested ? Infinity : endsAt,
    lunchAt: drawLunch(station, at),
    restedAt: station.restedAt,
    serving: station.serving,
  };
}

function drawPhaseEnd(station: StationSeen, { clinic, random, now }: At, pace: number): number {
  const { law, phase, serving, sinceAt } = station;
  const elapsed = now - sinceAt;
  const after = (from: number, minutes: number) => inWholeMs(from + minutes);
  switch (phase) {
    case 'absent': {
      const late = now - law.opensAt;
      return after(law.opensAt, drawMinutesBeyond(clinic.lnLateStart, { elapsed: late }, random));
    }
    case 'busy': {
      const shift = law.lnSpeed + pace;
      const minutes: NormalMix = serving?.kind.lnMinutes ?? [];
      return after(sinceAt, drawMinutesBeyond(minutes, { elapsed, shift }, random));
    }
    case 'after-visit': {
      const known = station.pausedUntilAt - sinceAt;
      return after(sinceAt, drawMinutesBeyond(clinic.lnPause, { elapsed: known }, random));
    }
    case 'away':
      return after(sinceAt, drawMinutesBeyond(clinic.lnAway, { elapsed }, random));
    case 'lunch':
      return after(sinceAt, drawMinutesBeyond(clinic.lnLunch, { elapsed }, random));
    case 'free':
      return Infinity;
  }
}

/** Whoever calls a patient, or is free or pausing now, did not feel that lunch was due by then. */
function drawLunch(
  { hadLunch, law, phase, sinceAt }: StationSeen,
  { clinic, random, now }: At,
): number {
  if (hadLunch || !law.lunch) return Infinity;
  const due: NormalMix = [
    { share: 1, mean: law.lunch.plannedAt, deviation: clinic.lunchDeviation },
  ];
  return inWholeMs(
    drawAbove(due, phase === 'busy' ? sinceAt : phase === 'absent' ? 0 : now, random),
  );
}

function drawArrivals({ clinic, expected, observation }: Knowledge, random: Random): Upcoming[] {
  const arrivals: Upcoming[] = [];
  for (const { booking, comes } of expected) {
    if (random.uniform() >= comes) continue;
    const { kind, number, startAt, station } = booking;
    const offset = drawAbove(clinic.punctuality, observation.now - startAt, random);
    const at = inWholeMs(Math.max(clinic.doorsAt, startAt + offset));
    arrivals.push({
      at,
      what: 'arrival',
      arrival: {
        visitNumber: number,
        leg: 1,
        kind,
        station,
        priority: 0,
        bookedAt: startAt,
        queuedAt: at,
      },
    });
  }
  return arrivals.toSorted((a, b) => b.at - a.at);
}

function notHereYet(clinic: ClinicLaw, { startAt }: Booking, now: number): number {
  return now < clinic.doorsAt ? 1 : chanceAbove(clinic.punctuality, now - startAt);
}
