import { expect, test } from 'vitest';
import { came, clock, on, recordedDay, step } from '../../../../tests/support/recorded-log.ts';
import { RecordedDay } from './recorded-day.ts';
import { DEFAULT_SETTINGS } from './recorded-settings.ts';

function expectedTomorrow(today: RecordedDay): readonly string[] {
  const tomorrow = new RecordedDay({
    dayNumber: today.dayNumber + 1,
    utcOffsetMinutes: 0,
    settings: DEFAULT_SETTINGS,
    maxOvertakes: 3,
    before: today,
  });
  return tomorrow.scene(clock('08:00', 1)).expected.map(({ visitId }) => visitId);
}

test('the booked are expected until they come, cancel or are said not to come', () => {
  const booked = (visit: string, time: string) =>
    on('08:00', { type: 'booked', visit, service: 'doctor', startAt: clock(time) });
  const day = recordedDay(
    booked('a', '09:00'),
    booked('b', '09:10'),
    booked('c', '09:20'),
    booked('d', '09:30'),
    came('08:50', 'a'),
    on('08:55', { type: 'cancelled', visit: 'b' }),
    step('09:25', 'no-show', 'c'),
  );

  expect(day.scene(clock('09:26')).expected).toEqual([
    {
      visitId: 'd',
      serviceId: 'doctor',
      providerId: null,
      visitType: null,
      bookedMinutes: null,
      startAt: clock('09:30'),
    },
  ]);
});

test('who is here already is not expected by a booking for today, but by one for tomorrow', () => {
  const book = (days: number) =>
    on('09:05', { type: 'booked', visit: 'a', service: 'doctor', startAt: clock('10:00', days) });

  const today = recordedDay(came('09:00', 'a'), book(0));

  expect(today.record().bookings[0]?.checkedInAt).toBe(clock('09:00'));
  expect(expectedTomorrow(today)).toEqual([]);
  expect(expectedTomorrow(recordedDay(came('09:00', 'a'), book(1)))).toEqual(['a']);
});

test('a booking for a later day waits for it, and one that is moved away is expected no more', () => {
  const today = recordedDay(
    on('08:00', { type: 'booked', visit: 'a', service: 'doctor', startAt: clock('09:00') }),
    on('08:01', { type: 'booked', visit: 'b', service: 'doctor', startAt: clock('11:00', 1) }),
    on('08:02', { type: 'booked', visit: 'a', service: 'doctor', startAt: clock('10:00', 1) }),
  );

  expect(today.scene(clock('08:30')).expected).toEqual([]);
  expect(expectedTomorrow(today)).toEqual(['b', 'a']);
});
