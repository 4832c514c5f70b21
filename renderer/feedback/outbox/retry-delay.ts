import { SECOND_MS } from '../../../shared/domain/time.ts';

const FIRST_MS = SECOND_MS;
const LONGEST_MS = 60 * SECOND_MS;

/**
 * How long to wait after so many failures in a row. Half is fixed and half is drawn, so that the
 * terminals of a clinic do not all come back at once and none of them hammers the server.
 */
export function retryDelayMs(failures: number, drawn: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round((ceiling * (1 + drawn)) / 2);
}
