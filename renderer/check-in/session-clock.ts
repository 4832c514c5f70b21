import { SECOND_MS } from '../../shared/domain/time.ts';
import { newSession, type Session } from './session-state.ts';
import {
  BIGGER_IDLE_FACTOR,
  CONFIRMATION_MS,
  CONNECTING_MS,
  HELP_IDLE_MS,
  HELP_UNANSWERED_MS,
  IDLE_MS,
  WARNING_MS,
} from './timings.ts';

/** When the passing of time next changes the session, or null when it never will. */
export function nextDueAt(session: Session): number | null {
  const due = [idleDueAt(session), lineDueAt(session), helpDueAt(session), tickDueAt(session)];
  const times = due.filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** The session at a later time. A timer that comes early changes nothing, one that comes late all. */
export function passTime(session: Session, now: number): Session {
  const line = isDue(lineDueAt(session), now) ? ({ kind: 'lost' } as const) : session.line;
  const endsAt = countdownEndsAt(session);
  if (isDue(endsAt, now)) return newSession(now, line);
  const help =
    session.help !== null && isDue(helpDueAt(session), now)
      ? ({ ...session.help, status: 'unanswered' } as const)
      : session.help;
  const later = { ...session, now, line, help };
  if (!isDue(idleDueAt(session), now)) return later;
  // On Welcome there are no answers to hide: language and size quietly go back.
  return session.screen.kind === 'welcome' ? newSession(now, line) : { ...later, warnedAt: now };
}

/** Whole seconds until a countdown on the screen clears everything, or null without a countdown. */
export function secondsLeft(session: Session): number | null {
  const endsAt = countdownEndsAt(session);
  return endsAt === null ? null : Math.max(0, Math.ceil((endsAt - session.now) / SECOND_MS));
}

/** Whether somebody is in the middle of something: where the clinic sends people away, nobody is. */
export function isInUse(session: Session): boolean {
  if (session.screen.kind !== 'down') return !isUntouched(session);
  return session.overlay !== null || session.help !== null;
}

/** Gives a confirmation that was covered its time to be read again. */
export function withTimeToRead(session: Session, now: number): Session {
  const { screen } = session;
  if (screen.kind !== 'confirmation') return session;
  const clearsAt = Math.max(screen.clearsAt, now + CONFIRMATION_MS);
  return { ...session, screen: { ...screen, clearsAt } };
}

function countdownEndsAt(session: Session): number | null {
  if (session.warnedAt !== null) return session.warnedAt + WARNING_MS;
  const { screen } = session;
  return screen.kind === 'confirmation' && session.overlay === null ? screen.clearsAt : null;
}

function tickDueAt(session: Session): number | null {
  const endsAt = countdownEndsAt(session);
  const left = secondsLeft(session);
  return endsAt === null || left === null ? null : endsAt - Math.max(0, left - 1) * SECOND_MS;
}

function idleDueAt(session: Session): number | null {
  if (countdownEndsAt(session) !== null || isUntouched(session)) return null;
  const idleMs = IDLE_MS * (session.isBigger ? BIGGER_IDLE_FACTOR : 1);
  const isStaying = session.overlay === 'help' || session.screen.kind === 'too-late';
  return session.touchedAt + (isStaying ? Math.max(idleMs, HELP_IDLE_MS) : idleMs);
}

/** Whether nobody has done anything in this session. */
export function isUntouched(session: Session): boolean {
  return (
    session.screen.kind === 'welcome' &&
    session.overlay === null &&
    session.language === null &&
    session.help === null &&
    !session.isBigger &&
    !session.hasContrast
  );
}

function lineDueAt({ line }: Session): number | null {
  return line.kind === 'connecting' ? line.sinceAt + CONNECTING_MS : null;
}

function helpDueAt({ help }: Session): number | null {
  return help?.status === 'placed' ? help.askedAt + HELP_UNANSWERED_MS : null;
}

function isDue(at: number | null, now: number): boolean {
  return at !== null && now >= at;
}
