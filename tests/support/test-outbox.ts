import type { OutboxEntry } from '../../renderer/feedback/outbox/entry.ts';
import type { OutboxStore, RejectedEntry } from '../../renderer/feedback/outbox/store.ts';

export const NOON = Date.UTC(2026, 4, 4, 12);

/** The storage port over a Map, with what a test wants to look at. */
export function mapStore(before: readonly OutboxEntry[] = []) {
  const entries = new Map(before.map((entry, index) => [index + 1, entry]));
  const rejected: RejectedEntry[] = [];
  const added: string[] = [];
  let lastKey = before.length;
  return {
    entries,
    rejected,
    added,
    add: async (entry: OutboxEntry) => {
      lastKey += 1;
      entries.set(lastKey, entry);
      added.push(entry.commandId);
      return lastKey;
    },
    waiting: async () => [...entries].map(([key, entry]) => ({ key, entry })),
    remove: async (key: number) => {
      entries.delete(key);
    },
    reject: async (key: number, entry: RejectedEntry) => {
      rejected.push(entry);
      entries.delete(key);
    },
    countRejected: async () => rejected.length,
  } satisfies OutboxStore & Record<string, unknown>;
}

export function face(answerId: string): OutboxEntry {
  return {
    name: 'feedback:face',
    commandId: `face-${answerId}`,
    madeAt: NOON,
    body: {
      answerId,
      score: 4,
      touchedAt: NOON,
      language: 'en',
      happySide: 'left',
      recentTouches: 1,
      sinceLastTouchMs: null,
    },
  };
}

export function change(answerId: string): OutboxEntry {
  return {
    name: 'feedback:change',
    commandId: `change-${answerId}`,
    madeAt: NOON,
    body: { answerId, score: 1 },
  };
}

export function talk(answerId: string): OutboxEntry {
  return {
    name: 'feedback:talk',
    commandId: `talk-${answerId}`,
    madeAt: NOON,
    body: { answerId, language: 'en' },
  };
}

export function contact(answerId: string): OutboxEntry {
  return {
    name: 'feedback:contact',
    commandId: `contact-${answerId}`,
    madeAt: NOON,
    body: { answerId, contact: '087 123 4567', consentText: 'You may call me.' },
  };
}
