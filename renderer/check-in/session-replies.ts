import type { Confirmation, FindResult } from '../../shared/contract/commands.ts';
import type { Answer } from '../realtime/connection.ts';
import { callHelp } from './session-help.ts';
import { askFind } from './session-requests.ts';
import type { ChangeRequest, FindRequest, Moment, Screen, Session } from './session-state.ts';
import { CONFIRMATION_MS, FINDS_BEFORE_PERSON } from './timings.ts';

/** Where the answer to "who are you" leads. */
export function afterFind(
  session: Session,
  reply: { readonly request: FindRequest; readonly answer: Answer<FindResult> },
  moment: Moment,
): Session {
  const { answer, request } = reply;
  const asked = { ...session, request: null };
  if (!answer.ok) {
    return show(asked, { kind: answer.error.code === 'too-many' ? 'ask-person' : 'down' });
  }
  const result = answer.value;
  switch (result.kind) {
    case 'found':
      return show(
        { ...asked, needs: [] },
        { kind: 'appointment', found: result, commandId: moment.freshId },
      );
    case 'ask-first-initial':
      // Asked already and still not told apart: a person sorts it out, never a list of names.
      return request.input.firstInitial === null
        ? show(asked, { kind: 'letter', of: 'first', isMissing: false })
        : notFound(asked);
    case 'not-found':
      return notFound(asked);
    case 'too-early':
      return show(asked, result);
    case 'too-late':
      return show(callHelp(asked, 'too-late', moment), result);
    case 'already-checked-in':
      return confirmed(asked, { confirmation: result.confirmation, isAgain: true }, moment);
  }
}

/** Where the answer to a check-in or to taking a number leads. */
export function afterChange(
  session: Session,
  reply: { readonly request: ChangeRequest; readonly answer: Answer<Confirmation> },
  moment: Moment,
): Session {
  const { answer, request } = reply;
  const asked = { ...session, request: null };
  if (answer.ok) {
    return confirmed(asked, { confirmation: answer.value, isAgain: false }, moment);
  }
  const { error } = answer;
  if (error.code === 'unreachable') return show(asked, { kind: 'unsure', request });
  if (error.code === 'too-many') return show(asked, { kind: 'ask-person' });
  if (error.code !== 'refused' || request.kind !== 'confirm') {
    return show(asked, { kind: 'not-saved' });
  }
  if (error.reason === 'claim-expired') return show(asked, { kind: 'expired' });
  // The day has moved on since the appointment was found; asking anew says how.
  return askFind(asked, moment.freshId);
}

/** Counts a try that led to nothing; after a few of them only a person can help. */
export function notFound(session: Session): Session {
  const failedFinds = session.failedFinds + 1;
  const kind = failedFinds >= FINDS_BEFORE_PERSON ? 'ask-person' : 'not-found';
  return show({ ...session, failedFinds }, { kind });
}

function confirmed(
  session: Session,
  outcome: { readonly confirmation: Confirmation; readonly isAgain: boolean },
  { now }: Moment,
): Session {
  return show(session, { kind: 'confirmation', ...outcome, clearsAt: now + CONFIRMATION_MS });
}

function show(session: Session, screen: Screen): Session {
  return { ...session, screen };
}
