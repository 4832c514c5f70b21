/** A text by language code. `en` is always there and is what a missing language falls back to. */
export type LocalizedText = { readonly en: string; readonly [language: string]: string };

export type Area = {
  readonly id: string;
  readonly label: LocalizedText;
  /** How to get there from the kiosk: "Level 1. Turn left, follow the blue line." */
  readonly directions: LocalizedText;
};

export type ArrivalWindow = {
  /** How many minutes before the appointment the kiosk starts to accept the check-in. */
  readonly opensMinutesBefore: number;
  /** How many minutes after the appointment the kiosk still accepts it; later goes to a person. */
  readonly closesMinutesAfter: number;
};

export type Service = {
  readonly id: string;
  readonly label: LocalizedText;
  readonly areaId: string;
  /** Expected minutes with one patient, the turnover included. */
  readonly minutes: number;
  readonly arrivalWindow: ArrivalWindow;
  /** Whether the kiosk offers a number for it without an appointment. */
  readonly acceptsWalkIns: boolean;
};

export type Station = {
  readonly id: string;
  readonly label: LocalizedText;
  readonly areaId: string;
  /** What patients are told once called: "Second door on the right." */
  readonly directions: LocalizedText;
  readonly serviceIds: readonly string[];
};

export type Provider = { readonly id: string; readonly label: string };

export type Reason = { readonly id: string; readonly label: LocalizedText };

export type OpeningHours = {
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly weekdays: readonly number[];
  readonly opens: string;
  readonly closes: string;
};

export type ProviderBreak = {
  readonly providerId: string;
  /** 1 is Monday, 7 is Sunday (ISO 8601). Not said: every day. */
  readonly weekdays?: readonly number[] | undefined;
  /** A time of day of the clinic, "12:15". */
  readonly from: string;
  readonly minutes: number;
};

/** The settings of the queue order and of calling. Minutes and counts; see `queue-order.ts`. */
export type QueuePolicy = {
  readonly lateGraceMinutes: number;
  readonly walkInHandicapMinutes: number;
  readonly maxOvertakes: number;
  readonly callsBeforeNoShow: number;
  readonly noShowPauseMinutes: number;
  readonly requeuePauseMinutes: number;
};

/** Everything a clinic's file says, validated. */
export type Clinic = {
  readonly name: string;
  readonly shortName: string;
  readonly timeZone: string;
  /** Offered on every patient's page, in this order; the first is the default. */
  readonly languages: readonly string[];
  readonly deskDirections: LocalizedText;
  readonly areas: readonly Area[];
  readonly services: readonly Service[];
  readonly stations: readonly Station[];
  readonly providers: readonly Provider[];
  readonly openingHours: readonly OpeningHours[];
  /** Planned; nothing is closed by them. */
  readonly breaks: readonly ProviderBreak[];
  readonly queue: QueuePolicy;
  readonly delayReasons: readonly Reason[];
  readonly feedback: {
    readonly faces: 4 | 5;
    readonly betterReasons: readonly Reason[];
    readonly thanksReasons: readonly Reason[];
  };
};
