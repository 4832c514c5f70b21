import { useCallback, useEffect, useReducer } from 'preact/compat';
import { type Connection, newId } from '../realtime/connection.ts';
import { useLink } from '../realtime/hooks.ts';
import { advance } from './session.ts';
import type { Action, PersonAction } from './session-actions.ts';
import { nextDueAt } from './session-clock.ts';
import { type Moment, newSession, type Session } from './session-state.ts';
import { useRequests } from './use-requests.ts';

export type Act = (action: PersonAction) => void;

/** The session of whoever stands at the kiosk, kept going by touches, answers and the clock. */
export function useSession(
  connection: Connection<'check-in'>,
  defaultLanguage: string,
): { readonly session: Session; readonly act: Act } {
  const [session, dispatch] = useReducer(reduce, connection, firstSession);
  const happen = useCallback((action: Action) => dispatch({ action, moment: moment() }), []);
  useTimer(session, happen);
  useTouches(happen);
  useLine(connection, happen);
  useRequests(connection, { session, language: session.language ?? defaultLanguage, happen });
  return { session, act: happen };
}

type Step = { readonly action: Action; readonly moment: Moment };

function reduce(session: Session, step: Step): Session {
  return advance(session, step.action, step.moment);
}

function firstSession(connection: Connection<'check-in'>): Session {
  const now = performance.now();
  const isLive = connection.getLink().kind === 'live';
  return newSession(now, isLive ? { kind: 'live' } : { kind: 'connecting', sinceAt: now });
}

function moment(): Moment {
  return { now: performance.now(), freshId: newId() };
}

/** The one timer: it waits for whatever the session says is due next. */
function useTimer(session: Session, happen: (action: Action) => void): void {
  useEffect(() => {
    const dueAt = nextDueAt(session);
    if (dueAt === null) return;
    const timer = setTimeout(
      () => happen({ type: 'time-passed' }),
      Math.max(0, dueAt - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [session, happen]);
}

function useTouches(happen: (action: Action) => void): void {
  useEffect(() => {
    const onTouch = (): void => happen({ type: 'touched' });
    window.addEventListener('pointerdown', onTouch);
    window.addEventListener('keydown', onTouch);
    return () => {
      window.removeEventListener('pointerdown', onTouch);
      window.removeEventListener('keydown', onTouch);
    };
  }, [happen]);
}

function useLine(connection: Connection<'check-in'>, happen: (action: Action) => void): void {
  const { kind } = useLink(connection);
  useEffect(() => {
    const line = kind === 'stale' || kind === 'refused' ? 'lost' : kind;
    happen({ type: 'line-changed', line });
  }, [kind, happen]);
}
