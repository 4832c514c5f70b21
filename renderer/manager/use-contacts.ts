import { useState } from 'preact/compat';
import type { QueryValue } from '../../shared/contract/commands.ts';
import type { Connection } from '../realtime/connection.ts';
import { useReading } from './use-reading.ts';

export type OpenContact = QueryValue<'contacts:open'>['contacts'][number];

export type Contacts = {
  /** Null before the first answer. */
  readonly open: readonly OpenContact[] | null;
  /** Returns whether it is saved that this person was contacted. */
  readonly close: (contactId: string) => Promise<boolean>;
};

/** The people who wait to be contacted. Their details are held here while shown and nowhere else. */
export function useContacts(connection: Connection<'manager'>, eventSeq: number): Contacts {
  const [closedIds, setClosedIds] = useState<ReadonlySet<string>>(new Set());
  const { value } = useReading('contacts', eventSeq, () => connection.ask('contacts:open', {}));
  return {
    open: value?.contacts.filter(({ contactId }) => !closedIds.has(contactId)) ?? null,
    close: async (contactId) => {
      const answer = await connection.send('contact:close', { contactId });
      // Closed by somebody else a moment ago is as good.
      const isClosed = answer.ok || answer.error.code === 'refused';
      if (isClosed) setClosedIds((ids) => new Set([...ids, contactId]));
      return isClosed;
    },
  };
}
