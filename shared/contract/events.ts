import type {
  CommandInput,
  CommandName,
  CommandValue,
  QueryInput,
  QueryName,
  QueryValue,
  Reply,
  Role,
} from './commands.ts';
import type { Beat, SnapshotFor } from './snapshots.ts';

/** Raised by one whenever the shape on the wire changes; a page with another number reloads itself. */
export const CONTRACT_VERSION = 1;

/** What a page says when it connects. */
export type Credentials = {
  readonly role: Role;
  /** A device's token, or for a phone the key in its address; null in a demonstration. */
  readonly token: string | null;
  readonly contractVersion: number;
  /** For a display opened without a device's settings (a demonstration): the area it shows. */
  readonly areaId?: string;
};

/** Why a connection was not accepted. */
export type RefusedConnection = 'not-allowed' | 'contract-changed' | 'visit-over';

type CommandEvents = {
  [C in CommandName]: (
    input: CommandInput<C>,
    ack: (reply: Reply<CommandValue<C>>) => void,
  ) => void;
};
type QueryEvents = {
  [Q in QueryName]: (input: QueryInput<Q>, ack: (reply: Reply<QueryValue<Q>>) => void) => void;
};

export type ClientToServerEvents = CommandEvents &
  QueryEvents & {
    /** Asks for the present snapshot again, after a gap in revisions. */
    'snapshot:get': () => void;
  };
export type ServerToClientEvents<R extends Role = Role> = {
  snapshot: (snapshot: SnapshotFor<R>) => void;
  beat: (beat: Beat) => void;
};
