import type { CommandInput } from '../../shared/contract/commands.ts';
import type { QueuePolicy } from '../../shared/domain/clinic.ts';
import type { QueueEntry } from '../../shared/domain/queue-entry.ts';
import {
  finish,
  hold,
  markLeft,
  markNoShow,
  requeue,
  resume,
  setPriority,
  start,
} from '../../shared/domain/queue-steps.ts';
import { accept, type Decision, refuse } from '../../shared/domain/refusal.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { CommandHandler } from './command-context.ts';
import { withoutUndo } from './queue-call.ts';

type StepName =
  | 'queue:no-show'
  | 'queue:requeue'
  | 'queue:start'
  | 'queue:finish'
  | 'queue:hold'
  | 'queue:resume'
  | 'queue:leave'
  | 'queue:set-priority';

type Step<C extends StepName> = {
  /** What "undo" calls it and the event log, as "queue.<past>". */
  readonly name: string;
  readonly past: string;
  readonly take: (
    entry: QueueEntry,
    rules: { readonly policy: QueuePolicy; readonly now: EpochMs },
    input: CommandInput<C>,
  ) => Decision<QueueEntry>;
};

/** A command that moves one entry from one status to another. */
function stepCommand<C extends StepName>(step: Step<C>): CommandHandler<C> {
  // The cast is true: every command of `StepName` takes an entry's id and answers with its ticket.
  return {
    decide: (input, context) => {
      const { clinic, day, now } = context;
      const { entryId } = input as { readonly entryId: string };
      const before = day.entry(entryId);
      if (!before) return refuse('entry-not-found');
      const decision = step.take(before, { policy: clinic.queue, now }, input);
      if (!decision.ok) return decision;
      const undo = {
        step: step.name,
        before: withoutUndo(before),
        overtookIds: [],
        createdEntryId: null,
      };
      day.putEntry({ ...decision.value, undo });
      context.record({
        type: `queue.${step.past}`,
        aggregate: `visit:${before.visitId}`,
        body: { entryId, from: before.status, priority: decision.value.priority },
      });
      return accept({ entryId, ticket: before.ticket });
    },
  } as CommandHandler<C>;
}

export const queueSteps = {
  'queue:no-show': stepCommand<'queue:no-show'>({
    name: 'no-show',
    past: 'not-come',
    take: (entry, { policy, now }) => markNoShow(entry, policy, now),
  }),
  'queue:requeue': stepCommand<'queue:requeue'>({
    name: 'requeue',
    past: 'put-back',
    take: (entry, { policy, now }) => requeue(entry, policy, now),
  }),
  'queue:start': stepCommand<'queue:start'>({
    name: 'start',
    past: 'started',
    take: (entry, { now }) => start(entry, now),
  }),
  'queue:finish': stepCommand<'queue:finish'>({
    name: 'finish',
    past: 'finished',
    take: (entry, { now }) => finish(entry, now),
  }),
  'queue:hold': stepCommand<'queue:hold'>({
    name: 'hold',
    past: 'held',
    take: (entry) => hold(entry),
  }),
  'queue:resume': stepCommand<'queue:resume'>({
    name: 'resume',
    past: 'resumed',
    take: (entry) => resume(entry),
  }),
  'queue:leave': stepCommand<'queue:leave'>({
    name: 'leave',
    past: 'left',
    take: (entry, { now }) => markLeft(entry, now),
  }),
  'queue:set-priority': stepCommand<'queue:set-priority'>({
    name: 'set-priority',
    past: 'priority-set',
    take: (entry, _rules, input) => setPriority(entry, input.priority),
  }),
};
