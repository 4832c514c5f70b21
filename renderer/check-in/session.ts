import type { Need } from '../../shared/contract/commands.ts';
import {
  checkBirth,
  chooseBirthPart,
  deleteDigit,
  EMPTY_BIRTH,
  typeDigit,
} from './date-of-birth.ts';
import type { Action, AnswerAction, OutsideAction, PersonAction } from './session-actions.ts';
import { passTime, withTimeToRead } from './session-clock.ts';
import { afterHelpListed, afterHelpReplied, callHelp, HELP_SCREEN_OF } from './session-help.ts';
import { afterChange, afterFind, notFound } from './session-replies.ts';
import { askAgain, askConfirm, askFind, askNumber } from './session-requests.ts';
import {
  type Moment,
  type NamePart,
  newSession,
  type Screen,
  type Session,
} from './session-state.ts';
import { MORE_TIME_MS } from './timings.ts';

/** The whole life of a session: what it becomes when something is done or happens. */
export function advance(session: Session, action: Action, moment: Moment): Session {
  const { now } = moment;
  return isOutside(action)
    ? happen(session, action, moment)
    : act({ ...session, now, touchedAt: now }, action, moment);
}

const OUTSIDE: Readonly<Record<OutsideAction['type'], true>> = {
  'time-passed': true,
  'line-changed': true,
  'find-answered': true,
  'change-answered': true,
  'help-replied': true,
  'help-listed': true,
};

function isOutside(action: Action): action is OutsideAction {
  return action.type in OUTSIDE;
}

function happen(session: Session, action: OutsideAction, moment: Moment): Session {
  const { now } = moment;
  switch (action.type) {
    case 'time-passed':
      return passTime(session, now);
    case 'line-changed':
      return { ...session, now, line: lineOf(action.line, now) };
    case 'find-answered':
    case 'change-answered':
      return afterAnswer({ ...session, now }, action, moment);
    case 'help-replied':
      return afterHelpReplied(session, action.commandId, action.answer);
    case 'help-listed':
      return afterHelpListed(session, action.openHelpIds);
  }
}

function act(session: Session, action: PersonAction, moment: Moment): Session {
  if (session.warnedAt !== null) return actWhenWarned(session, action, moment);
  if (session.request !== null && isHeldWhileAsking(session, action)) return session;
  switch (action.type) {
    case 'touched':
      return session;
    case 'started':
      return { ...session, language: action.language, screen: { kind: 'birthdate', error: null } };
    case 'walk-in-opened':
      return { ...session, screen: { kind: 'walk-in' } };
    case 'language-opened':
      return { ...session, overlay: 'language' };
    case 'language-chosen':
      return {
        ...withTimeToRead(session, moment.now),
        language: action.language,
        overlay: null,
        alphabet: null,
      };
    case 'overlay-closed':
      return { ...withTimeToRead(session, moment.now), overlay: null };
    case 'bigger-toggled':
      return { ...session, isBigger: !session.isBigger };
    case 'contrast-toggled':
      return { ...session, hasContrast: !session.hasContrast };
    case 'hidden-toggled':
      return { ...session, isHidden: !session.isHidden };
    case 'digit-typed':
      return { ...session, birth: typeDigit(session.birth, action.digit) };
    case 'digit-deleted':
      return { ...session, birth: deleteDigit(session.birth) };
    case 'birth-cleared':
      return { ...session, birth: EMPTY_BIRTH };
    case 'birth-part-chosen':
      return { ...session, birth: chooseBirthPart(session.birth, action.part) };
    case 'birth-continued':
      return continueFromBirth(session, action.today);
    case 'alphabet-chosen':
      return { ...session, alphabet: action.alphabet };
    case 'letter-chosen':
      return chooseLetter(session, action.letter);
    case 'letter-continued':
      return continueFromLetter(session, moment.freshId);
    case 'need-toggled':
      return { ...session, needs: toggled(session.needs, action.need) };
    case 'confirmed':
      return askConfirm(session);
    case 'not-me':
      return notFound(session);
    case 'number-taken':
      return askNumber(session, action.serviceId, moment.freshId);
    case 'checked-typing':
      return reviewTyping(session);
    case 'tried-again':
      return askAgain(session);
    case 'went-back':
      return goBack(session);
    case 'help-called':
      return { ...callHelp(session, HELP_SCREEN_OF[session.screen.kind], moment), overlay: 'help' };
    case 'more-time':
      return giveMoreTime(session);
    case 'ended':
      return newSession(moment.now, session.line);
  }
}

// Answers are out of sight, so what is touched now brings them back and changes none of them.
function actWhenWarned(session: Session, action: PersonAction, moment: Moment): Session {
  if (action.type === 'touched') return session;
  if (action.type === 'ended') return newSession(moment.now, session.line);
  const back = withTimeToRead({ ...session, warnedAt: null }, moment.now);
  return PAST_THE_WARNING.has(action.type) ? act(back, action, moment) : back;
}

const PAST_THE_WARNING: ReadonlySet<PersonAction['type']> = new Set([
  'help-called',
  'language-opened',
  'bigger-toggled',
  'contrast-toggled',
]);

// Answers to a question that is no longer open, such as one of the person before, change nothing.
function afterAnswer(session: Session, action: AnswerAction, moment: Moment): Session {
  const { request } = session;
  if (request === null || request.id !== action.requestId) return session;
  if (action.type === 'find-answered') {
    return request.kind === 'find'
      ? afterFind(session, { request, answer: action.answer }, moment)
      : session;
  }
  return request.kind === 'find'
    ? session
    : afterChange(session, { request, answer: action.answer }, moment);
}

const ALWAYS_POSSIBLE: ReadonlySet<PersonAction['type']> = new Set([
  'touched',
  'language-opened',
  'language-chosen',
  'overlay-closed',
  'bigger-toggled',
  'contrast-toggled',
  'help-called',
  'more-time',
  'ended',
]);

// One answer is awaited: a second touch asks nothing more. A search may be left, a check-in that is
// under way may not.
function isHeldWhileAsking(session: Session, action: PersonAction): boolean {
  if (action.type === 'went-back') return session.request?.kind !== 'find';
  return !ALWAYS_POSSIBLE.has(action.type);
}

function continueFromBirth(session: Session, today: string): Session {
  const checked = checkBirth(session.birth, today);
  if (!checked.ok) {
    const birth = chooseBirthPart(session.birth, checked.part);
    return { ...session, birth, screen: { kind: 'birthdate', error: checked.error } };
  }
  return {
    ...session,
    dateOfBirth: checked.date,
    firstInitial: '',
    screen: letterScreen('last'),
  };
}

function chooseLetter(session: Session, letter: string): Session {
  if (session.screen.kind !== 'letter') return session;
  return session.screen.of === 'last'
    ? { ...session, lastInitial: letter, firstInitial: '' }
    : { ...session, firstInitial: letter };
}

function continueFromLetter(session: Session, freshId: string): Session {
  const { screen } = session;
  if (screen.kind !== 'letter') return session;
  const letter = screen.of === 'last' ? session.lastInitial : session.firstInitial;
  if (letter === '') return { ...session, screen: { ...screen, isMissing: true } };
  return askFind({ ...session, screen: { ...screen, isMissing: false } }, freshId);
}

function reviewTyping(session: Session): Session {
  const birth = chooseBirthPart(session.birth, 'day');
  return { ...session, birth, firstInitial: '', screen: { kind: 'birthdate', error: null } };
}

function giveMoreTime(session: Session): Session {
  const { screen } = session;
  if (screen.kind !== 'confirmation' || session.overlay !== null) return session;
  return { ...session, screen: { ...screen, clearsAt: screen.clearsAt + MORE_TIME_MS } };
}

function goBack(session: Session): Session {
  const { screen } = session;
  if (screen.kind === 'letter') {
    const before: Screen =
      screen.of === 'first' ? letterScreen('last') : { kind: 'birthdate', error: null };
    return { ...session, request: null, screen: before };
  }
  // The next person may be the one who touches Welcome: only how it looks stays.
  const { language, isBigger, hasContrast, help, failedFinds } = session;
  const blank = newSession(session.now, session.line);
  return { ...blank, language, isBigger, hasContrast, help, failedFinds };
}

function letterScreen(of: NamePart): Screen {
  return { kind: 'letter', of, isMissing: false };
}

function toggled(needs: readonly Need[], need: Need): readonly Need[] {
  return needs.includes(need) ? needs.filter((each) => each !== need) : [...needs, need];
}

function lineOf(kind: Session['line']['kind'], now: number): Session['line'] {
  return kind === 'connecting' ? { kind, sinceAt: now } : { kind };
}
