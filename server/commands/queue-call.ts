import type { StationState } from '../../shared/domain/queue-entry.ts';
import { callNext, type CallStep, callThisOne, recall } from '../../shared/domain/queue-steps.ts';
import { accept, refuse } from '../../shared/domain/refusal.ts';
import type { StoredEntry } from '../db/queue-entries.ts';
import type { CommandContext, CommandHandler } from './command-context.ts';

/** Calls the patient whose turn it is. */
export const queueCallNext: CommandHandler<'queue:call-next'> = {
  decide: (input, context) => {
    const station = context.day.station(input.stationId);
    if (!station) return refuse('station-unknown');
    const step = callNext(station, queueOf(context));
    return step.ok ? accept(makeCall(step.value, station, null, context)) : step;
  },
};

/** Calls a chosen patient; out of turn only with a reason. */
export const queueCall: CommandHandler<'queue:call'> = {
  decide: (input, context) => {
    const station = context.day.station(input.stationId);
    if (!station) return refuse('station-unknown');
    const entry = context.day.entry(input.entryId);
    if (!entry) return refuse('entry-not-found');
    const step = callThisOne(entry, station, { ...queueOf(context), reason: input.reason });
    return step.ok ? accept(makeCall(step.value, station, input.reason, context)) : step;
  },
};

/** Calls the same patient to the same station once more. */
export const queueRecall: CommandHandler<'queue:recall'> = {
  decide: (input, context) => {
    const entry = context.day.entry(input.entryId);
    if (!entry) return refuse('entry-not-found');
    const step = recall(entry, context.now);
    if (!step.ok) return step;
    const station = context.day.station(step.value.stationId ?? '');
    if (!station) return refuse('station-unknown');
    // Undo takes back the call itself, not one of its repeats.
    context.day.putEntry({ ...step.value, undo: entry.undo });
    announce(step.value.id, station, true, context);
    return accept({ entryId: entry.id, ticket: entry.ticket });
  },
};

function queueOf({ clinic, day, now }: CommandContext) {
  return { entries: day.entries(), policy: clinic.queue, now };
}

function makeCall(
  { entry, overtookIds }: CallStep,
  station: StationState,
  reason: string | null,
  context: CommandContext,
): { readonly entryId: string; readonly ticket: string } {
  const { day } = context;
  const before = day.entry(entry.id);
  if (!before) throw new Error(`Entry ${entry.id} is not of today`);
  const undo = { step: 'call', before: withoutUndo(before), overtookIds, createdEntryId: null };
  day.putEntry({ ...entry, undo });
  for (const id of overtookIds) {
    const other = day.entry(id);
    if (other) day.putEntry({ ...other, overtakenCount: other.overtakenCount + 1 });
  }
  day.setPhoneAnswer(entry.visitId, null);
  announce(entry.id, station, false, context, { reason, overtookIds });
  return { entryId: entry.id, ticket: entry.ticket };
}

function announce(
  entryId: string,
  station: StationState,
  isRecall: boolean,
  context: CommandContext,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const entry = context.day.entry(entryId);
  if (!entry) return;
  const call = context.day.addCall({
    entryId,
    ticket: entry.ticket,
    stationId: station.stationId,
    areaId: station.areaId,
    calledAt: context.now,
    isRecall,
  });
  context.record({
    type: isRecall ? 'queue.recalled' : 'queue.called',
    aggregate: `visit:${entry.visitId}`,
    body: {
      entryId,
      callNumber: call.number,
      stationId: station.stationId,
      providerId: station.providerId,
      ...more,
    },
  });
}

/** The entry alone: what undo keeps must not itself hold an older undo. */
export function withoutUndo(stored: StoredEntry): Omit<StoredEntry, 'undo'> {
  const { undo: _older, ...entry } = stored;
  return entry;
}
