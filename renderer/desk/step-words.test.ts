import { expect, test } from 'vitest';
import { isUndoOf, stepKey, undoneStep } from './step-words.ts';

test('a step is named by what follows the colon', () => {
  expect(stepKey('queue:set-priority')).toBe('set-priority');
});

test('closing a conflict is not called what closing a room is', () => {
  expect(stepKey('station:close')).toBe('close');
  expect(stepKey('conflict:close')).toBe('conflict');
});

test('undoing is offered only for the very step that was done', () => {
  expect(isUndoOf('call', 'queue:call-next')).toBe(true);
  expect(isUndoOf('start', 'queue:start')).toBe(true);
  // Calling again keeps the undo of the call itself: that would take back more than was just done.
  expect(isUndoOf('call', 'queue:recall')).toBe(false);
  expect(isUndoOf(null, 'queue:start')).toBe(false);
});

test('a step this page does not know has no words of its own', () => {
  expect(undoneStep('no-show')).toBe('no-show');
  expect(undoneStep('teleport')).toBeNull();
});
