import { expect, test } from 'vitest';
import {
  after,
  asked,
  atAppointment,
  atConfirmation,
  later,
  SECOND,
  START,
  TYPED,
} from '../../tests/support/kiosk-sessions.ts';
import { advance } from './session.ts';
import { isInUse, nextDueAt, secondsLeft } from './session-clock.ts';
import { newSession, viewOf } from './session-state.ts';

test('after 45 seconds the answers are out of sight, 30 seconds later they are gone', () => {
  const session = atAppointment();

  expect(viewOf(later(session, 44 * SECOND))).toBe('appointment');
  const warned = later(session, 45 * SECOND);
  expect(viewOf(warned)).toBe('still-there');
  expect(secondsLeft(warned)).toBe(30);
  expect(viewOf(later(warned, 29 * SECOND))).toBe('still-there');
  expect(later(warned, 30 * SECOND)).toEqual(newSession(75 * SECOND, { kind: 'live' }));
});

test('a kiosk is in use from the first touch that changes anything until all is cleared', () => {
  const live = { kind: 'live' } as const;
  const untouched = newSession(0, live);

  expect(isInUse(untouched)).toBe(false);
  expect(isInUse(after(untouched, { type: 'touched' }))).toBe(false);
  expect(isInUse(after(untouched, { type: 'bigger-toggled' }))).toBe(true);
  expect(isInUse(after(untouched, { type: 'help-called' }))).toBe(true);
  expect(isInUse(atAppointment())).toBe(true);
  expect(isInUse(later(later(atAppointment(), 45 * SECOND), 30 * SECOND))).toBe(false);
});

test('a kiosk that sends people to the desk is not in use, but while help is called it is', () => {
  const down = { ...newSession(0, { kind: 'live' }), screen: { kind: 'down' } } as const;

  expect(isInUse(down)).toBe(false);
  expect(isInUse(after(down, { type: 'help-called' }))).toBe(true);
});

test('a touch starts the 45 seconds anew', () => {
  const touched = after(later(atAppointment(), 44 * SECOND), { type: 'touched' });

  expect(viewOf(later(touched, 44 * SECOND))).toBe('appointment');
});

test('larger text gives three times as long', () => {
  const session = after(atAppointment(), { type: 'bigger-toggled' });

  expect(viewOf(later(session, 134 * SECOND))).toBe('appointment');
  expect(viewOf(later(session, 135 * SECOND))).toBe('still-there');
});

test('"I need more time" brings the answers back, as often as it is wanted', () => {
  let session = atAppointment();
  for (let round = 0; round < 12; round += 1) {
    session = later(session, 45 * SECOND);
    expect(viewOf(session)).toBe('still-there');
    session = after(session, { type: 'touched' }, { type: 'more-time' });
    expect(viewOf(session)).toBe('appointment');
  }
  expect(session.lastInitial).toBe('Ñ');
});

test('a key typed blindly brings the answers back and changes none', () => {
  const session = after(START, ...TYPED.slice(0, 5));
  const back = after(later(session, 45 * SECOND), { type: 'digit-typed', digit: '9' });

  expect(viewOf(back)).toBe('birthdate');
  expect(back.birth).toEqual(session.birth);
});

test('"Start again" clears everything at once', () => {
  expect(after(later(atAppointment(), 45 * SECOND), { type: 'ended' })).toEqual(
    newSession(45 * SECOND, { kind: 'live' }),
  );
});

test('a confirmation clears after 30 seconds and "More time" adds 60, without a limit', () => {
  const session = atConfirmation();

  expect(secondsLeft(session)).toBe(30);
  expect(viewOf(later(session, 30 * SECOND))).toBe('welcome');
  const longer = after(session, { type: 'more-time' }, { type: 'more-time' });
  expect(secondsLeft(longer)).toBe(150);
  expect(viewOf(later(longer, 149 * SECOND))).toBe('confirmation');
  expect(viewOf(later(longer, 150 * SECOND))).toBe('welcome');
});

test('a confirmation that was covered can be read again', () => {
  const covered = later(after(atConfirmation(), { type: 'language-opened' }), 40 * SECOND);
  const back = after(covered, { type: 'language-chosen', language: 'ar' });

  expect(viewOf(back)).toBe('confirmation');
  expect(secondsLeft(back)).toBe(30);
});

test('somebody told to stay is left in peace for three minutes', () => {
  const session = after(asked(), { type: 'help-called' });

  expect(viewOf(later(session, 179 * SECOND))).toBe('help');
  expect(viewOf(later(session, 180 * SECOND))).toBe('still-there');
});

test('on Welcome language and size quietly go back, and then nothing is due any more', () => {
  const session = after(START, { type: 'contrast-toggled' });
  const cleared = later(session, 45 * SECOND);

  expect(cleared).toMatchObject({ hasContrast: false, warnedAt: null });
  expect(nextDueAt(cleared)).toBeNull();
});

test('a timer that comes an hour late still warns before it clears', () => {
  const late = advance(
    atAppointment(),
    { type: 'time-passed' },
    { now: 3_600 * SECOND, freshId: 'unused' },
  );

  expect(viewOf(late)).toBe('still-there');
  expect(secondsLeft(late)).toBe(30);
});
