import type { Confirmation, FindResult } from '../../shared/contract/commands.ts';
import { advance } from '../../renderer/check-in/session.ts';
import type { Action } from '../../renderer/check-in/session-actions.ts';
import { nextDueAt } from '../../renderer/check-in/session-clock.ts';
import { newSession, type Session } from '../../renderer/check-in/session-state.ts';

export const SECOND = 1_000;
export const TODAY = '2026-03-09';
export const START: Session = newSession(0, { kind: 'live' });

let ids = 0;
/** Does one thing after another, all at the time the session has. */
export function after(session: Session, ...actions: readonly Action[]): Session {
  return actions.reduce((present, action) => {
    ids += 1;
    return advance(present, action, { now: present.now, freshId: `id-${ids}` });
  }, session);
}

/** Lets time pass in the steps in which the one timer would fire. */
export function later(session: Session, ms: number): Session {
  const until = session.now + ms;
  let present = session;
  for (let dueAt = nextDueAt(present); dueAt !== null && dueAt <= until;) {
    present = advance(present, { type: 'time-passed' }, { now: dueAt, freshId: 'unused' });
    dueAt = nextDueAt(present);
  }
  return { ...present, now: until };
}

export const TYPED: readonly Action[] = [
  { type: 'started', language: 'es' },
  ...'27031984'.split('').map((digit) => ({ type: 'digit-typed', digit }) as const),
  { type: 'birth-continued', today: TODAY },
  { type: 'letter-chosen', letter: 'Ñ' },
  { type: 'letter-continued' },
];

export const FOUND: FindResult = {
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
export const CONFIRMATION: Confirmation = {
  ticket: 'K42',
  areaLabel: { en: 'Blue' },
  areaDirections: { en: 'Left' },
  wait: { kind: 'unknown', reason: 'nobody-serving' },
  isLate: false,
  phoneUrl: null,
  laterAppointmentAt: null,
  noticeIds: [],
};

/** Has answered both questions; the server is being asked. */
export function asked(): Session {
  return after(START, ...TYPED);
}

/** The same person after the server has answered. */
export function answered(session: Session, value: FindResult): Session {
  const requestId = session.request?.id ?? '';
  return after(session, { type: 'find-answered', requestId, answer: { ok: true, value } });
}

/** Is shown an appointment. */
export function atAppointment(): Session {
  return answered(asked(), FOUND);
}

/** The check-in that was asked for has been answered. */
export function changed(
  session: Session,
  answer: Extract<Action, { type: 'change-answered' }>['answer'],
) {
  return after(session, { type: 'change-answered', requestId: session.request?.id ?? '', answer });
}

/** Is checked in. */
export function atConfirmation(): Session {
  return changed(after(atAppointment(), { type: 'confirmed' }), { ok: true, value: CONFIRMATION });
}
