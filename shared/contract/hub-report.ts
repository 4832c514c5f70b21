import type { EpochMs } from '../domain/time.ts';

/**
 * What the hub says of its clinics, to its own page and to programs.
 *
 * - `GET /api/v1/clinics` answers with `HubClinics`.
 * - `GET /api/v1/clinics/{clinic}/report?from=&to=` answers with a `HubReport` of these days, both included.
 *
 * Both want the viewer's or the administrator's token as `Authorization: Bearer`.
 */
export type HubClinics = {
  /** The hub's own time. */
  readonly now: EpochMs;
  readonly clinics: readonly HubClinic[];
};

export type HubClinic = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  /** Null: never. */
  readonly lastHeardAt: EpochMs | null;
  /** Events that the clinic had still to send when it was last heard. */
  readonly backlog: number;
  readonly streams: number;
  /** Events that are kept but have no effect. */
  readonly quarantined: number;
  /** When a clinic whose disk was set back or copied was last refused, if within a week. */
  readonly rollbackRefusedAt: EpochMs | null;
  readonly today: HubClinicToday;
};

export type HubFaces = {
  /** Happiest first: 4 very good, 3 good, 0 neither, 2 poor, 1 very poor. */
  readonly faces: readonly { readonly score: number; readonly count: number }[];
  /** Touches that were repeats or play. */
  readonly facesLeftOut: number;
};

export type HubClinicToday = HubFaces & {
  /** The clinic's own date. */
  readonly day: string;
  readonly waiting: number;
  readonly checkedIn: number;
  readonly seen: number;
  /** Of those who are waiting now; null when nobody is. */
  readonly longestWaitMinutes: number | null;
  /** From check-in to the first call, of those who were called; null when nobody was. */
  readonly meanWaitMinutes: number | null;
};

export type HubReport = {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly days: readonly HubReportDay[];
};

export type HubReportDay = HubFaces & {
  readonly day: string;
  readonly checkedIn: number;
  readonly called: number;
  /** Did not come when called, in the end. */
  readonly noShows: number;
  /** Went home before being seen, in the end. */
  readonly left: number;
  readonly meanWaitMinutes: number | null;
  readonly medianWaitMinutes: number | null;
};
