import { connect } from 'node:net';
import { type EpochMs, SECOND_MS } from '../../../shared/domain/time.ts';
import { httpDate } from '../../upstream/http/http-date.ts';
import { reasonOf } from './finding.ts';

/** What a look at an upstream from outside showed. */
export type Reached = {
  /** Why it could not be reached, or null. */
  readonly problem: string | null;
  /** Its clock less ours, to the second; null when it does not tell. */
  readonly aheadMs: number | null;
};

const DEADLINE_MS = 5 * SECOND_MS;

/** Whether anything answers at an address. Sends nothing of the clinic's, not even its token. */
export async function askHttp(url: string, now: () => EpochMs): Promise<Reached> {
  try {
    const { headers } = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const serverAt = httpDate(headers.get('date'));
    return { problem: null, aheadMs: serverAt === null ? null : serverAt - now() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { problem: reasonOf(cause), aheadMs: null };
  }
}

export function askTcp(host: string, port: number): Promise<Reached> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: DEADLINE_MS });
    const end = (problem: string | null): void => {
      socket.destroy();
      resolve({ problem, aheadMs: null });
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('it does not answer'));
    socket.once('error', (error) => end(reasonOf(error)));
  });
}
