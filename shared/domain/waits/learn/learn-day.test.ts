import { expect, test } from 'vitest';
import {
  aDay,
  aLeg,
  aStation,
  MADE_UP_CLINIC,
  madeUpDay,
  numbersFrom,
  OPENS,
} from '../../../../tests/support/made-up-days.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { BookingRecord, DayRecord, LegRecord } from '../recorded/day-record.ts';
import { lawAt } from './law-at.ts';
import { learnDay } from './learn-day.ts';
import { coldModel, maxOvertakesOf, type WaitModel } from './wait-model.ts';

const DAY = 20_000;
const AT = DAY * DAY_MS + OPENS;

function afterDays(count: number, day: (dayNumber: number) => DayRecord): WaitModel {
  let model = coldModel();
  for (let number = DAY - count; number < DAY; number += 1) model = learnDay(model, day(number));
  return model;
}

function aBooking(booking: Partial<BookingRecord>): BookingRecord {
  return {
    visitId: 'b',
    serviceId: 'doctor',
    providerId: null,
    visitType: 'new',
    minutes: null,
    startAt: AT,
    cancelledAt: null,
    checkedInAt: null,
    ...booking,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test('the same days give the same model to the bit, also when it was stored in between', () => {
  const days = [0, 1, 2, 3].map((day) => madeUpDay(MADE_UP_CLINIC, DAY + day, numbersFrom(day)));
  const once = days.reduce((model, day) => learnDay(model, day), coldModel());
  const stored = days.reduce<WaitModel>(
    // What was a model stays one when it is written and read: it is plain JSON.
    (model, day) => JSON.parse(JSON.stringify(learnDay(model, day))) as WaitModel,
    coldModel(),
  );

  expect(JSON.stringify(stored)).toBe(JSON.stringify(once));
});

test('a model stays small however many days it has seen', () => {
  const random = numbersFrom(1);
  const clinic = { ...MADE_UP_CLINIC, visitsEach: 6 };
  const model = afterDays(300, (day) => ({
    ...madeUpDay(clinic, day, random),
    bookings: [aBooking({ minutes: day % 200 })],
  }));

  expect(model.dayCount).toBe(300);
  expect(JSON.stringify(model).length).toBeLessThan(30_000);
});

test('a day on which nobody came teaches nothing', () => {
  const model = coldModel();

  expect(learnDay(model, aDay({ bookings: [aBooking({})] }))).toBe(model);
});

test('turnover is known before the first day, with its rare long interruptions', () => {
  const { turnoverMinutes } = lawAt(coldModel(), aDay({}), AT);

  expect(mean(turnoverMinutes)).toBeCloseTo(2.7, 0);
  expect(turnoverMinutes.at(-1)).toBeGreaterThan(10);
});

test('the gaps of the clinic replace what was assumed of turnover', () => {
  const clinic = { ...MADE_UP_CLINIC, turnoverMean: 6 };
  const random = numbersFrom(2);
  const model = afterDays(10, (day) => madeUpDay(clinic, day, random));

  expect(mean(lawAt(model, aDay({}), AT).turnoverMinutes)).toBeCloseTo(6, 0);
});

test('a pause between two visits is no turnover', () => {
  const day = (dayNumber: number): DayRecord => {
    const at = dayNumber * DAY_MS + OPENS;
    const pauses = [{ fromAt: at + MINUTE_MS, untilAt: null, endedAt: at + 39 * MINUTE_MS }];
    const called = { stationFreeAt: at, calledAt: at + 40 * MINUTE_MS, waitedAtFree: true };
    return aDay({
      dayNumber,
      legs: [aLeg({ ...called, endedAt: at + HOUR_MS })],
      stations: [aStation({ openedAt: at, pauses })],
    });
  };

  expect(afterDays(3, day).turnover).toEqual([]);
});

test('of the booked a tenth stays away until the clinic shows otherwise, by kind', () => {
  const day = (dayNumber: number): DayRecord => {
    const startAt = dayNumber * DAY_MS + OPENS;
    const came = aBooking({ startAt, checkedInAt: startAt });
    const missed = aBooking({ startAt, visitType: 'follow-up' });
    const cancelled = aBooking({ startAt, cancelledAt: startAt - HOUR_MS });
    const bookings = [came, came, came, came, missed, came, cancelled];
    return aDay({ dayNumber, legs: [aLeg({})], bookings });
  };
  const booked = aDay({ bookings: [aBooking({}), aBooking({ visitType: 'follow-up' })] });
  const cold = lawAt(coldModel(), booked, AT - HOUR_MS).noShow;
  const known = lawAt(afterDays(20, day), booked, AT - HOUR_MS).noShow;

  expect(cold.get('doctor/new')).toBeCloseTo(0.1, 6);
  expect(known.get('doctor/new')).toBeLessThan(0.08);
  expect(known.get('doctor/follow-up')).toBeGreaterThan(0.4);
});

test('how early or late the booked come is learned', () => {
  const day = (dayNumber: number): DayRecord => {
    const startAt = dayNumber * DAY_MS + OPENS;
    const early = aBooking({ startAt, checkedInAt: startAt - 20 * MINUTE_MS });
    return aDay({ dayNumber, legs: [aLeg({})], bookings: Array<BookingRecord>(30).fill(early) });
  };

  expect(mean(lawAt(coldModel(), aDay({}), AT).punctuality)).toBeCloseTo(-6, 5);
  expect(mean(lawAt(afterDays(10, day), aDay({}), AT).punctuality)).toBeCloseTo(-18, 0);
});

function walkIns(dayNumber: number): DayRecord {
  const startAt = dayNumber * DAY_MS + OPENS;
  const legs = Array.from({ length: 18 }, (_, index) => {
    const queuedAt = startAt + (index * HOUR_MS) / 6;
    return aLeg({ entryId: `w${index}`, visitId: `w${index}`, queuedAt, visitType: 'acute' });
  });
  const stations = [aStation({ openedAt: startAt, closedAt: startAt + 8 * HOUR_MS })];
  return aDay({ dayNumber, legs, stations });
}

test('walk-ins follow the hours of the day in which they came', () => {
  const { hourly, mix } = lawAt(afterDays(20, walkIns), aDay({}), AT).walkIns;

  expect(hourly[0]).toBeGreaterThan(5);
  expect(hourly[2]).toBeGreaterThan(5);
  expect(hourly[4]).toBeLessThan(0.5);
  expect(hourly).toHaveLength(8);
  expect(mix).toEqual([{ serviceId: 'doctor', visitType: 'acute', priority: 0, share: 1 }]);
});

test('nobody walks in after closing', () => {
  const settings = { ...MADE_UP_CLINIC.settings, closes: '09:30' };
  const { hourly } = lawAt(coldModel(), aDay({ settings }), AT).walkIns;

  expect(hourly).toEqual([2, 1]);
});

test('going home unseen is learned by the minutes that people waited', () => {
  const day = (dayNumber: number): DayRecord => {
    const queuedAt = dayNumber * DAY_MS + OPENS;
    const booked = aLeg({
      queuedAt,
      appointmentAt: queuedAt,
      calledAt: queuedAt + 100 * MINUTE_MS,
    });
    const waited = aLeg({ queuedAt, calledAt: queuedAt + 90 * MINUTE_MS });
    const left = aLeg({
      queuedAt,
      status: 'left',
      stationId: null,
      endedAt: queuedAt + 60 * MINUTE_MS,
    });
    return aDay({ dayNumber, legs: [waited, left, booked] });
  };

  const cold = lawAt(coldModel(), aDay({}), AT).leavePerMinute;
  expect(cold).toEqual({ walkIn: 1 / 1500, booked: 1 / 1500 });
  const learned = lawAt(afterDays(60, day), aDay({}), AT).leavePerMinute;
  expect(learned.walkIn).toBeCloseTo(1 / 236, 4);
  expect(learned.booked).toBeCloseTo(1 / 2928, 4);
});

function withBloodTests(dayNumber: number): DayRecord {
  const legs = [0, 1, 2, 3].flatMap((visit) => {
    const doctor = aLeg({ visitId: `v${visit}`, endedAt: 1, calledAt: 0 });
    return visit % 2 === 0 ? [doctor, { ...doctor, leg: 2, serviceId: 'blood' }] : [doctor];
  });
  return aDay({ dayNumber, legs });
}

test('where patients of a service go on to is learned, but not from a single one', () => {
  const one = lawAt(afterDays(1, withBloodTests), aDay({}), AT).onward;
  const many = lawAt(afterDays(30, withBloodTests), aDay({}), AT).onward;

  expect(one[0]?.share).toBeLessThan(0.3);
  expect(many).toEqual([{ serviceId: 'doctor', toServiceId: 'blood', share: expect.any(Number) }]);
  expect(many[0]?.share).toBeCloseTo(0.45, 1);
});

function calls(dayNumber: number, flags: Pick<LegRecord, 'wasInTurn' | 'wasInTurnUnbounded'>) {
  const queuedAt = dayNumber * DAY_MS + OPENS;
  const legs = Array.from({ length: 10 }, (_, index) =>
    aLeg({
      entryId: `c${index}`,
      queuedAt,
      calledAt: queuedAt + index * MINUTE_MS,
      ...(index < 4 ? flags : { wasInTurn: true, wasInTurnUnbounded: true }),
    }),
  );
  return aDay({ dayNumber, legs, stations: [aStation({ openedAt: queuedAt })] });
}

test('nobody is protected from being passed over unless the settings say so, or the calls do', () => {
  const model = afterDays(5, (day) => calls(day, { wasInTurn: true, wasInTurnUnbounded: false }));
  const { settings } = MADE_UP_CLINIC;
  const said = { ...settings, policy: { ...settings.policy, maxOvertakes: 5 } };

  expect(maxOvertakesOf(coldModel(), settings)).toBeGreaterThan(1000);
  expect(maxOvertakesOf(model, settings)).toBe(3);
  expect(maxOvertakesOf(model, said)).toBe(5);
  expect(lawAt(model, aDay({}), AT).outOfTurnShare).toBeLessThan(0.01);
});

test('calls out of turn are counted where there was a choice', () => {
  const odd = { wasInTurn: false, wasInTurnUnbounded: false };
  const law = lawAt(
    afterDays(10, (day) => calls(day, odd)),
    aDay({}),
    AT,
  );

  // Four of ten, of which the last to be called had nobody beside them.
  expect(law.outOfTurnShare).toBeGreaterThan(0.3);
  expect(law.outOfTurnShare).toBeLessThan(0.45);
});
