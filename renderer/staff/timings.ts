import { MINUTE_MS, SECOND_MS } from '../../shared/domain/time.ts';

/** The page goes back to patients by itself: nobody loses anything by it, so there is no warning. */
export const STAFF_IDLE_MS = MINUTE_MS;
/** Reading a log takes longer. */
export const MAINTENANCE_IDLE_MS = 5 * MINUTE_MS;
/** As long as it takes to wipe a screen; the words of the page name it, too. */
export const CLEANING_MS = 30 * SECOND_MS;
export const READY_MS = 3 * SECOND_MS;
export const REPORT_EVERY_MS = 2 * SECOND_MS;
