/** The natural logarithm of the minutes of one visit: its mean, how sure that is, how visits vary. */
export type LogMinutes = {
  readonly mean: number;
  /** Standard deviation of what we know of the mean itself. */
  readonly meanDeviation: number;
  /** Standard deviation of a single visit about it. */
  readonly deviation: number;
};

/** How much slower (above 0) or faster a provider is today, in ln minutes: values and their shares. */
export type PaceLaw = { readonly effects: readonly number[]; readonly shares: readonly number[] };

/** Equally likely values, ascending, at least one; minutes. */
export type Sample = readonly number[];

export type PlannedBreak = {
  readonly stationId: string;
  /** Minutes from now; negative: due already, and taken as soon as the patient inside is done. */
  readonly inMinutes: number;
  readonly minutes: Sample;
  /** The chance that it is taken at all today. */
  readonly share: number;
};

export type ComingStation = {
  readonly stationId: string;
  readonly serviceIds: readonly string[];
  readonly providerId: string | null;
  /** Minutes from now until it opens. */
  readonly inMinutes: Sample;
  /** The chance that it opens at all today. */
  readonly share: number;
};

export type WalkInLaw = {
  /** How many an hour, from now, in the hours 0 to 1, 1 to 2 and so on; none beyond the last. */
  readonly hourly: readonly number[];
  readonly mix: readonly {
    readonly serviceId: string;
    readonly visitType: string | null;
    readonly priority: number;
    readonly share: number;
  }[];
};

/** Where the patients of a service go on to in the same visit. */
export type OnwardLaw = {
  readonly serviceId: string;
  readonly toServiceId: string;
  readonly share: number;
};

/** The chance a minute that somebody waiting goes home: who is booked hardly ever does. */
export type LeaveLaw = { readonly walkIn: number; readonly booked: number };

/**
 * What has been learned, as it holds at one instant of one day: everything random that `rollOut`
 * draws from. Plain data, so that it can be handed to another thread.
 */
export type WaitLaw = {
  /** Minutes from the call to the end, by `kindOf`; every kind of the scene has one. */
  readonly kinds: ReadonlyMap<string, LogMinutes>;
  /** By `performerOf`; one that is not here has the effect 0. */
  readonly pace: ReadonlyMap<string, PaceLaw>;
  /** From the end of one visit to the next call, when somebody waits: turnover and interruptions. */
  readonly turnoverMinutes: Sample;
  /** For stations paused now, by id: minutes from now until they call again. Not here: nobody knows. */
  readonly back: ReadonlyMap<string, Sample>;
  readonly breaks: readonly PlannedBreak[];
  readonly coming: readonly ComingStation[];
  /** By `kindOf`: the share of the booked who never come. */
  readonly noShow: ReadonlyMap<string, number>;
  /** Minutes from the booked time to the arrival of those who come; negative: early. */
  readonly punctuality: Sample;
  readonly walkIns: WalkInLaw;
  readonly leavePerMinute: LeaveLaw;
  readonly onward: readonly OnwardLaw[];
  /** The share of visits whose end nobody taps. */
  readonly missedFinishShare: number;
  /** The share of calls that do not follow the order of the queue: anybody else may be called. */
  readonly outOfTurnShare: number;
  /**
   * For each of `QUANTILE_LEVELS`, the level to read off the simulated waits instead, as past errors
   * have shown; null: as they are.
   */
  readonly readLevels: readonly number[] | null;
};

type Kind = {
  readonly serviceId: string;
  readonly visitType: string | null;
  readonly bookedMinutes: number | null;
  readonly appointmentAt: number | null;
};

/** Visits that take about as long as each other: of one type, or else booked alike, or walked in. */
export function kindOf({ serviceId, visitType, bookedMinutes, appointmentAt }: Kind): string {
  if (visitType !== null) return `${serviceId}/${visitType}`;
  if (bookedMinutes !== null) return `${serviceId}/~${bookedMinutes}`;
  return appointmentAt === null ? serviceId : `${serviceId}/booked`;
}

/** Whose speed it is: the provider's, or where nobody said who works there, the station's. */
export function performerOf(station: {
  readonly stationId: string;
  readonly providerId: string | null;
}): string {
  return station.providerId ?? `at ${station.stationId}`;
}
