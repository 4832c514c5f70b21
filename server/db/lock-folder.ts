import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/**
 * Takes a data folder for this server alone: two servers would each keep a day of their own in memory.
 * The lock is the operating system's, so it is gone with the process, however that ends. Returns how to
 * give it back; throws a plain sentence when another server has it.
 */
export function lockFolder(dataFolder: string): () => void {
  try {
    mkdirSync(dataFolder, { recursive: true });
    const lock = new Database(path.join(dataFolder, 'server.lock'), { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      throw error;
    }
    return () => lock.close();
  } catch (cause) {
    if (cause instanceof Database.SqliteError && cause.code === 'SQLITE_BUSY') {
      throw new Error(`Another Foyer server is running on the data folder ${dataFolder}.`, {
        cause,
      });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The data folder cannot be used: ${dataFolder}: ${reason}`, { cause });
  }
}
