import { expect, test } from 'vitest';
import {
  after,
  answered,
  asked,
  later,
  SECOND,
  START,
} from '../../tests/support/kiosk-sessions.ts';
import { viewOf } from './session-state.ts';

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
