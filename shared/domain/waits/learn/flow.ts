import type { EpochMs } from '../../time.ts';
import type { DayRecord, LegRecord } from '../recorded/day-record.ts';
import type { RecordedSettings } from '../recorded/recorded-event.ts';
import { UNBOUNDED_OVERTAKES, USUAL_OVERTAKES } from '../recorded/recorded-settings.ts';
import type { LeaveLaw, OnwardLaw } from '../wait-law.ts';
import { minutesBetween } from './clinic-time.ts';
import { addToCounts, type Counts } from './counts.ts';
import { type Extent, shrunkShare } from './extent.ts';

type Cases = { readonly hits: number; readonly total: number };

/** How patients move through the queues, and how their moves are tapped. */
export type FlowMemory = {
  /** Those who went home unseen, over the minutes that anybody waited. */
  readonly walkInLeaves: Cases;
  readonly bookedLeaves: Cases;
  /** Names are JSON of [service, the service they went on to]; every total is the service's. */
  readonly onward: Counts;
  readonly finished: Counts;
  /** Ends that nobody tapped. */
  readonly missedFinishes: Cases;
  /** Calls that did not follow the order, under either rule, of those where there was a choice. */
  readonly outOfTurn: Cases;
  readonly outOfTurnUnbounded: Cases;
  /** How many more calls the usual bound explains than an order without one. */
  readonly forBound: number;
};

const NONE: Cases = { hits: 0, total: 0 };

export const NO_FLOW: FlowMemory = {
  walkInLeaves: NONE,
  bookedLeaves: NONE,
  onward: [],
  finished: [],
  missedFinishes: NONE,
  outOfTurn: NONE,
  outOfTurnUnbounded: NONE,
  forBound: 0,
};

/** So that a single case is not a law. */
const ONWARD_WEIGHT = 5;
const LEAST_ONWARD_SHARE = 0.02;
const MISSED_FINISH = { share: 0.02, weight: 10 };
const OUT_OF_TURN = { share: 0.01, weight: 20 };
const LEAVES = { hits: 1, minutes: 1500 };

/** Calls that only one of the two orders explains are rare, and hardly happen by chance. */
const BOUNDED_BY_CALLS = 1;

export function learnFlow(memory: FlowMemory, record: DayRecord, extent: Extent): FlowMemory {
  const { fade } = extent;
  const calls = record.legs.filter((leg) => hadChoice(leg, record));
  const walkedIn = record.legs.filter(({ appointmentAt }) => appointmentAt === null);
  const booked = record.legs.filter(({ appointmentAt }) => appointmentAt !== null);
  return {
    walkInLeaves: plus(memory.walkInLeaves, leavesOf(walkedIn, extent.untilAt), fade),
    bookedLeaves: plus(memory.bookedLeaves, leavesOf(booked, extent.untilAt), fade),
    ...learnOnward(memory, record, fade),
    missedFinishes: plus(memory.missedFinishes, missedFinishesOf(record), fade),
    outOfTurn: plus(memory.outOfTurn, outOfTurnOf(calls.map((leg) => leg.wasInTurn)), fade),
    outOfTurnUnbounded: plus(
      memory.outOfTurnUnbounded,
      outOfTurnOf(calls.map((leg) => leg.wasInTurnUnbounded)),
      fade,
    ),
    forBound: memory.forBound * fade + forBoundOf(record),
  };
}

export function leavePerMinute({ walkInLeaves, bookedLeaves }: FlowMemory): LeaveLaw {
  return { walkIn: leaveRate(walkInLeaves), booked: leaveRate(bookedLeaves) };
}

function leaveRate({ hits, total }: Cases): number {
  return (hits + LEAVES.hits) / (total + LEAVES.minutes);
}

export function missedFinishShare({ missedFinishes }: FlowMemory): number {
  return shrunkShare(missedFinishes, MISSED_FINISH.share, MISSED_FINISH.weight);
}

/** With what a day that is not learned yet shows of it. */
export function missedFinishShareWith(
  { missedFinishes }: FlowMemory,
  record: Pick<DayRecord, 'legs'>,
): number {
  const cases = plus(missedFinishes, missedFinishesOf(record), 1);
  return shrunkShare(cases, MISSED_FINISH.share, MISSED_FINISH.weight);
}

export function outOfTurnShare(memory: FlowMemory, settings: RecordedSettings): number {
  const cases = isUnbounded(memory, settings) ? memory.outOfTurnUnbounded : memory.outOfTurn;
  return shrunkShare(cases, OUT_OF_TURN.share, OUT_OF_TURN.weight);
}

/**
 * The bound of the settings. Where they say nothing, none, unless the usual one explains more calls:
 * few queues have one.
 */
export function overtakesAllowed(memory: FlowMemory, settings: RecordedSettings): number {
  if (settings.policy.maxOvertakes !== undefined) return settings.policy.maxOvertakes;
  return isUnbounded(memory, settings) ? UNBOUNDED_OVERTAKES : USUAL_OVERTAKES;
}

function isUnbounded(memory: FlowMemory, { policy }: RecordedSettings): boolean {
  if (policy.maxOvertakes !== undefined) return false;
  return memory.forBound < BOUNDED_BY_CALLS;
}

export function onwardLaw({ onward, finished }: FlowMemory): OnwardLaw[] {
  const totals = new Map(finished.map(([serviceId, , total]) => [serviceId, total]));
  return onward.flatMap(([name, hits]) => {
    // Written by `learnOnward` below.
    const [serviceId, toServiceId] = JSON.parse(name) as [string, string];
    const share = hits / ((totals.get(serviceId) ?? hits) + ONWARD_WEIGHT);
    return share >= LEAST_ONWARD_SHARE ? [{ serviceId, toServiceId, share }] : [];
  });
}

function plus(before: Cases, cases: Cases, fade: number): Cases {
  return { hits: before.hits * fade + cases.hits, total: before.total * fade + cases.total };
}

function leavesOf(legs: readonly LegRecord[], untilAt: EpochMs): Cases {
  let hits = 0;
  let total = 0;
  for (const { status, queuedAt, calledAt, endedAt } of legs) {
    if (status === 'left' && calledAt === null) hits += 1;
    const waitedUntilAt = calledAt ?? endedAt ?? (untilAt === Infinity ? queuedAt : untilAt);
    total += Math.max(0, minutesBetween(queuedAt, waitedUntilAt));
  }
  return { hits, total };
}

function learnOnward(
  memory: FlowMemory,
  { legs }: DayRecord,
  fade: number,
): Pick<FlowMemory, 'onward' | 'finished'> {
  const next = new Map(legs.map((leg) => [`${leg.visitId} ${leg.leg}`, leg.serviceId]));
  const done = legs.filter(({ status }) => status === 'done');
  const moves = done.flatMap(({ visitId, leg, serviceId }) => {
    const toServiceId = next.get(`${visitId} ${leg + 1}`);
    return toServiceId === undefined ? [] : [JSON.stringify([serviceId, toServiceId])];
  });
  return {
    onward: addToCounts(
      memory.onward,
      moves.map((name) => ({ name, isHit: true })),
      fade,
    ),
    finished: addToCounts(
      memory.finished,
      done.map(({ serviceId }) => ({ name: serviceId, isHit: true })),
      fade,
    ),
  };
}

function missedFinishesOf({ legs }: Pick<DayRecord, 'legs'>): Cases {
  const ended = legs.filter(({ status, endedBy }) => status === 'done' && endedBy !== null);
  return {
    hits: ended.filter(({ endedBy }) => endedBy !== 'finish').length,
    total: ended.length,
  };
}

function outOfTurnOf(inTurn: readonly (boolean | null)[]): Cases {
  const known = inTurn.filter((value) => value !== null);
  return { hits: known.filter((value) => !value).length, total: known.length };
}

function forBoundOf({ legs }: DayRecord): number {
  const differing = legs.filter((leg) => leg.wasInTurn !== leg.wasInTurnUnbounded);
  return differing.reduce((sum, { wasInTurn }) => sum + (wasInTurn === true ? 1 : -1), 0);
}

/** Whether anybody else was there to be called: without that, every call is in turn. */
function hadChoice(called: LegRecord, { legs, stations }: DayRecord): boolean {
  const { calledAt, stationId, seenByProviderId } = called;
  if (calledAt === null || stationId === null || called.wasInTurn === null) return false;
  const station = stations.find((candidate) => candidate.stationId === stationId);
  return legs.some(
    (leg) =>
      leg !== called &&
      leg.queuedAt <= calledAt &&
      (leg.calledAt ?? leg.endedAt ?? Infinity) > calledAt &&
      (leg.providerId === null || leg.providerId === seenByProviderId) &&
      (station?.serviceIds ?? []).includes(leg.serviceId),
  );
}
