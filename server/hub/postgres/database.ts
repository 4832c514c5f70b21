import pg from 'pg';
import { StoreBusy } from '../store.ts';

/** A prepared statement: PostgreSQL plans it once for each connection. */
export type Statement = { readonly name: string; readonly text: string };

/** A connection inside a transaction. */
export type Session = {
  readonly query: <R>(statement: Statement, values: readonly unknown[]) => Promise<readonly R[]>;
};

export type PostgresDatabase = {
  /** One statement, its own transaction. Rejects with `StoreBusy` when it may be tried again. */
  readonly query: Session['query'];
  /**
   * Runs `work` between `begin`, which opens the transaction, and a commit; when it gives `null` or
   * rejects, nothing of it stays.
   */
  readonly transaction: <T>(
    begin: string,
    work: (session: Session) => Promise<T | null>,
  ) => Promise<T | null>;
  /** For what must not be in a transaction of ours. */
  readonly withClient: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** Few: each push is short, and more sessions would only queue at the same disk. */
const MOST_CONNECTIONS = 8;
/** More than this waiting for a connection: better told to come back than left to time out. */
const MOST_WAITING = 100;
const CONNECT_TIMEOUT_MS = 5_000;

/** Nothing that hangs outlives the sender's own deadline. */
const DEADLINE_MS = 20_000;

/** Opens a pool on an address such as postgres://user:password@host/database. It connects when used. */
export function openPostgres(address: string, onError: (error: Error) => void): PostgresDatabase {
  const pool = new pg.Pool({
    connectionString: address,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: DEADLINE_MS,
    idle_in_transaction_session_timeout: DEADLINE_MS,
    // What is acknowledged is on its disk, whatever the server's own setting is.
    options: '-c synchronous_commit=on',
    types: typesOfOurs(),
  });
  // A database that is stopped says so to every connection, used or not: our requests hear of it too.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    if (pool.waitingCount > MOST_WAITING) throw new StoreBusy('too many requests at once');
    try {
      const client = await pool.connect();
      try {
        const result = await work(client);
        client.release();
        return result;
      } catch (error) {
        // Whatever state it is in: another one is made in a moment.
        client.release(true);
        throw error;
      }
    } catch (error) {
      throw isPassing(error) ? new StoreBusy(error) : error;
    }
  };
  return {
    withClient,
    query: async (statement, values) =>
      withClient((client) => sessionOf(client).query(statement, values)),
    transaction: async (begin, work) =>
      withClient(async (client) => {
        await client.query(begin);
        const result = await work(sessionOf(client));
        await client.query(result === null ? 'ROLLBACK' : 'COMMIT');
        return result;
      }),
    close: async () => pool.end(),
  };
}

function sessionOf(client: pg.PoolClient): Session {
  return {
    query: async <R>(statement: Statement, values: readonly unknown[]) => {
      const { rows } = await client.query({ ...statement, values: [...values] });
      // True because each statement of ours names the columns of its row type.
      return rows as R[];
    },
  };
}

/** Numbers of ours are far below 2^53, and days are text. */
function typesOfOurs(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.DATE, String);
  return types;
}

/** Connection lost, out of resources, being stopped, a deadlock, a deadline: the same may work later. */
const PASSING = /^(08|53|57|40|55P03|25P0)/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') {
    return PASSING.test(error.code) || NETWORK.has(error.code);
  }
  // What the driver itself says has no code.
  return /connection|timeout/i.test(error.message);
}
