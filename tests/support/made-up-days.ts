import type {
  DayRecord,
  LegRecord,
  StationRecord,
} from '../../shared/domain/waits/recorded/day-record.ts';
import type { RecordedSettings } from '../../shared/domain/waits/recorded/recorded-event.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';

/** A source of numbers from 0 to 1 that are the same in every run. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

export function normalFrom(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

export function lognormalFrom(random: () => number, mean: number, variation: number): number {
  const variance = Math.log1p(variation ** 2);
  return Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * normalFrom(random));
}

export const OPENS = 8 * HOUR_MS;

export const CLINIC_SETTINGS: RecordedSettings = {
  services: [{ id: 'doctor', minutes: 20 }],
  policy: { lateGraceMinutes: 10, walkInHandicapMinutes: 20 },
  breaks: [],
};

export type MadeUpClinic = {
  readonly settings: RecordedSettings;
  readonly kinds: readonly {
    readonly serviceId: string;
    readonly visitType: string;
    readonly mean: number;
    readonly variation: number;
  }[];
  /** In ln minutes, one for each station. */
  readonly effects: readonly number[];
  readonly paceDeviation: number;
  readonly visitsEach: number;
  readonly turnoverMean: number;
  readonly missedFinishShare: number;
};

export const MADE_UP_CLINIC: MadeUpClinic = {
  settings: CLINIC_SETTINGS,
  kinds: [
    { serviceId: 'doctor', visitType: 'new', mean: 27, variation: 0.5 },
    { serviceId: 'doctor', visitType: 'follow-up', mean: 14, variation: 0.45 },
  ],
  effects: [-0.15, 0, 0.15],
  paceDeviation: 0.1,
  visitsEach: 20,
  turnoverMean: 3,
  missedFinishShare: 0,
};

/** A day on which somebody always waits: every station, "room-0" with "dr-0", sees one after another. */
export function madeUpDay(
  clinic: MadeUpClinic,
  dayNumber: number,
  random: () => number,
): DayRecord {
  const legs: LegRecord[] = [];
  const stations: StationRecord[] = [];
  for (const [index, effect] of clinic.effects.entries()) {
    const pace = effect + clinic.paceDeviation * normalFrom(random);
    const startAt = dayNumber * DAY_MS + OPENS;
    stations.push(
      aStation({ stationId: `room-${index}`, providerId: `dr-${index}`, openedAt: startAt }),
    );
    let at = startAt;
    let freeAt: number | null = null;
    for (let visit = 0; visit < clinic.visitsEach; visit += 1) {
      const kind = clinic.kinds[Math.floor(random() * clinic.kinds.length)];
      if (!kind) throw new Error('a clinic has kinds');
      const minutes = lognormalFrom(random, kind.mean, kind.variation) * Math.exp(pace);
      const turnover = lognormalFrom(random, clinic.turnoverMean, 0.6);
      const isMissed = random() < clinic.missedFinishShare;
      const doneAt = at + minutes * MINUTE_MS;
      const nextAt = doneAt + turnover * MINUTE_MS;
      legs.push(
        aLeg({
          entryId: `v${index}-${visit}`,
          visitId: `v${index}-${visit}`,
          serviceId: kind.serviceId,
          visitType: kind.visitType,
          queuedAt: startAt - HOUR_MS,
          stationId: `room-${index}`,
          seenByProviderId: `dr-${index}`,
          calledAt: at,
          startedAt: at,
          endedAt: isMissed ? nextAt : doneAt,
          endedBy: isMissed ? 'next-call' : 'finish',
          stationFreeAt: freeAt,
          waitedAtFree: freeAt !== null,
        }),
      );
      freeAt = isMissed ? null : doneAt;
      at = nextAt;
    }
  }
  return aDay({ dayNumber, settings: clinic.settings, legs, stations });
}

export function aDay(record: Partial<DayRecord>): DayRecord {
  return {
    dayNumber: 20_000,
    utcOffsetMinutes: 0,
    settings: CLINIC_SETTINGS,
    legs: [],
    bookings: [],
    stations: [],
    ...record,
  };
}

export function aStation(station: Partial<StationRecord>): StationRecord {
  return {
    stationId: 'room-0',
    serviceIds: ['doctor'],
    status: 'open',
    providerId: 'dr-0',
    sinceAt: station.openedAt ?? 0,
    untilAt: null,
    openedAt: null,
    closedAt: null,
    pauses: [],
    freeSinceAt: null,
    notice: null,
    ...station,
  };
}

/** Somebody who was seen, unless said otherwise. */
export function aLeg(leg: Partial<LegRecord>): LegRecord {
  return {
    entryId: 'v',
    visitId: 'v',
    leg: 1,
    serviceId: 'doctor',
    visitType: null,
    bookedMinutes: null,
    providerId: null,
    appointmentAt: null,
    priority: 0,
    queuedAt: 0,
    dueAt: 0,
    overtakenCount: 0,
    status: 'done',
    stationId: 'room-0',
    seenByProviderId: 'dr-0',
    calledAt: null,
    startedAt: null,
    endedAt: null,
    endedBy: 'finish',
    stationFreeAt: null,
    waitedAtFree: false,
    wasInTurn: null,
    wasInTurnUnbounded: null,
    ...leg,
  };
}
