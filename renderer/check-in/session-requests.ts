import { initialOf } from '../../shared/domain/initials.ts';
import type { Request, Session } from './session-state.ts';

/** Asks the server for the appointment of what was typed. */
export function askFind(session: Session, id: string): Session {
  const input = {
    dateOfBirth: session.dateOfBirth,
    lastInitial: initialOf(session.lastInitial),
    firstInitial: session.firstInitial === '' ? null : initialOf(session.firstInitial),
  };
  return asking(session, { kind: 'find', id, input });
}

/** Checks in for the next of the appointments; its id was minted with the screen, once. */
export function askConfirm(session: Session): Session {
  if (session.screen.kind !== 'appointment') return session;
  const { found, commandId } = session.screen;
  const [next] = found.appointments.toSorted((a, b) => a.startAt - b.startAt);
  if (next === undefined) return session;
  const body = { claim: next.claim, needs: [...session.needs] };
  return asking(session, { kind: 'confirm', id: commandId, body });
}

/** Takes a number for a service. */
export function askNumber(session: Session, serviceId: string, id: string): Session {
  if (session.screen.kind !== 'walk-in') return session;
  const body = { serviceId, needs: [...session.needs] };
  return asking(session, { kind: 'take-number', id, body });
}

/** Asks again what nobody knows the outcome of. */
export function askAgain(session: Session): Session {
  return session.screen.kind === 'unsure' ? asking(session, session.screen.request) : session;
}

function asking(session: Session, request: Request): Session {
  return { ...session, request };
}
