import { expect, test } from 'vitest';
import {
  aDay,
  aLeg,
  aStation,
  MADE_UP_CLINIC,
  type MadeUpClinic,
  madeUpDay,
  numbersFrom,
  OPENS,
} from '../../../../tests/support/made-up-days.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { DayRecord } from '../recorded/day-record.ts';
import type { PaceLaw, WaitLaw } from '../wait-law.ts';
import { lawAt } from './law-at.ts';
import { learnDay } from './learn-day.ts';
import { coldModel, type WaitModel } from './wait-model.ts';

const DAY = 20_000;

function learned(clinic: MadeUpClinic, days: number, from = coldModel(), first = DAY): WaitModel {
  const random = numbersFrom(first);
  let model = from;
  for (let day = first; day < first + days; day += 1) {
    model = learnDay(model, madeUpDay(clinic, day, random));
  }
  return model;
}

/** The morning after: the stations have opened, and nobody has been called yet. */
function morningAfter(model: WaitModel, clinic: MadeUpClinic = MADE_UP_CLINIC): WaitLaw {
  const dayNumber = (model.lastDay ?? DAY) + 1;
  const openedAt = dayNumber * DAY_MS + OPENS;
  const stations = clinic.effects.map((_, index) =>
    aStation({ stationId: `room-${index}`, providerId: `dr-${index}`, openedAt }),
  );
  return lawAt(model, aDay({ dayNumber, settings: clinic.settings, stations }), openedAt);
}

function meanMinutes(law: WaitLaw, kind: string): number {
  const { mean, deviation } = law.kinds.get(kind) ?? { mean: NaN, deviation: NaN };
  return Math.exp(mean + deviation ** 2 / 2);
}

function variation(law: WaitLaw, kind: string): number {
  return Math.sqrt(Math.expm1((law.kinds.get(kind)?.deviation ?? NaN) ** 2));
}

function meanPace({ effects, shares }: PaceLaw): number {
  return effects.reduce((sum, effect, index) => sum + effect * (shares[index] ?? 0), 0);
}

function paceOf(law: WaitLaw, performer: string): number {
  return meanPace(law.pace.get(performer) ?? { effects: [], shares: [] });
}

test('before anything is known, a visit takes 0.8 of the minutes it is set to, give or take much', () => {
  const law = morningAfter(coldModel());

  expect(meanMinutes(law, 'doctor')).toBeCloseTo(16, 5);
  expect(variation(law, 'doctor')).toBeCloseTo(0.6, 5);
  expect(paceOf(law, 'dr-0')).toBeCloseTo(0, 5);
});

test('a kind that was booked for other minutes starts from these', () => {
  const booked = aLeg({ status: 'waiting', visitType: 'long', bookedMinutes: 45 });
  const law = lawAt(coldModel(), aDay({ legs: [booked] }), DAY * DAY_MS + OPENS);

  expect(meanMinutes(law, 'doctor/long')).toBeCloseTo(36, 5);
});

test('the minutes of each kind and the speed of each provider are found within a month', () => {
  const law = morningAfter(learned(MADE_UP_CLINIC, 30));

  expect(meanMinutes(law, 'doctor/new')).toBeGreaterThan(27 * 0.93);
  expect(meanMinutes(law, 'doctor/new')).toBeLessThan(27 * 1.07);
  expect(meanMinutes(law, 'doctor/follow-up')).toBeGreaterThan(14 * 0.93);
  expect(meanMinutes(law, 'doctor/follow-up')).toBeLessThan(14 * 1.07);
  expect(variation(law, 'doctor/new')).toBeCloseTo(0.5, 1);
  expect(paceOf(law, 'dr-2') - paceOf(law, 'dr-0')).toBeGreaterThan(0.2);
  expect(paceOf(law, 'dr-2') - paceOf(law, 'dr-0')).toBeLessThan(0.4);
});

test('settings that are wrong are corrected by fifteen visits, for kinds nobody had yet as well', () => {
  const services = [
    { id: 'doctor', minutes: 33 },
    { id: 'nurse', minutes: 33 },
  ];
  const clinic = {
    ...MADE_UP_CLINIC,
    settings: { ...MADE_UP_CLINIC.settings, services },
    kinds: [{ serviceId: 'doctor', visitType: 'visit', mean: 16, variation: 0.5 }],
    effects: [0, 0, 0],
    visitsEach: 5,
  };
  const day = madeUpDay(clinic, DAY, numbersFrom(3));
  const law = lawAt(coldModel(), day, DAY * DAY_MS + OPENS + 3 * HOUR_MS);

  expect(meanMinutes(law, 'doctor/visit')).toBeLessThan(16 * 1.25);
  expect(meanMinutes(law, 'nurse')).toBeLessThan(33 * 0.8 * 0.8);
});

test('a provider who is slow today is known to be, the sooner the less others are', () => {
  const model = learned({ ...MADE_UP_CLINIC, effects: [0, 0, 0], paceDeviation: 0 }, 10);
  const today = madeUpDay(
    { ...MADE_UP_CLINIC, effects: [0, 0, 0.4], paceDeviation: 0 },
    DAY + 10,
    numbersFrom(5),
  );
  const law = lawAt(model, today, (DAY + 10) * DAY_MS + OPENS + 9 * HOUR_MS);

  expect(paceOf(law, 'dr-2')).toBeGreaterThan(paceOf(law, 'dr-0') + 0.1);
  expect(paceOf(law, 'dr-2')).toBeGreaterThan(paceOf(law, 'dr-1') + 0.1);
});

test('whoever has been inside for long makes a slow pace more likely', () => {
  const calledAt = DAY * DAY_MS + OPENS;
  const running = aLeg({ status: 'in-service', calledAt, startedAt: calledAt, endedBy: null });
  const record = aDay({ legs: [running], stations: [aStation({ openedAt: calledAt })] });
  const paceAfter = (minutes: number): number =>
    paceOf(lawAt(coldModel(), record, calledAt + minutes * MINUTE_MS), 'dr-0');

  expect(paceAfter(0)).toBeCloseTo(0, 5);
  expect(paceAfter(20)).toBeGreaterThan(paceAfter(5));
  expect(paceAfter(40)).toBeGreaterThan(paceAfter(20));
});

test('what was long ago is forgotten: half of it after ten days', () => {
  const slow = {
    ...MADE_UP_CLINIC,
    kinds: MADE_UP_CLINIC.kinds.map((kind) => ({ ...kind, mean: kind.mean * 2 })),
  };
  const weightOf = ({ minutes }: WaitModel): number =>
    minutes.kinds.flatMap(({ cells }) => cells).reduce((sum, { weight }) => sum + weight, 0);
  const before = learned(MADE_UP_CLINIC, 30);
  const after = learned(slow, 30, before, DAY + 30);

  // Sixty visits a day, each day weighing 2^(-1/10) of the next.
  expect(weightOf(before)).toBeCloseTo((60 * (1 - 2 ** -3)) / (1 - 2 ** -0.1), -1);
  expect(meanMinutes(morningAfter(after), 'doctor/new')).toBeGreaterThan(27 * 2 * 0.8);
});

test('forgotten taps and slips of the hand do not move what was learned', () => {
  const model = learned(MADE_UP_CLINIC, 5);
  const clean = madeUpDay(MADE_UP_CLINIC, DAY + 5, numbersFrom(9));
  const poisoned = { ...clean, legs: clean.legs.map((leg, index) => spoiled(leg, index)) };
  const kept = { ...clean, legs: clean.legs.filter((_, index) => index % 10 > 1) };

  const expected = morningAfter(learnDay(model, kept));
  const found = morningAfter(learnDay(model, poisoned));

  expect(found.kinds).toEqual(expected.kinds);
});

function spoiled(leg: DayRecord['legs'][number], index: number): DayRecord['legs'][number] {
  const calledAt = leg.calledAt ?? 0;
  if (index % 10 === 0) return { ...leg, endedAt: calledAt + 5 * HOUR_MS };
  if (index % 10 === 1) return { ...leg, endedAt: calledAt + 5_000 };
  return leg;
}

test('where nobody taps the end of a visit, its minutes are learned from call to call', () => {
  const clinic = { ...MADE_UP_CLINIC, missedFinishShare: 1 };
  const model = learned(clinic, 20);
  const law = morningAfter(model, clinic);

  expect(law.missedFinishShare).toBeGreaterThan(0.9);
  expect(meanMinutes(law, 'doctor/new')).toBeGreaterThan(27 * 0.85);
  expect(meanMinutes(law, 'doctor/new')).toBeLessThan(27 * 1.15);
});

test('a fifth of the ends missing changes little', () => {
  const law = morningAfter(learned({ ...MADE_UP_CLINIC, missedFinishShare: 0.2 }, 30));

  expect(law.missedFinishShare).toBeCloseTo(0.2, 1);
  expect(meanMinutes(law, 'doctor/new')).toBeGreaterThan(27 * 0.9);
  expect(meanMinutes(law, 'doctor/new')).toBeLessThan(27 * 1.1);
});

test('a provider who changes is believed sooner than by forgetting alone', () => {
  const before = learned(MADE_UP_CLINIC, 25);
  const changed = { ...MADE_UP_CLINIC, effects: [-0.15, 0, 0.6] };
  const after = learned(changed, 6, before, DAY + 25);
  const forgottenShare = 1 - 2 ** -0.6;

  const shift = paceOf(morningAfter(after), 'dr-2') - paceOf(morningAfter(before), 'dr-2');
  expect(shift).toBeGreaterThan(0.45 * forgottenShare * 1.3);
});
