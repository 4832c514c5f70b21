import type { UNLOCKED_ACTIONS } from '../../shared/contract/kiosk-bridge.ts';

/** What is asked about before it is done: each interrupts whoever uses a kiosk now. */
export type SureAction = (typeof UNLOCKED_ACTIONS)[number];

/** What came of the last thing that was asked for. */
export type Happened = SureAction | 'not-done';
