import { type DBSchema, openDB } from 'idb';
import type { OutboxEntry } from './entry.ts';
import type { OutboxStore, RejectedEntry } from './store.ts';

interface Schema extends DBSchema {
  waiting: { key: number; value: OutboxEntry };
  rejected: { key: number; value: RejectedEntry };
}

// Browsers may leave a "relaxed" transaction in memory for a while: a power cut would take it.
const ON_DISK = { durability: 'strict' } as const;

/** Opens the outbox of this terminal's browser; throws where there is no IndexedDB to be had. */
export async function openIndexedDbStore(): Promise<OutboxStore> {
  const db = await openDB<Schema>('foyer-feedback', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('waiting', { autoIncrement: true });
      fresh.createObjectStore('rejected', { autoIncrement: true });
    },
  });
  // Only asks the browser not to clear it when space is short; without an answer all works alike.
  void navigator.storage?.persist?.().catch(() => false);
  return {
    add: async (entry) => {
      const change = db.transaction('waiting', 'readwrite', ON_DISK);
      const [key] = await Promise.all([change.store.add(entry), change.done]);
      return key;
    },
    waiting: async () => {
      const look = db.transaction('waiting', 'readonly');
      const [keys, entries] = await Promise.all([look.store.getAllKeys(), look.store.getAll()]);
      return entries.map((entry, index) => ({ entry, key: keys[index] ?? 0 }));
    },
    remove: async (key) => {
      const change = db.transaction('waiting', 'readwrite', ON_DISK);
      await Promise.all([change.store.delete(key), change.done]);
    },
    reject: async (key, rejected) => {
      const change = db.transaction(['waiting', 'rejected'], 'readwrite', ON_DISK);
      await Promise.all([
        change.objectStore('rejected').add(rejected),
        change.objectStore('waiting').delete(key),
        change.done,
      ]);
    },
    countRejected: () => db.count('rejected'),
  };
}
