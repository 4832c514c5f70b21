import type { CommandName } from '../../../shared/contract/commands.ts';
import { type EpochMs, SECOND_MS } from '../../../shared/domain/time.ts';
import type { CommandBody } from '../../realtime/connection.ts';

type FeedbackCommand = Extract<CommandName, `feedback:${string}`>;

/** One command as it was made at the touch: the same id for every try, so it is done once. */
export type OutboxEntry = {
  [C in FeedbackCommand]: {
    readonly name: C;
    readonly commandId: string;
    readonly body: CommandBody<C>;
    readonly madeAt: EpochMs;
  };
}[FeedbackCommand];

/** A call for staff that arrives later than this would send someone to a person who has gone. */
export const TALK_LIVES_MS = 30 * SECOND_MS;

/** Whether a call for staff is too old to be true. Other commands never are. */
export function isExpired(entry: OutboxEntry, now: EpochMs): boolean {
  // An entry from the future means that the clock was put back: its age is not known, so no alarm.
  return entry.name === 'feedback:talk' && Math.abs(now - entry.madeAt) >= TALK_LIVES_MS;
}

/**
 * A refused entry as it is kept. A phone number nobody can read out of a terminal is only a risk,
 * so the contact details go and the fact that somebody asked stays.
 */
export function withoutContact(entry: OutboxEntry): OutboxEntry {
  if (entry.name !== 'feedback:contact') return entry;
  return { ...entry, body: { ...entry.body, contact: '' } };
}
