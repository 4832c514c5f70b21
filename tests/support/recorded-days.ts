import { randomUUID } from 'node:crypto';
import type { Clinic } from '../../shared/domain/clinic.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import { type EpochMs, MINUTE_MS } from '../../shared/domain/time.ts';
import { instantOf } from '../../server/clock.ts';
import { type Db, openMemoryDatabase } from '../../server/db/open-database.ts';
import type { IssuedPromise } from '../../server/db/promises.ts';
import { createStores, type Stores } from '../../server/db/stores.ts';
import { waiting } from './queue-builders.ts';

/** A clinic for tests of reports: one service, two reasons of each kind. */
export const CLINIC: Clinic = {
  name: 'Riverside Clinic',
  shortName: 'Riverside',
  timeZone: 'Europe/Dublin',
  languages: ['en', 'es', 'ar'],
  deskDirections: { en: 'Behind you' },
  areas: [{ id: 'blue', label: { en: 'Blue area' }, directions: { en: 'Level 1' } }],
  services: [
    {
      id: 'doctor',
      label: { en: 'Doctor' },
      areaId: 'blue',
      minutes: 10,
      arrivalWindow: { opensMinutesBefore: 40, closesMinutesAfter: 20 },
      acceptsWalkIns: true,
    },
  ],
  stations: [],
  providers: [],
  openingHours: [],
  breaks: [],
  queue: {
    lateGraceMinutes: 10,
    walkInHandicapMinutes: 20,
    maxOvertakes: 3,
    callsBeforeNoShow: 2,
    noShowPauseMinutes: 2,
    requeuePauseMinutes: 5,
  },
  delayReasons: [],
  feedback: {
    faces: 4,
    betterReasons: [
      { id: 'waiting', label: { en: 'Waiting time' } },
      { id: 'informed', label: { en: 'Being kept informed' } },
    ],
    thanksReasons: [{ id: 'kind', label: { en: 'Kind staff' } }],
  },
};

export type RecordedDays = {
  readonly db: Db;
  readonly stores: Stores;
  readonly answer: (given: Given) => string;
  readonly answers: (count: number, given: Given) => void;
  readonly visit: (visited: Visited) => { readonly entryId: string };
  readonly visits: (count: number, visited: Visited) => void;
};

type Given = {
  readonly day: string;
  readonly time?: string;
  readonly score?: number;
  readonly faces?: number;
  readonly leftOut?: 'repeat' | 'play';
  readonly reasonIds?: readonly string[];
  readonly words?: string;
};

type Visited = {
  readonly day: string;
  readonly time?: string;
  /** Minutes after the check-in; negative is before it. */
  readonly bookedAfter?: number;
  readonly calledAfter?: number;
  readonly windowEndsAfter?: number;
  /** Minutes after the check-in at which the window begins; 0 when not said. */
  readonly windowFromAfter?: number;
  /** What else the ledger has of that window. */
  readonly promise?: Partial<IssuedPromise>;
  readonly entry?: Partial<QueueEntry>;
};

/** An empty clinic in memory, and short ways to fill it through its own stores. */
export function recordDays(): RecordedDays {
  const db = openMemoryDatabase();
  const stores = createStores(db);
  const answer = (given: Given): string => recordAnswer(stores, given);
  const visit = (visited: Visited) => recordVisit(stores, visited);
  return {
    db,
    stores,
    answer,
    answers: (count, given) => {
      for (let made = 0; made < count; made += 1) answer(given);
    },
    visit,
    visits: (count, visited) => {
      for (let made = 0; made < count; made += 1) visit(visited);
    },
  };
}

export function at(day: string, time: string): EpochMs {
  return instantOf(day, time, CLINIC.timeZone);
}

function recordAnswer(stores: Stores, given: Given): string {
  const { day, time = '11:00', score = 4, faces = 4, leftOut = null } = given;
  const id = randomUUID();
  stores.answers.insert({
    id,
    day,
    deviceId: 'exit-1',
    score,
    faces,
    touchedAt: at(day, time),
    receivedAt: at(day, time),
    language: 'en',
    happySide: 'left',
    leftOut,
  });
  const { reasonIds = [], words = '' } = given;
  stores.answers.followUp(id, { reasonIds, words, wordFlags: [] });
  return id;
}

function recordVisit(stores: Stores, visited: Visited): { readonly entryId: string } {
  const { day, time = '10:00', bookedAfter, calledAfter, windowEndsAfter } = visited;
  const checkedInAt = at(day, time);
  const after = (minutes: number): EpochMs => checkedInAt + minutes * MINUTE_MS;
  const visitId = randomUUID();
  const entryId = randomUUID();
  const appointmentAt = bookedAfter === undefined ? null : after(bookedAfter);
  const appointmentId = recordAppointment(stores, day, appointmentAt);
  stores.visits.insert({
    id: visitId,
    day,
    ticket: 'K42',
    appointmentId,
    name: null,
    language: 'en',
    needs: [],
    source: 'kiosk',
    isLate: false,
    phoneKey: visitId,
    phoneAnswer: null,
    checkedInAt,
  });
  const calledAt = calledAfter === undefined ? null : after(calledAfter);
  stores.entries.insert(
    {
      ...waiting({ id: entryId, visitId, queuedAt: checkedInAt, dueAt: checkedInAt }),
      undo: null,
      appointmentAt,
      calledAt,
      ...visited.entry,
    },
    day,
  );
  if (calledAt !== null) recordCall(stores, entryId, calledAt);
  if (windowEndsAfter !== undefined) {
    const { windowFromAfter = 0, promise } = visited;
    const window = { fromAt: after(windowFromAfter), toAt: after(windowEndsAfter) };
    const issued = { entryId, issuedAt: checkedInAt, ...window, change: 'issued' } as const;
    stores.promises.insert({ ...issued, ...promise });
  }
  return { entryId };
}

function recordAppointment(stores: Stores, day: string, startAt: EpochMs | null): string | null {
  if (startAt === null) return null;
  const id = randomUUID();
  stores.appointments.put(
    {
      id,
      day,
      ref: id,
      startAt,
      serviceId: 'doctor',
      providerId: null,
      firstName: 'Niamh',
      lastName: 'Byrne',
      dateOfBirth: '1984-03-15',
      firstInitial: 'N',
      lastInitial: 'B',
      status: 'booked',
    },
    startAt,
  );
  return id;
}

export function recordCall(stores: Stores, entryId: string, calledAt: EpochMs): void {
  stores.calls.insert({
    entryId,
    ticket: 'K42',
    stationId: 'room-3',
    areaId: 'blue',
    calledAt,
    isRecall: false,
  });
}
