import type {
  RecordedEvent,
  RecordedFact,
} from '../../../../shared/domain/waits/recorded/recorded-event.ts';
import type { Booking } from './bookings.ts';
import type { ClinicLaw, StationLaw } from './clinic-law.ts';
import type { Fact } from './day-state.ts';
import type { Leg } from './leg.ts';
import type { Random } from './random.ts';
import type { RunDay } from './run-day.ts';

const WRITTEN_AT = 7 * 60;
const CLOSED_AFTER = 5;

type LoggedFact = { readonly minute: number; readonly fact: RecordedFact };

/** How the instants and the visits of one day are named in its log. */
export type DayNames = {
  /** Midnight of the clinic's day, epoch ms. */
  readonly midnightAt: number;
  readonly visitPrefix: string;
};

/** The log of a day: what a file says, what is booked, and what was tapped of what happened. */
export function recordedLog(
  day: RunDay,
  names: DayNames,
  random: Random,
): readonly RecordedEvent[] {
  const { clinic } = day;
  const logged = [
    { minute: WRITTEN_AT, fact: clinicLine(clinic) },
    ...day.bookings.map((booking) => bookedLine(clinic, booking, names)),
    ...day.facts.flatMap((fact) => tapped(fact, { clinic, names, random })),
    ...closingLines(day),
  ];
  return logged.map(({ minute, fact }) => ({
    at: instantOf(minute, names),
    utcOffsetMinutes: clinic.utcOffsetMinutes,
    ...fact,
  }));
}

export function instantOf(minute: number, { midnightAt }: DayNames): number {
  return midnightAt + Math.round(minute * 60_000);
}

export function entryIdOf({ visitNumber, leg }: Leg, names: DayNames): string {
  const visit = visitIdOf(visitNumber, names);
  return leg === 1 ? visit : `${visit}#${leg}`;
}

function visitIdOf(visitNumber: number, { visitPrefix }: DayNames): string {
  return `${visitPrefix}-${visitNumber}`;
}

function clinicLine(clinic: ClinicLaw): RecordedFact {
  const { lateGraceMinutes, maxOvertakes, walkInHandicapMinutes } = clinic;
  return {
    type: 'clinic',
    services: clinic.services.map(({ id, minutes }) => ({ id, minutes: said(minutes, clinic) })),
    policy: {
      lateGraceMinutes,
      walkInHandicapMinutes,
      ...(maxOvertakes < Infinity ? { maxOvertakes } : {}),
    },
    breaks: clinic.stations.flatMap(({ lunch, providerId }) =>
      lunch && providerId !== null
        ? [
            {
              provider: providerId,
              from: timeOfDay(lunch.plannedAt),
              minutes: lunch.plannedMinutes,
            },
          ]
        : [],
    ),
    closes: timeOfDay(clinic.closesAt),
  };
}

function bookedLine(clinic: ClinicLaw, booking: Booking, names: DayNames): LoggedFact {
  const { kind, number, startAt, station } = booking;
  return {
    minute: WRITTEN_AT,
    fact: {
      type: 'booked',
      visit: visitIdOf(number, names),
      service: serviceOf(clinic, kind.service),
      startAt: instantOf(startAt, names),
      ...providerOf(station),
      ...(kind.visitType === null ? {} : { visitType: kind.visitType }),
      ...(kind.slotMinutes === null ? {} : { minutes: said(kind.slotMinutes, clinic) }),
    },
  };
}

type Logging = { readonly clinic: ClinicLaw; readonly names: DayNames; readonly random: Random };

function tapped(fact: Fact, logging: Logging): readonly LoggedFact[] {
  const found = tapOf(fact, logging);
  return found ? [{ minute: fact.at, fact: found }] : [];
}

function tapOf(fact: Fact, logging: Logging): RecordedFact | null {
  const { clinic, names, random } = logging;
  const visit = 'leg' in fact ? visitIdOf(fact.leg.visitNumber, names) : '';
  switch (fact.what) {
    case 'arrived':
      return checkIn(fact.leg, logging);
    case 'called':
      return {
        type: 'called',
        visit,
        station: fact.station.stationId,
        ...providerOf(fact.station),
      };
    case 'finished':
      return random.uniform() < clinic.missedFinishShare ? null : { type: 'finished', visit };
    case 'left':
    case 'held':
      return { type: fact.what, visit };
    case 'returned':
      return { type: 'resumed', visit };
    case 'overtaken':
      return null;
    case 'opened':
      return {
        type: 'station-opened',
        station: fact.station.stationId,
        services: clinic.services
          .filter((_, index) => fact.station.serves[index])
          .map(({ id }) => id),
        ...providerOf(fact.station),
      };
    case 'away':
      return { type: 'station-paused', station: fact.station.stationId };
    case 'lunch':
      return lunchPause(fact, logging);
    case 'back':
      return { type: 'station-resumed', station: fact.station.stationId };
  }
}

function checkIn(leg: Leg, { clinic, names }: Logging): RecordedFact {
  const { bookedAt, kind, priority, station, visitNumber } = leg;
  return {
    type: 'checked-in',
    visit: visitIdOf(visitNumber, names),
    service: serviceOf(clinic, kind.service),
    ...providerOf(station),
    ...(kind.visitType === null ? {} : { visitType: kind.visitType }),
    ...(bookedAt === null ? {} : { bookedAt: instantOf(bookedAt, names) }),
    ...(priority === 0 ? {} : { priority }),
  };
}

/** Half of them say when they mean to be back, which is the plan and not what it will be. */
function lunchPause(
  { at, station }: { readonly at: number; readonly station: StationLaw },
  { names, random }: Logging,
): RecordedFact {
  const saysWhen = random.uniform() < 0.5 && station.lunch !== null;
  const minutes = station.lunch?.plannedMinutes ?? 0;
  return {
    type: 'station-paused',
    station: station.stationId,
    ...(saysWhen ? { untilAt: instantOf(at + minutes, names) } : {}),
  };
}

function closingLines({ clinic, facts }: RunDay): readonly LoggedFact[] {
  const lastAt = facts.at(-1)?.at ?? clinic.closesAt;
  const minute = Math.max(clinic.closesAt, lastAt) + CLOSED_AFTER;
  return clinic.stations.map(({ stationId }) => ({
    minute,
    fact: { type: 'station-closed', station: stationId },
  }));
}

function providerOf(station: StationLaw | null): { readonly provider?: string } {
  return station && station.providerId !== null ? { provider: station.providerId } : {};
}

function serviceOf(clinic: ClinicLaw, index: number): string {
  const service = clinic.services[index];
  if (!service) throw new Error(`No service has the number ${index}.`);
  return service.id;
}

function said(minutes: number, { settingsFactor }: ClinicLaw): number {
  return Math.round(minutes * settingsFactor);
}

function timeOfDay(minutes: number): string {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hour}:${String(minutes % 60).padStart(2, '0')}`;
}
