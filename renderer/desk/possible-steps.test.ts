import { expect, test } from 'vitest';
import { ENTRY_STATUSES } from '../../shared/domain/queue-entry.ts';
import { canSetPriority, canTransfer, possibleSteps } from './possible-steps.ts';

test('somebody who did not come can be put back', () => {
  expect(possibleSteps({ status: 'no-show', undoes: null })).toEqual(['queue:requeue']);
});

test('whatever the status, a step that can be undone offers "undo" last', () => {
  for (const status of ENTRY_STATUSES) {
    expect(possibleSteps({ status, undoes: 'call' }).at(-1)).toBe('queue:undo');
    expect(possibleSteps({ status, undoes: null })).not.toContain('queue:undo');
  }
});

test('nobody whose visit is over is sent to another service or given priority', () => {
  for (const status of ['done', 'no-show', 'left'] as const) {
    expect(canTransfer({ status })).toBe(false);
    expect(canSetPriority({ status })).toBe(false);
  }
});
