import { describe, expect, test } from 'vitest';
import {
  after,
  answered,
  asked,
  atAppointment,
  atConfirmation,
  changed,
  CONFIRMATION,
  FOUND,
  later,
  SECOND,
  START,
  TODAY,
  TYPED,
} from '../../tests/support/kiosk-sessions.ts';
import type { Action } from './session-actions.ts';
import { newSession, viewOf } from './session-state.ts';

describe('the way to a check-in', () => {
  test('two answers ask the server once, with the letter as names are filed', () => {
    expect(asked().request).toMatchObject({
      kind: 'find',
      input: { dateOfBirth: '1984-03-27', lastInitial: 'N', firstInitial: null },
    });
  });

  test('a wrong date is kept and shown with its error', () => {
    const session = after(START, ...TYPED.slice(0, 3), { type: 'birth-continued', today: TODAY });

    expect(session.screen).toEqual({ kind: 'birthdate', error: 'monthYear' });
    expect(session.birth).toMatchObject({ day: '27', part: 'month' });
  });

  test('Continue without a letter asks for it', () => {
    const session = after(START, ...TYPED.slice(0, -2), { type: 'letter-continued' });

    expect(session.screen).toEqual({ kind: 'letter', of: 'last', isMissing: true });
    expect(session.request).toBeNull();
  });

  test('several of that letter ask for the first name, once and not twice', () => {
    const first = answered(asked(), { kind: 'ask-first-initial' });
    const again = after(
      first,
      { type: 'letter-chosen', letter: 'J' },
      { type: 'letter-continued' },
    );

    expect(first.screen).toEqual({ kind: 'letter', of: 'first', isMissing: false });
    expect(again.request).toMatchObject({ input: { lastInitial: 'N', firstInitial: 'J' } });
    expect(answered(again, { kind: 'ask-first-initial' }).screen).toEqual({ kind: 'not-found' });
  });

  test('Yes checks in for the next of two appointments, with what is needed', () => {
    const session = after(
      atAppointment(),
      { type: 'need-toggled', need: 'quiet' },
      { type: 'need-toggled', need: 'hearing' },
      { type: 'need-toggled', need: 'quiet' },
      { type: 'confirmed' },
    );

    expect(session.request).toMatchObject({
      kind: 'confirm',
      body: { claim: 'next', needs: ['hearing'] },
    });
  });

  test('a double touch on Yes asks once', () => {
    const once = after(atAppointment(), { type: 'confirmed' });

    expect(after(once, { type: 'confirmed' }).request).toBe(once.request);
  });

  test('nothing is taken back while a check-in is under way', () => {
    const asking = after(atAppointment(), { type: 'confirmed' });

    expect(after(asking, { type: 'not-me' }).screen).toBe(asking.screen);
    expect(after(asking, { type: 'went-back' }).request).toBe(asking.request);
  });

  test('an accepted check-in shows its confirmation', () => {
    expect(atConfirmation().screen).toMatchObject({ kind: 'confirmation', isAgain: false });
  });

  test('somebody checked in already is shown the same number', () => {
    const session = answered(asked(), { kind: 'already-checked-in', confirmation: CONFIRMATION });

    expect(session.screen).toMatchObject({
      kind: 'confirmation',
      isAgain: true,
      confirmation: CONFIRMATION,
    });
  });

  test('without an appointment one touch on a service takes a number, once', () => {
    const once = after(
      START,
      { type: 'walk-in-opened' },
      { type: 'number-taken', serviceId: 'nurse' },
    );

    expect(once.request).toMatchObject({ kind: 'take-number', body: { serviceId: 'nurse' } });
    expect(after(once, { type: 'number-taken', serviceId: 'desk' }).request).toBe(once.request);
  });
});

describe('when it does not go as it should', () => {
  test('after the third try that finds nothing only a person can help', () => {
    let session = asked();
    for (const kind of ['not-found', 'not-found', 'ask-person'] as const) {
      session = answered(session, { kind: 'not-found' });
      expect(session.screen).toEqual({ kind });
      session = after(session, { type: 'checked-typing' }, ...TYPED.slice(-3));
    }
  });

  test('what was typed is there when it is looked at again', () => {
    const session = after(answered(asked(), { kind: 'not-found' }), { type: 'checked-typing' });

    expect(session.birth).toMatchObject({ day: '27', month: '03', year: '1984' });
    expect(session.lastInitial).toBe('Ñ');
  });

  test('"this is not me" is a try that found nothing', () => {
    expect(after(atAppointment(), { type: 'not-me' })).toMatchObject({
      screen: { kind: 'not-found' },
      failedFinds: 1,
    });
  });

  test.each([
    ['too-many', 'ask-person'],
    ['unreachable', 'down'],
    ['internal', 'down'],
  ] as const)('a search answered with %s leads to %s', (code, kind) => {
    const session = asked();
    const requestId = session.request?.id ?? '';
    const answer: Extract<Action, { type: 'find-answered' }>['answer'] =
      code === 'unreachable' ? { ok: false, error: { code } } : { ok: false, error: { code } };

    expect(after(session, { type: 'find-answered', requestId, answer }).screen).toEqual({ kind });
  });

  test('a check-in nobody knows the outcome of can be asked again with the same id', () => {
    const asking = after(atAppointment(), { type: 'confirmed' });
    const unsure = changed(asking, { ok: false, error: { code: 'unreachable' } });

    expect(viewOf(unsure)).toBe('unsure');
    expect(after(unsure, { type: 'tried-again' }).request).toBe(asking.request);
  });

  test.each([
    [{ code: 'refused', reason: 'claim-expired' }, 'expired'],
    [{ code: 'not-saved' }, 'not-saved'],
    [{ code: 'internal' }, 'not-saved'],
  ] as const)('a check-in answered with %j leads to %s', (error, kind) => {
    const asking = after(atAppointment(), { type: 'confirmed' });

    expect(changed(asking, { ok: false, error }).screen).toEqual({ kind });
  });

  test('an appointment that has changed since is looked for anew', () => {
    const asking = after(atAppointment(), { type: 'confirmed' });
    const error = { code: 'refused', reason: 'already-checked-in' } as const;

    expect(changed(asking, { ok: false, error }).request).toMatchObject({
      kind: 'find',
      input: { dateOfBirth: '1984-03-27' },
    });
  });

  test('an answer that comes when its person has gone changes nothing', () => {
    const asking = asked();
    const gone = after(asking, { type: 'ended' });
    const requestId = asking.request?.id ?? '';
    const late = after(gone, {
      type: 'find-answered',
      requestId,
      answer: { ok: true, value: FOUND },
    });

    expect(viewOf(late)).toBe('welcome');
  });

  test('a page that cannot connect says so after 5 seconds, and only where nobody is at work', () => {
    const connecting = newSession(0, { kind: 'connecting', sinceAt: 0 });

    expect(viewOf(later(connecting, 4 * SECOND), { isClinicKnown: false })).toBe('connecting');
    expect(viewOf(later(connecting, 5 * SECOND), { isClinicKnown: false })).toBe('down');
    expect(viewOf(after(asked(), { type: 'line-changed', line: 'lost' }))).toBe('letter');
  });
});

describe('language, size and contrast', () => {
  test('another language keeps what was typed', () => {
    const session = after(
      asked(),
      { type: 'language-opened' },
      { type: 'language-chosen', language: 'ar' },
    );

    expect(session).toMatchObject({ language: 'ar', lastInitial: 'Ñ', overlay: null });
    expect(session.birth.year).toBe('1984');
  });

  test('going back to Welcome keeps how it looks and drops what was typed', () => {
    const session = after(START, { type: 'bigger-toggled' }, ...TYPED.slice(0, 5), {
      type: 'went-back',
    });

    expect(session).toMatchObject({ screen: { kind: 'welcome' }, language: 'es', isBigger: true });
    expect(session.birth.day).toBe('');
  });
});
