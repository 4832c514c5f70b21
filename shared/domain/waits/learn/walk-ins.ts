import { type EpochMs, HOUR_MS } from '../../time.ts';
import type { DayRecord, LegRecord } from '../recorded/day-record.ts';
import type { WalkInLaw } from '../wait-law.ts';
import { dayStartAt, timeOfDayAt } from './clinic-time.ts';
import { type Extent, isWholeDay } from './extent.ts';
import { onceFor } from './kept.ts';

/** How many came without an appointment in each hour of the day, and in how much of it they could. */
type HourOfDay = { readonly count: number; readonly open: number };

type WalkInKind = {
  readonly serviceId: string;
  readonly visitType: string | null;
  readonly priority: number;
};

export type WalkInMemory = {
  readonly days: number;
  readonly hours: readonly HourOfDay[];
  readonly mix: readonly (WalkInKind & { readonly weight: number })[];
};

const HOURS = 24;

export const NO_WALK_INS: WalkInMemory = {
  days: 0,
  hours: Array.from({ length: HOURS }, () => ({ count: 0, open: 0 })),
  mix: [],
};

// Section 2.6 of the study of wait predictors: 2 an hour, with the weight of one day.
const PRIOR_HOURLY = 2;
const PRIOR_OPEN_HOURS = 8;
const HOUR_WEIGHT = 1;
const MOST_KINDS = 40;
const FORGOTTEN_WEIGHT = 0.02;
/** From this many on, what came says enough of what comes. */
const ENOUGH_FOR_MIX = 10;
const HOURS_AHEAD = 12;

export function learnWalkIns(
  memory: WalkInMemory,
  record: DayRecord,
  extent: Extent,
): WalkInMemory {
  const came = record.legs.filter((leg) => leg.leg === 1 && leg.appointmentAt === null);
  const open = openOn(record, extent);
  const hours = memory.hours.map(({ count, open: known }, hour) => {
    const fromAt = dayStartAt(record) + hour * HOUR_MS;
    const isIn = ({ queuedAt }: LegRecord) => queuedAt >= fromAt && queuedAt < fromAt + HOUR_MS;
    return {
      count: count * extent.fade + came.filter(isIn).length,
      open: known * extent.fade + overlapHours(open, fromAt, fromAt + HOUR_MS),
    };
  });
  const days = memory.days * extent.fade + (isWholeDay(extent) && open ? 1 : 0);
  return { days, hours, mix: addToMix(memory.mix, came, extent.fade) };
}

/** The walk-ins to expect from `now` on, hour by hour; none after the clinic closes. */
export function walkInLaw(memory: WalkInMemory, record: DayRecord, now: EpochMs): WalkInLaw {
  const closesAt = record.settings.closes ? timeOfDayAt(record, record.settings.closes) : Infinity;
  const rates = ratesOf(memory);
  const hourly = Array.from({ length: HOURS_AHEAD }, (_, ahead) => {
    const fromAt = now + ahead * HOUR_MS;
    return expectedIn(rates, { fromAt, toAt: Math.min(fromAt + HOUR_MS, closesAt) }, record);
  });
  while (hourly.at(-1) === 0) hourly.pop();
  return { hourly, mix: mixOf(memory, record) };
}

const ratesOf = onceFor(({ days, hours }: WalkInMemory): readonly number[] => {
  const count = hours.reduce((sum, hour) => sum + hour.count, 0);
  const open = hours.reduce((sum, hour) => sum + hour.open, 0);
  const overall = (PRIOR_HOURLY * PRIOR_OPEN_HOURS + count) / (PRIOR_OPEN_HOURS + open);
  return hours.map((hour) => {
    const rate = (overall * HOUR_WEIGHT + hour.count) / (HOUR_WEIGHT + hour.open);
    // Before a whole day is known, every hour may be one in which the clinic is open.
    return days === 0 ? rate : rate * Math.min(1, hour.open / days);
  });
});

function expectedIn(
  rates: readonly number[],
  span: { readonly fromAt: EpochMs; readonly toAt: EpochMs },
  record: DayRecord,
): number {
  const startAt = dayStartAt(record);
  return rates.reduce((sum, rate, hour) => {
    const fromAt = startAt + hour * HOUR_MS;
    return sum + rate * overlapHours(span, fromAt, fromAt + HOUR_MS);
  }, 0);
}

type Span = { readonly fromAt: EpochMs; readonly toAt: EpochMs };

/** From when people could come until when: by what its stations and its patients did. */
function openOn({ stations, legs, settings, ...day }: DayRecord, extent: Extent): Span | null {
  const begins = [
    ...stations.flatMap(({ openedAt }) => openedAt ?? []),
    ...legs.map(({ queuedAt }) => queuedAt),
  ];
  const ends = [
    ...stations.flatMap(({ closedAt }) => closedAt ?? []),
    ...legs.map(({ queuedAt, calledAt }) => calledAt ?? queuedAt),
  ];
  if (begins.length === 0) return null;
  const lastAt = isWholeDay(extent) ? Math.max(...begins, ...ends) : extent.untilAt;
  const closesAt = settings.closes ? timeOfDayAt(day, settings.closes) : Infinity;
  return { fromAt: Math.min(...begins), toAt: Math.min(lastAt, closesAt) };
}

function overlapHours(span: Span | null, fromAt: EpochMs, toAt: EpochMs): number {
  if (!span) return 0;
  return Math.max(0, Math.min(span.toAt, toAt) - Math.max(span.fromAt, fromAt)) / HOUR_MS;
}

function addToMix(
  mix: WalkInMemory['mix'],
  came: readonly LegRecord[],
  fade: number,
): WalkInMemory['mix'] {
  const kinds = new Map(mix.map((kind) => [nameOf(kind), { ...kind, weight: kind.weight * fade }]));
  for (const { serviceId, visitType, priority } of came) {
    const name = nameOf({ serviceId, visitType, priority });
    const weight = (kinds.get(name)?.weight ?? 0) + 1;
    kinds.set(name, { serviceId, visitType, priority, weight });
  }
  return [...kinds.values()]
    .filter(({ weight }) => weight >= FORGOTTEN_WEIGHT)
    .toSorted((a, b) => b.weight - a.weight || (nameOf(a) < nameOf(b) ? -1 : 1))
    .slice(0, MOST_KINDS);
}

function nameOf({ serviceId, visitType, priority }: WalkInKind): string {
  return `${serviceId} ${priority} ${visitType ?? ''}`;
}

function mixOf(memory: WalkInMemory, record: DayRecord): WalkInLaw['mix'] {
  const { seen, ofSeen } = mixSeen(memory);
  if (seen >= ENOUGH_FOR_MIX) return ofSeen;
  const guessed = servicesOf(record);
  const total = seen + (guessed.length > 0 ? 1 : 0);
  return [
    ...memory.mix.map(({ weight, ...kind }) => ({ ...kind, share: weight / total })),
    ...guessed.map((serviceId) => ({
      serviceId,
      visitType: null,
      priority: 0,
      share: 1 / guessed.length / total,
    })),
  ];
}

const mixSeen = onceFor(({ mix }: WalkInMemory) => {
  const seen = mix.reduce((sum, { weight }) => sum + weight, 0);
  return { seen, ofSeen: mix.map(({ weight, ...kind }) => ({ ...kind, share: weight / seen })) };
});

function servicesOf({ settings, stations }: DayRecord): string[] {
  const open = stations.filter(({ status }) => status !== 'closed');
  const served = new Set(open.flatMap(({ serviceIds }) => serviceIds));
  return served.size > 0 ? [...served] : settings.services.map(({ id }) => id);
}
