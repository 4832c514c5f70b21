import { SECOND_MS } from '../../shared/domain/time.ts';

// UX 2.2, "Session and privacy".

/** Without a touch for this long the kiosk asks whether anybody is there. */
export const IDLE_MS = 45 * SECOND_MS;
/** Larger text is chosen by people who may need longer. */
export const BIGGER_IDLE_FACTOR = 3;
/** People who were told to stay are left in peace for longer; their answers are not on the screen. */
export const HELP_IDLE_MS = 180 * SECOND_MS;
/** How long the question stays before everything is cleared. */
export const WARNING_MS = 30 * SECOND_MS;
/** The warning is heard at its start and again after each of these. */
export const WARNING_SOUND_EVERY_SECONDS = 10;
export const CONFIRMATION_MS = 30 * SECOND_MS;
export const MORE_TIME_MS = 60 * SECOND_MS;
/** A call for help that nobody has answered by then is said to be unanswered. */
export const HELP_UNANSWERED_MS = 60 * SECOND_MS;
/** Nobody is left in front of a page that is still connecting for longer than this. */
export const CONNECTING_MS = 5 * SECOND_MS;
/** Two touches on one spot within this time are one touch of an unsteady hand. */
export const DOUBLE_TOUCH_MS = 500;

export const FINDS_BEFORE_PERSON = 3;
