import { expect, test } from 'vitest';
import { called, came, clock, on, opened, step } from '../../../tests/support/recorded-log.ts';
import { DAY_MS } from '../time.ts';
import { estimateByMeans } from './by-means.ts';
import { coldModel } from './learn/wait-model.ts';
import type { RecordedEvent } from './recorded/recorded-event.ts';
import type { WaitEstimate } from './wait-estimate.ts';
import { WaitLearner } from './wait-learner.ts';
import type { WaitScene } from './wait-scene.ts';

/** Somebody comes, is seen for 20 minutes and goes; tomorrow somebody is booked. */
const A_DAY: readonly RecordedEvent[] = [
  on('07:50', {
    type: 'clinic',
    services: [{ id: 'doctor', minutes: 12 }],
    policy: { lateGraceMinutes: 5, walkInHandicapMinutes: 30, maxOvertakes: 1 },
    breaks: [],
  }),
  opened('08:00'),
  came('08:10', 'a'),
  called('08:15', 'a'),
  step('08:16', 'started', 'a'),
  on('08:20', { type: 'booked', visit: 'b', service: 'doctor', startAt: clock('10:00', 1) }),
  came('08:30', 'c'),
  step('08:35', 'finished', 'a'),
  called('08:37', 'c'),
];

const NEXT_DAY = opened('08:00', 'room-2');

function learner(...events: readonly RecordedEvent[]): WaitLearner {
  const made = new WaitLearner({ estimate: estimateByMeans });
  for (const event of events) made.take(event);
  return made;
}

function daysLater(event: RecordedEvent, days: number): RecordedEvent {
  return { ...event, at: event.at + days * DAY_MS };
}

test('a day is learned when the next one begins, and not before', () => {
  expect(learner(...A_DAY).model).toEqual(coldModel());
  expect(learner(...A_DAY, daysLater(NEXT_DAY, 1)).model.dayCount).toBe(1);
});

test('a day is learned alike whether it is turned by an event or by the calendar', () => {
  const byCalendar = learner(...A_DAY);

  byCalendar.turnTo(clock('00:01', 1), 0);

  expect(byCalendar.model).toEqual(learner(...A_DAY, daysLater(NEXT_DAY, 1)).model);
  expect(byCalendar.estimates(clock('00:01', 1)).size).toBe(0);
});

test('the same log leads to the same model, whoever asks for estimates meanwhile', () => {
  const days = [0, 1, 2].flatMap((later) => A_DAY.map((event) => daysLater(event, later)));
  const asked = new WaitLearner({ estimate: estimateByMeans });
  for (const event of days) {
    asked.take(event);
    asked.estimates(event.at);
    asked.estimates(event.at + 60_000);
  }

  expect(JSON.stringify(asked.model)).toBe(JSON.stringify(learner(...days).model));
});

test('settings and bookings for later go on to the next day; stations begin it closed', () => {
  const scene = learner(...A_DAY, daysLater(came('08:00', 'd'), 1)).scene(clock('08:01', 1));

  expect(scene).toMatchObject({
    policy: { lateGraceMinutes: 5, walkInHandicapMinutes: 30, maxOvertakes: 1 },
    expected: [{ visitId: 'b' }],
    entries: [{ id: 'd' }],
    stations: [],
  });
});

test('a model goes on where it was left', () => {
  const whole = learner(...A_DAY, ...A_DAY.map((event) => daysLater(event, 1)));
  whole.turnTo(clock('00:00', 2), 0);
  const first = learner(...A_DAY);
  first.turnTo(clock('00:00', 1), 0);

  const second = new WaitLearner({ estimate: estimateByMeans, model: first.model });
  for (const event of A_DAY) second.take(daysLater(event, 1));
  second.turnTo(clock('00:00', 2), 0);

  expect(second.model).toEqual(whole.model);
});

test('errors are learned from what was said at each check-in and the first call after it', () => {
  // 1, 2 ... 19 minutes: of the two, "a" waited 5 and "c" 7, so 25 % and 35 % of them.
  const quantiles = Array.from({ length: 19 }, (_, index) => index + 1);
  const estimate = ({ entries }: WaitScene) =>
    new Map(
      entries.map(({ id }): [string, WaitEstimate] => [
        id,
        { kind: 'known', quantiles, position: 0 },
      ]),
    );
  const made = new WaitLearner({ estimate });
  const [clinic, opening, arrival, ...rest] = A_DAY;
  // A change of place is no second check-in.
  const again = came('08:12', 'a', { priority: 1 });
  for (const event of [clinic, opening, arrival, again, ...rest, daysLater(NEXT_DAY, 1)]) {
    if (event) made.take(event);
  }

  const { pits } = made.model;

  expect(pits.flatMap((weight, bin) => (weight > 0 ? [bin] : []))).toEqual([5, 7]);
});

test('before the first event nothing is known', () => {
  const made = learner();

  expect([made.law(0), made.scene(0), made.estimates(0).size]).toEqual([null, null, 0]);
});
