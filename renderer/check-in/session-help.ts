import type { Answer } from '../realtime/connection.ts';
import type { Help, HelpScreen, Moment, Screen, Session } from './session-state.ts';

/** Calls a person, unless one has been called and has not come yet. */
export function callHelp(session: Session, screen: HelpScreen, moment: Moment): Session {
  const { help } = session;
  if (help?.status === 'failed') return withHelp(session, { ...help, status: 'sending' });
  if (help !== null && help.status !== 'answered') return session;
  return withHelp(session, {
    commandId: moment.freshId,
    screen,
    askedAt: moment.now,
    helpId: null,
    wasListed: false,
    status: 'sending',
  });
}

/** What the server said to the call. */
export function afterHelpReplied(
  session: Session,
  commandId: string,
  answer: Answer<{ readonly helpId: string }>,
): Session {
  const { help } = session;
  if (help?.commandId !== commandId || help.status !== 'sending') return session;
  return withHelp(
    session,
    answer.ok
      ? { ...help, status: 'placed', helpId: answer.value.helpId }
      : { ...help, status: 'failed' },
  );
}

/** Somebody has answered when the call has left the list of open ones. */
export function afterHelpListed(session: Session, openHelpIds: readonly string[]): Session {
  const { help } = session;
  if (help === null || help.helpId === null || help.status === 'answered') return session;
  const isOpen = openHelpIds.includes(help.helpId);
  if (isOpen) return help.wasListed ? session : withHelp(session, { ...help, wasListed: true });
  return help.wasListed ? withHelp(session, { ...help, status: 'answered' }) : session;
}

/** How a screen is named to the desk: where the person is, never what they typed. */
export const HELP_SCREEN_OF: Readonly<Record<Screen['kind'], HelpScreen>> = {
  welcome: 'welcome',
  birthdate: 'birthdate',
  letter: 'name',
  appointment: 'appointment',
  confirmation: 'confirmation',
  'walk-in': 'walk-in',
  'not-found': 'not-found',
  'ask-person': 'not-found',
  'too-early': 'too-early',
  'too-late': 'too-late',
  expired: 'other',
  'not-saved': 'other',
  unsure: 'other',
  down: 'other',
};

function withHelp(session: Session, help: Help): Session {
  return { ...session, help };
}
