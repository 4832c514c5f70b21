import i18next from 'i18next';
import { expect, test } from 'vitest';
import type { PhoneSnapshot, ShownSlip } from '../../shared/contract/snapshots.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import common from '../../shared/locales/en/common.json' with { type: 'json' };
import phone from '../../shared/locales/en/phone.json' with { type: 'json' };
import slip from '../../shared/locales/en/slip.json' with { type: 'json' };
import { waitSentences } from './wait-sentences.ts';

const TEN = Date.UTC(2026, 10, 21, 10, 0);

await i18next.init({ lng: 'en', resources: { en: { phone, common, slip } }, initAsync: false });

const texts = {
  t: i18next.getFixedT('en', 'phone'),
  common: i18next.getFixedT('en', 'common'),
  slip: i18next.getFixedT('en', 'slip'),
  label: ({ en }: { readonly en: string }) => en,
  clock: (at: number) => new Date(at).toISOString().slice(11, 16),
};

type Told = Pick<PhoneSnapshot, 'wait' | 'position' | 'slip'>;

function said(told: Partial<Told>, now = TEN) {
  return waitSentences({ wait: window(10, 25), position: 2, slip: null, ...told }, now, texts);
}

function window(fromMinutes: number, toMinutes: number) {
  return {
    kind: 'window' as const,
    fromAt: TEN + fromMinutes * MINUTE_MS,
    toAt: TEN + toMinutes * MINUTE_MS,
  };
}

function aSlip(change: Partial<ShownSlip>): ShownSlip {
  return {
    code: 'slower',
    stationLabel: null,
    untilAt: null,
    saidAt: TEN,
    isLater: true,
    ...change,
  };
}

test('a wait comes in minutes, as clock times, and with how many are called before', () => {
  expect(said({})).toEqual({
    title: 'Wait about 10 to 25 minutes',
    lead: 'Around 10:10 to 10:25',
    later: null,
    before: '2 people will be called before you.',
    whyMore: null,
    spoken: 'Around 10:10 to 10:25.',
  });
});

test('a slip says that it is later, the new time, why, and since when', () => {
  const slipped = aSlip({
    code: 'station-paused',
    stationLabel: { en: 'Room 5' },
    untilAt: TEN + 30 * MINUTE_MS,
  });

  expect(said({ wait: window(40, 55), slip: slipped })).toEqual({
    title: 'Wait about 40 to 55 minutes',
    lead: null,
    later: {
      that: 'We are running later than we told you. We are sorry.',
      newTime: 'New time: around 10:40 to 10:55.',
      why: 'Room 5 is on a break until about 10:30.',
      changedAt: 'Changed at 10:00.',
    },
    before: '2 people will be called before you.',
    whyMore: null,
    spoken:
      'We are running later than we told you. We are sorry. New time: around 10:40 to 10:55. Room 5 is on a break until about 10:30.',
  });
});

test('a place in line that got worse comes with its reason, and nothing is called late', () => {
  const { later, before, whyMore } = said({
    position: 3,
    slip: aSlip({ code: 'urgent-first', isLater: false }),
  });

  expect({ later, before, whyMore }).toEqual({
    later: null,
    before: '3 people will be called before you.',
    whyMore: 'Somebody who needs care urgently goes first.',
  });
});

test('a promise that has passed is said to have passed', () => {
  expect(said({ wait: window(-20, -1), position: 0 })).toMatchObject({
    title: 'We are running later than we told you. We are sorry.',
    lead: 'We are working out a new time.',
    before: 'You are next.',
  });
});

test('a reason stands under a promise that has passed, which the title says already', () => {
  expect(said({ wait: window(-20, -1), slip: aSlip({}) }).later).toEqual({
    that: null,
    newTime: null,
    why: 'Visits are taking longer than usual today.',
    changedAt: 'Changed at 10:00.',
  });
});

test.each([
  [
    'nobody-serving',
    'No room is open for you right now. We will tell you here as soon as we know.',
  ],
  ['not-trusted', 'We will tell you here as soon as we know.'],
] as const)('an unknown wait (%s) has no number in it', (reason, lead) => {
  expect(said({ wait: { kind: 'unknown', reason }, position: null })).toEqual({
    title: 'We are working out your wait',
    lead,
    later: null,
    before: null,
    whyMore: null,
    spoken: 'We are working out your wait.',
  });
});

test('what is read aloud does not change as the minutes pass', () => {
  const spoken = [0, 5, 10, 15, 20, 24].map((minute) => said({}, TEN + minute * MINUTE_MS).spoken);

  expect(new Set(spoken)).toEqual(new Set(['Around 10:10 to 10:25.']));
});

test('the end of a break that should be over is not said again', () => {
  const paused = aSlip({
    code: 'station-paused',
    stationLabel: { en: 'Room 5' },
    untilAt: TEN - MINUTE_MS,
  });

  expect(said({ slip: paused }).later?.why).toBe('Room 5 is on a break.');
});
