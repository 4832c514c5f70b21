import { describe, expect, test } from 'vitest';
import type { Confirmation, FindResult } from '../../shared/contract/commands.ts';
import { advance } from './session.ts';
import type { Action } from './session-actions.ts';
import { nextDueAt, secondsLeft } from './session-clock.ts';
import { newSession, type Session, viewOf } from './session-state.ts';

const SECOND = 1_000;
const TODAY = '2026-03-09';
const START: Session = newSession(0, { kind: 'live' });

let ids = 0;
/** Does one thing after another, all at the time the session has. */
function after(session: Session, ...actions: readonly Action[]): Session {
  return actions.reduce((present, action) => {
    ids += 1;
    return advance(present, action, { now: present.now, freshId: `id-${ids}` });
  }, session);
}

/** Lets time pass in the steps in which the one timer would fire. */
function later(session: Session, ms: number): Session {
  const until = session.now + ms;
  let present = session;
  for (let dueAt = nextDueAt(present); dueAt !== null && dueAt <= until;) {
    present = advance(present, { type: 'time-passed' }, { now: dueAt, freshId: 'unused' });
    dueAt = nextDueAt(present);
  }
  return { ...present, now: until };
}

const TYPED: readonly Action[] = [
  { type: 'started', language: 'es' },
  ...'27031984'.split('').map((digit) => ({ type: 'digit-typed', digit }) as const),
  { type: 'birth-continued', today: TODAY },
  { type: 'letter-chosen', letter: 'Ñ' },
  { type: 'letter-continued' },
];

const FOUND: FindResult = {
  kind: 'found',
  initials: 'J. N.',
  appointments: [
    {
      claim: 'later',
      startAt: 200,
      serviceLabel: { en: 'X' },
      areaLabel: { en: 'Red' },
      isLate: false,
    },
    {
      claim: 'next',
      startAt: 100,
      serviceLabel: { en: 'D' },
      areaLabel: { en: 'Blue' },
      isLate: false,
    },
  ],
};
const CONFIRMATION: Confirmation = {
  ticket: 'K42',
  areaLabel: { en: 'Blue' },
  areaDirections: { en: 'Left' },
  wait: { kind: 'unknown', reason: 'nobody-serving' },
  isLate: false,
  phoneUrl: null,
  laterAppointmentAt: null,
  noticeIds: [],
};

function asked(): Session {
  return after(START, ...TYPED);
}

function answered(session: Session, value: FindResult): Session {
  const requestId = session.request?.id ?? '';
  return after(session, { type: 'find-answered', requestId, answer: { ok: true, value } });
}

function atAppointment(): Session {
  return answered(asked(), FOUND);
}

function changed(session: Session, answer: Extract<Action, { type: 'change-answered' }>['answer']) {
  return after(session, { type: 'change-answered', requestId: session.request?.id ?? '', answer });
}

function atConfirmation(): Session {
  return changed(after(atAppointment(), { type: 'confirmed' }), { ok: true, value: CONFIRMATION });
}

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

describe('help', () => {
  const called = after(START, { type: 'help-called' });
  const placed = after(called, {
    type: 'help-replied',
    commandId: called.help?.commandId ?? '',
    answer: { ok: true, value: { helpId: 'h1' } },
  });

  test('a second touch does not call a second person', () => {
    expect(after(placed, { type: 'overlay-closed' }, { type: 'help-called' }).help).toEqual(
      placed.help,
    );
  });

  test('it is answered when it has left the list of open calls, not before it was on it', () => {
    const early = after(placed, { type: 'help-listed', openHelpIds: [] });
    const open = after(early, { type: 'help-listed', openHelpIds: ['h1'] });

    expect(early.help?.status).toBe('placed');
    expect(open.help?.status).toBe('placed');
    expect(after(open, { type: 'help-listed', openHelpIds: [] }).help?.status).toBe('answered');
  });

  test('after a minute without an answer it says so', () => {
    expect(later(placed, 59 * SECOND).help?.status).toBe('placed');
    expect(later(placed, 60 * SECOND).help?.status).toBe('unanswered');
  });

  test('a call that did not get through can be made again with the same id', () => {
    const failed = after(called, {
      type: 'help-replied',
      commandId: called.help?.commandId ?? '',
      answer: { ok: false, error: { code: 'unreachable' } },
    });

    expect(failed.help?.status).toBe('failed');
    expect(after(failed, { type: 'help-called' }).help).toMatchObject({
      status: 'sending',
      commandId: called.help?.commandId,
    });
  });

  test('it comes by itself to somebody who is too late', () => {
    const session = answered(asked(), { kind: 'too-late', startAt: 100 });

    expect(session.help).toMatchObject({ screen: 'too-late', status: 'sending' });
    expect(viewOf(session)).toBe('too-late');
  });

  test('it leads back to what was typed', () => {
    const session = after(asked(), { type: 'help-called' }, { type: 'overlay-closed' });

    expect(session).toMatchObject({ lastInitial: 'Ñ', screen: { kind: 'letter' } });
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

describe('time', () => {
  test('after 45 seconds the answers are out of sight, 30 seconds later they are gone', () => {
    const session = atAppointment();

    expect(viewOf(later(session, 44 * SECOND))).toBe('appointment');
    const warned = later(session, 45 * SECOND);
    expect(viewOf(warned)).toBe('still-there');
    expect(secondsLeft(warned)).toBe(30);
    expect(viewOf(later(warned, 29 * SECOND))).toBe('still-there');
    expect(later(warned, 30 * SECOND)).toEqual(newSession(75 * SECOND, { kind: 'live' }));
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
});
