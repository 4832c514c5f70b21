import type { LocalizedText, Reason } from '../domain/clinic.ts';
import type { EntryStatus, StationStatus } from '../domain/queue-entry.ts';
import type { EpochMs } from '../domain/time.ts';
import type { ShownWait } from '../domain/waits/told/shown-wait.ts';
import type { SlipCode } from '../domain/waits/told/slip-reason.ts';
import type { Need, Role } from './commands.ts';
import type { DeskConflict, DestinationState, ScheduleSourceState } from './upstream-state.ts';

/** What every snapshot starts with. Whole, small, and numbered, so that a missed one is noticed. */
type Snapshot = {
  /** Counts up with each snapshot sent to this audience since the server started. */
  readonly revision: number;
  readonly sentAt: EpochMs;
  readonly clinicName: string;
  readonly timeZone: string;
  /** How far the clinic's clock is ahead of UTC now: enough to show its time without loading zones. */
  readonly utcOffsetMinutes: number;
  readonly languages: readonly string[];
  readonly isDemonstration: boolean;
};

export type ShownNotice = {
  readonly noticeId: string;
  /** Null: the whole clinic. */
  readonly stationLabel: LocalizedText | null;
  readonly minutes: number;
  readonly reason: LocalizedText;
};

/**
 * Why somebody waits longer than they were told, or has more people before them, and since when they
 * know. It stays while it holds: until better news, or until they are called.
 */
export type ShownSlip = {
  readonly code: SlipCode;
  /** Where it happened, when it happened at one station. */
  readonly stationLabel: LocalizedText | null;
  /** For a pause: when it ends, if staff said. */
  readonly untilAt: EpochMs | null;
  readonly saidAt: EpochMs;
  /** The wait is longer than they were told; false: only the position rose. */
  readonly isLater: boolean;
};

export type WalkInService = { readonly serviceId: string; readonly label: LocalizedText };

/** What every kiosk of the clinic shows: public, so that it can come with the page itself. */
export type KioskClinic = Omit<Snapshot, 'revision' | 'sentAt'> & {
  /** When the clinic opens next; null while it is open by its hours or anybody is still here. */
  readonly closedUntilAt: EpochMs | null;
  readonly deskDirections: LocalizedText;
  readonly walkInServices: readonly WalkInService[];
  readonly notices: readonly ShownNotice[];
};

/** The element of the check-in page that holds it, as JSON. */
export const KIOSK_CLINIC_ELEMENT = 'kiosk-clinic';

export type CheckInSnapshot = Snapshot &
  KioskClinic & {
    /** Calls for help from this kiosk that nobody has answered yet. */
    readonly openHelp: readonly { readonly helpId: string; readonly askedAt: EpochMs }[];
    /** Some destination has waited for minutes: what is stored here gets there later. */
    readonly isUpstreamBehind: boolean;
  };

export type FeedbackSnapshot = Snapshot & {
  readonly closedUntilAt: EpochMs | null;
  readonly faces: 4 | 5;
  readonly betterReasons: readonly Reason[];
  readonly thanksReasons: readonly Reason[];
};

export type ShownCall = {
  /** Counts up by one with every call made in the clinic; a screen announces each once, in order. */
  readonly callNumber: number;
  readonly ticket: string;
  readonly stationLabel: LocalizedText;
  readonly calledAt: EpochMs;
  readonly isRecall: boolean;
  /** False once the patient has arrived, was put back or did not come. */
  readonly isOpen: boolean;
};

/** There is no field here that could hold a name, and a test searches every byte sent. */
export type DisplaySnapshot = Snapshot & {
  /** Null: the screen of the whole clinic. */
  readonly areaLabel: LocalizedText | null;
  /** Newest last; the last 20 of the last 30 minutes. */
  readonly calls: readonly ShownCall[];
  readonly next: readonly { readonly ticket: string; readonly wait: ShownWait }[];
  readonly waitingCount: number;
  /** Null while the clinic is open by its hours; people are still called outside them. */
  readonly opensAt: EpochMs | null;
  readonly notices: readonly ShownNotice[];
};

export type DeskEntry = {
  readonly entryId: string;
  readonly ticket: string;
  /** Null for someone who took a number without an appointment. */
  readonly name: string | null;
  readonly status: EntryStatus;
  readonly serviceId: string;
  readonly providerId: string | null;
  readonly stationId: string | null;
  readonly appointmentAt: EpochMs | null;
  readonly queuedAt: EpochMs;
  readonly calledAt: EpochMs | null;
  readonly callCount: number;
  readonly lastCallAt: EpochMs | null;
  readonly startedAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly notBeforeAt: EpochMs | null;
  readonly priority: number;
  readonly isLate: boolean;
  readonly needs: readonly Need[];
  readonly language: string;
  readonly wait: ShownWait | null;
  /** How many will be called before them under the present rule; null when unknown. */
  readonly position: number | null;
  readonly slip: ShownSlip | null;
  readonly phoneAnswer: 'on-my-way' | 'need-time' | null;
  /** What "undo" would take back, or null. */
  readonly undoes: string | null;
};

export type DeskStation = {
  readonly stationId: string;
  readonly label: LocalizedText;
  readonly areaId: string;
  readonly serviceIds: readonly string[];
  readonly status: StationStatus;
  readonly providerId: string | null;
  readonly untilAt: EpochMs | null;
  /** Who "call next" would call, by the one order; null when nobody it may see is waiting. */
  readonly nextEntryId: string | null;
};

export type DeskHelp = {
  readonly helpId: string;
  readonly kind: 'kiosk' | 'phone' | 'talk-now' | 'too-late';
  readonly place: string;
  readonly screen: string | null;
  readonly language: string;
  readonly ticket: string | null;
  /** For a wish to talk at the exit: the face touched. */
  readonly score: number | null;
  readonly askedAt: EpochMs;
};

export type DeskSnapshot = Snapshot & {
  readonly shortName: string;
  readonly deviceLabel: string;
  /** The station this desk calls to when it opens, if its settings say. */
  readonly homeStationId: string | null;
  readonly areas: readonly { readonly areaId: string; readonly label: LocalizedText }[];
  readonly services: readonly {
    readonly serviceId: string;
    readonly label: LocalizedText;
    readonly areaId: string;
  }[];
  readonly providers: readonly { readonly providerId: string; readonly label: string }[];
  readonly stations: readonly DeskStation[];
  /** Everyone here now in calling order, and those who ended within the last 15 minutes. */
  readonly entries: readonly DeskEntry[];
  readonly help: readonly DeskHelp[];
  readonly notices: readonly (ShownNotice & { readonly stationId: string | null })[];
  readonly delayReasons: readonly Reason[];
  /** Before "did not come": this many calls, and this long after the last. */
  readonly noShow: { readonly calls: number; readonly pauseMinutes: number };
  readonly expectedCount: number;
  /** When the day's list last came in, or null. */
  readonly scheduleAt: EpochMs | null;
  /** Where the list comes from by itself; null: from files. */
  readonly scheduleSource: ScheduleSourceState | null;
  readonly destinations: readonly DestinationState[];
  readonly conflicts: readonly DeskConflict[];
};

export type ManagerSnapshot = Snapshot & {
  readonly shortName: string;
  readonly today: string;
  /** The number of the newest event: the page reads the report again when it has moved. */
  readonly lastEventSeq: number;
};

export type PhoneSnapshot = Snapshot & {
  readonly ticket: string;
  readonly status: EntryStatus;
  readonly areaLabel: LocalizedText;
  readonly areaDirections: LocalizedText;
  readonly wait: ShownWait | null;
  /** How many will be called before them under the present rule; null when unknown. */
  readonly position: number | null;
  readonly slip: ShownSlip | null;
  readonly call: {
    readonly callNumber: number;
    readonly calledAt: EpochMs;
    readonly stationLabel: LocalizedText;
    readonly stationDirections: LocalizedText;
  } | null;
  readonly phoneAnswer: 'on-my-way' | 'need-time' | null;
  readonly notices: readonly ShownNotice[];
  readonly isHelpComing: boolean;
};

type Snapshots = {
  'check-in': CheckInSnapshot;
  feedback: FeedbackSnapshot;
  display: DisplaySnapshot;
  desk: DeskSnapshot;
  manager: ManagerSnapshot;
  phone: PhoneSnapshot;
};
export type SnapshotFor<R extends Role> = Snapshots[R];

/** Sent every 5 seconds: proof of life, and the revision a page should have. */
export type Beat = { readonly revision: number; readonly sentAt: EpochMs };
export const BEAT_EVERY_MS = 5_000;
/** After this long without a word from the server a page says since when it is out of date. */
export const STALE_AFTER_MS = 30_000;
