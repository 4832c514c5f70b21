import type { FailureCode } from '../../../shared/contract/commands.ts';
import type { OutboxEntry } from './entry.ts';

/** What an entry is kept under; keys count up in the order of the touches. */
export type StoreKey = number;

export type StoredEntry = { readonly key: StoreKey; readonly entry: OutboxEntry };

export type RejectedEntry = { readonly entry: OutboxEntry; readonly code: FailureCode };

/** Where entries outlive the page. Every promise resolves only once the change is on disk. */
export type OutboxStore = {
  readonly add: (entry: OutboxEntry) => Promise<StoreKey>;
  /** All entries not yet delivered, oldest first. */
  readonly waiting: () => Promise<readonly StoredEntry[]>;
  readonly remove: (key: StoreKey) => Promise<void>;
  /** Moves an entry the server will never take to where it is kept for good. */
  readonly reject: (key: StoreKey, rejected: RejectedEntry) => Promise<void>;
  readonly countRejected: () => Promise<number>;
};
