import { expect, test } from 'vitest';
import {
  aDay,
  aLeg,
  aStation,
  CLINIC_SETTINGS,
  OPENS,
} from '../../../../tests/support/made-up-days.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { BookingRecord, DayRecord } from '../recorded/day-record.ts';
import { lawAt } from './law-at.ts';
import { learnDay } from './learn-day.ts';
import { coldModel, type WaitModel } from './wait-model.ts';

const DAY = 20_000;
const MIDNIGHT = DAY * DAY_MS;
const NOON = MIDNIGHT + 12 * HOUR_MS;
const WITH_LUNCH = {
  ...CLINIC_SETTINGS,
  breaks: [{ provider: 'dr-0', from: '12:15', minutes: 40 }],
};

function afterDays(count: number, day: (dayNumber: number) => DayRecord): WaitModel {
  let model = coldModel();
  for (let number = DAY - count; number < DAY; number += 1) model = learnDay(model, day(number));
  return model;
}

const mean = (values: readonly number[] = []): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test('a break that the clinic planned is still to come until it is taken', () => {
  const station = aStation({ openedAt: MIDNIGHT + OPENS });
  const record = aDay({ settings: WITH_LUNCH, stations: [station] });
  const [planned] = lawAt(coldModel(), record, NOON).breaks;
  const taken = {
    ...station,
    pauses: [{ fromAt: NOON, untilAt: null, endedAt: NOON + 25 * MINUTE_MS }],
  };
  const after = lawAt(coldModel(), { ...record, stations: [taken] }, NOON + HOUR_MS).breaks;

  expect(planned).toMatchObject({ stationId: 'room-0', inMinutes: 15 });
  expect(planned?.share).toBeCloseTo(0.97, 5);
  expect(mean(planned?.minutes)).toBeCloseTo(40, 0);
  expect(after).toEqual([]);
});

test('whoever goes on calling after a break was due is less likely to take it', () => {
  const calledAt = NOON + 30 * MINUTE_MS;
  const leg = aLeg({ calledAt, startedAt: calledAt, endedAt: calledAt + 5 * MINUTE_MS });
  const legs = [leg, { ...leg, calledAt: calledAt + 6 * MINUTE_MS }];
  const stations = [aStation({ openedAt: MIDNIGHT + OPENS })];
  const record = aDay({ settings: WITH_LUNCH, stations, legs });

  expect(lawAt(coldModel(), record, NOON + HOUR_MS).breaks[0]?.share).toBeLessThan(0.8);
});

function paused(since: number, untilAt: number | null = null): DayRecord {
  const pauses = [{ fromAt: since, untilAt, endedAt: null }];
  const openedAt = MIDNIGHT + OPENS;
  return aDay({
    settings: WITH_LUNCH,
    stations: [aStation({ status: 'paused', openedAt, sinceAt: since, untilAt, pauses })],
  });
}

test('somebody on a planned break is back when it is over', () => {
  const law = lawAt(coldModel(), paused(NOON + 10 * MINUTE_MS), NOON + 30 * MINUTE_MS);

  expect(law.breaks).toEqual([]);
  expect(mean(law.back.get('room-0'))).toBeGreaterThan(17);
  expect(mean(law.back.get('room-0'))).toBeLessThan(23);
});

test('somebody who said when they are back is, give or take five minutes', () => {
  const now = MIDNIGHT + 10 * HOUR_MS;
  const back = lawAt(coldModel(), paused(now - MINUTE_MS, now + 30 * MINUTE_MS), now).back;
  const values = back.get('room-0') ?? [];

  expect(mean(values)).toBeCloseTo(31, 0);
  expect(values[0]).toBeGreaterThan(15);
  expect(values.at(-1)).toBeLessThan(50);
});

test('somebody who is overdue is back soon, but not this very minute', () => {
  const now = MIDNIGHT + 10 * HOUR_MS;
  const values = lawAt(coldModel(), paused(now - HOUR_MS, now - 4 * MINUTE_MS), now).back.get(
    'room-0',
  );

  expect(values?.[0]).toBeGreaterThan(1);
  expect(mean(values)).toBeLessThan(8);
});

test('of a pause longer than any, nobody knows when it ends', () => {
  const since = MIDNIGHT + 8.5 * HOUR_MS;

  expect(lawAt(coldModel(), paused(since), since + HOUR_MS).back.has('room-0')).toBe(true);
  expect(lawAt(coldModel(), paused(since), since + 6 * HOUR_MS).back.has('room-0')).toBe(false);
});

function withRest(dayNumber: number): DayRecord {
  const at = dayNumber * DAY_MS;
  const fromAt = at + 13 * HOUR_MS + (dayNumber % 3) * 5 * MINUTE_MS;
  const pauses = [{ fromAt, untilAt: null, endedAt: fromAt + 30 * MINUTE_MS }];
  return aDay({
    dayNumber,
    legs: [aLeg({})],
    stations: [aStation({ openedAt: at + OPENS, closedAt: at + 17 * HOUR_MS, pauses })],
  });
}

test('a break that nobody planned but everybody takes is expected all the same', () => {
  const record = aDay({ stations: [aStation({ openedAt: MIDNIGHT + OPENS })] });
  const [habit] = lawAt(afterDays(8, withRest), record, NOON).breaks;

  expect(lawAt(afterDays(2, withRest), record, NOON).breaks).toEqual([]);
  expect(habit?.inMinutes).toBe(65);
  expect(mean(habit?.minutes)).toBeCloseTo(30, 0);
  expect(habit?.share).toBeCloseTo(0.9, 1);
});

function aBooking(startAt: number): BookingRecord {
  return {
    visitId: 'b',
    serviceId: 'doctor',
    providerId: 'dr-7',
    visitType: null,
    minutes: null,
    startAt,
    cancelledAt: null,
    checkedInAt: null,
  };
}

test('on day one a provider with bookings is expected about the first of them', () => {
  const startAt = MIDNIGHT + 9 * HOUR_MS;
  const record = aDay({ bookings: [aBooking(startAt + HOUR_MS), aBooking(startAt)] });
  const [coming] = lawAt(coldModel(), record, startAt - 30 * MINUTE_MS).coming;

  expect(coming).toMatchObject({
    stationId: 'provider:dr-7',
    providerId: 'dr-7',
    serviceIds: ['doctor'],
  });
  expect(mean(coming?.inMinutes)).toBeCloseTo(36, 0);
  expect(coming?.share).toBeCloseTo(0.98, 2);
});

test('the longer a provider is overdue, the less likely it is that they come', () => {
  const startAt = MIDNIGHT + 9 * HOUR_MS;
  const record = aDay({ bookings: [aBooking(startAt)] });
  const shareAfter = (hours: number): number =>
    lawAt(coldModel(), record, startAt + hours * HOUR_MS).coming[0]?.share ?? 0;

  expect(shareAfter(0.1)).toBeGreaterThan(0.9);
  expect(shareAfter(0.25)).toBeGreaterThan(0.75);
  expect(shareAfter(3)).toBeLessThan(0.3);
});

test('a provider who is late by what staff said is expected no sooner', () => {
  const startAt = MIDNIGHT + 9 * HOUR_MS;
  const notice = { at: startAt, minutes: 45 };
  const stations = [aStation({ stationId: 'provider:dr-7', status: 'closed', notice })];
  const record = aDay({ bookings: [aBooking(startAt)], stations });

  expect(lawAt(coldModel(), record, startAt).coming[0]?.inMinutes[0]).toBe(45);
});

function everyDayAtNine(dayNumber: number): DayRecord {
  const openedAt = dayNumber * DAY_MS + 9 * HOUR_MS;
  const seen = aLeg({ stationId: 'room-2', seenByProviderId: 'dr-2', calledAt: openedAt });
  // A closed station has nobody: who worked there is known by the calls.
  const station = aStation({ stationId: 'room-2', status: 'closed', providerId: null, openedAt });
  return aDay({
    dayNumber,
    legs: [seen],
    stations: [{ ...station, closedAt: openedAt + HOUR_MS }],
  });
}

test('a station that opened on former days is expected at its usual time, once', () => {
  const model = afterDays(10, everyDayAtNine);
  const now = MIDNIGHT + 8 * HOUR_MS;
  const [coming] = lawAt(model, aDay({}), now).coming;

  expect(coming).toMatchObject({ stationId: 'room-2', providerId: 'dr-2' });
  expect(mean(coming?.inMinutes)).toBeGreaterThan(58);
  expect(mean(coming?.inMinutes)).toBeLessThan(70);
  expect(coming?.share).toBeGreaterThan(0.9);
  expect(lawAt(model, everyDayAtNine(DAY), now + 3 * HOUR_MS).coming).toEqual([]);
});

test('a station that opens on one day of the week is not expected on the others', () => {
  const model = afterDays(28, (day) =>
    day % 7 === DAY % 7
      ? everyDayAtNine(day)
      : aDay({
          dayNumber: day,
          legs: [aLeg({})],
          stations: [aStation({ openedAt: day * DAY_MS + OPENS })],
        }),
  );
  const shareOn = (dayNumber: number): number =>
    lawAt(model, aDay({ dayNumber }), dayNumber * DAY_MS).coming.find(
      ({ stationId }) => stationId === 'room-2',
    )?.share ?? 0;

  expect(shareOn(DAY)).toBeGreaterThan(0.6);
  expect(shareOn(DAY + 1)).toBeLessThan(0.15);
});
