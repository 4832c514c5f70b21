import { createHash } from 'node:crypto';
import type { Digest } from '../../../shared/contract/sync-wire.ts';
import type { DeliveredEvent } from './delivered-events.ts';

type Summary = Pick<Digest, 'count' | 'sha256'>;

/** Asks what the destination holds of these numbers of a stream, both ends included. */
export type AskSummary = (from: number, to: number) => Promise<Summary>;

/**
 * Which of `events`, in the order of their numbers, the destination does not hold as they are. Compares
 * all at once and halves only what differs, so that a few missing ones cost a few dozen questions. One
 * that it refused and holds after all is among them: delivered again, it is settled.
 */
export async function findMissing(
  events: readonly DeliveredEvent[],
  ask: AskSummary,
): Promise<readonly DeliveredEvent[]> {
  const [from, to] = [events[0]?.seq, events.at(-1)?.seq];
  if (from === undefined || to === undefined) return [];
  const expected = summaryOf(events.filter((event) => !event.isRefused));
  const found = await ask(from, to);
  if (found.count === expected.count && found.sha256 === expected.sha256) return [];
  if (events.length === 1) return events;
  // Nothing at all is there: halving would only ask for each of them. What was refused stays refused.
  if (found.count === 0) return events.filter((event) => !event.isRefused);
  const middle = events.length >> 1;
  const first = await findMissing(events.slice(0, middle), ask);
  return [...first, ...(await findMissing(events.slice(middle), ask))];
}

/** The digest of what should be there. What is quarantined is: the receiver keeps its bytes. */
function summaryOf(events: readonly DeliveredEvent[]): Summary {
  const lines = createHash('sha256');
  for (const { seq, id, sha256 } of events) lines.update(`${seq}|${id}|${sha256}\n`);
  return { count: events.length, sha256: lines.digest('hex') };
}
