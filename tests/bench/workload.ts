/** How many wait when a block begins; a snapshot of such a day is about 2 KB. */
export const WAITING = 20;

/** The notice that is changed to have something to show takes one of these minutes. */
const LEAST_MINUTES = 6;
const MOST_MINUTES = 240;

/** Minutes for the n-th notice: another each time, so that each is told from the one before. */
export function minutesOfNotice(index: number): number {
  return LEAST_MINUTES + (index % (MOST_MINUTES - LEAST_MINUTES + 1));
}
