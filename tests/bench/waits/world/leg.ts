import type { ClinicLaw, Kind, StationLaw } from './clinic-law.ts';
import { drawMinutesBeyond } from './normal-law.ts';
import type { Random } from './random.ts';

/** One visit's time in one queue. Instants are minutes after the clinic's midnight. */
export type Leg = {
  readonly visitNumber: number;
  /** From 1. */
  readonly leg: number;
  readonly kind: Kind;
  /** The station of the only provider who may see them; null: any. */
  readonly station: StationLaw | null;
  readonly priority: number;
  readonly bookedAt: number | null;
  readonly queuedAt: number;
  /** When their fair turn falls due. */
  readonly dueAt: number;
  /** From when on passing them over counts. */
  readonly readyAt: number;
  overtaken: number;
  /** Hidden until it happens: when they would go home, and when they are on hold. */
  leavesAt: number;
  holdAt: number;
  holdEndsAt: number;
  calledAt: number;
  /** Whether their wait is to be told, so that a run may stop once all of these are called. */
  isAsked: boolean;
};

export type Arrival = Pick<
  Leg,
  'visitNumber' | 'leg' | 'kind' | 'station' | 'priority' | 'bookedAt' | 'queuedAt'
>;

/** Somebody who joins a queue, with what will become of them if they are not called. */
export function legOf(arrival: Arrival, clinic: ClinicLaw, random: Random): Leg {
  const { bookedAt, queuedAt } = arrival;
  const leg: Leg = {
    ...arrival,
    dueAt: dueAt(arrival, clinic),
    readyAt: bookedAt === null ? queuedAt : Math.max(queuedAt, bookedAt),
    overtaken: 0,
    leavesAt: Infinity,
    holdAt: Infinity,
    holdEndsAt: Infinity,
    calledAt: Infinity,
    isAsked: false,
  };
  drawLeaving(leg, { clinic, random, fromAt: queuedAt });
  drawHold(leg, { clinic, random, fromAt: queuedAt });
  return leg;
}

type From = { readonly clinic: ClinicLaw; readonly random: Random; readonly fromAt: number };

/** Patience has no memory, so that it can be drawn anew at any instant of a wait. */
export function drawLeaving(leg: Leg, { clinic, random, fromAt }: From): void {
  if (leg.bookedAt !== null) return;
  leg.leavesAt = inWholeMs(fromAt + random.exponential() / clinic.leavePerMinute);
}

export function drawHold(leg: Leg, { clinic, random, fromAt }: From): void {
  if (clinic.holdPerMinute === 0) return;
  leg.holdAt = inWholeMs(fromAt + random.exponential() / clinic.holdPerMinute);
  leg.holdEndsAt = inWholeMs(leg.holdAt + drawMinutesBeyond(clinic.lnHold, { elapsed: 0 }, random));
}

export function isCallable(leg: Leg, now: number): boolean {
  return now < leg.leavesAt && (now < leg.holdAt || now >= leg.holdEndsAt);
}

export function mayServe(station: StationLaw, leg: Leg): boolean {
  return (
    station.serves[leg.kind.service] === true &&
    (leg.station === null || leg.station.index === station.index)
  );
}

/** The order of the queue; a clinic without `maxOvertakes` has Infinity there. */
export function comesBefore(a: Leg, b: Leg, maxOvertakes: number): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  const isProtected = a.overtaken >= maxOvertakes;
  if (isProtected !== b.overtaken >= maxOvertakes) return isProtected;
  if (isProtected && a.readyAt !== b.readyAt) return a.readyAt < b.readyAt;
  return a.dueAt === b.dueAt ? a.queuedAt < b.queuedAt : a.dueAt < b.dueAt;
}

/** The log tells milliseconds, and so nothing in the world happens between two of them. */
export function inWholeMs(at: number): number {
  return Math.round(at * 60_000) / 60_000;
}

function dueAt({ bookedAt, queuedAt }: Arrival, clinic: ClinicLaw): number {
  if (bookedAt === null) return queuedAt + clinic.walkInHandicapMinutes;
  return queuedAt > bookedAt + clinic.lateGraceMinutes ? queuedAt : bookedAt;
}
