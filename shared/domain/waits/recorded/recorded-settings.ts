import type { QueuePolicy } from '../../clinic.ts';
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../time.ts';
import type { RecordedSettings } from './recorded-event.ts';

/** What holds in a log that says nothing of its clinic: the defaults of a clinic's file. */
export const DEFAULT_SETTINGS: RecordedSettings = {
  services: [],
  policy: { lateGraceMinutes: 10, walkInHandicapMinutes: 20 },
  breaks: [],
};

// Defaults of a clinic's file. A log cannot show them, and no wait depends on them.
const OF_CALLING = { callsBeforeNoShow: 2, noShowPauseMinutes: 2, requeuePauseMinutes: 5 };

/** The bound on overtaking that clinics set if they set one, and what stands for "any number of times". */
export const USUAL_OVERTAKES = 3;
export const UNBOUNDED_OVERTAKES = 1_000_000;

/** The settings of the queue's order; `learned` is the bound on overtaking where none is said. */
export function queuePolicyOf(settings: RecordedSettings, learned: number): QueuePolicy {
  const { lateGraceMinutes, walkInHandicapMinutes, maxOvertakes } = settings.policy;
  return {
    lateGraceMinutes,
    walkInHandicapMinutes,
    maxOvertakes: maxOvertakes ?? learned,
    ...OF_CALLING,
  };
}

/** The day of the clinic's own calendar, counted from 1970-01-01. */
export function dayNumberOf(at: EpochMs, utcOffsetMinutes: number): number {
  return Math.floor((at + utcOffsetMinutes * MINUTE_MS) / DAY_MS);
}
