import type { EpochMs } from '../domain/time.ts';
import type { DestinationState } from './upstream-state.ts';

/** The pages a kiosk window can show to people; `staff` is the shell's own, for its keepers. */
export const KIOSK_PAGES = ['check-in', 'feedback', 'display'] as const;
export type KioskPage = (typeof KIOSK_PAGES)[number];

/** Where the shell serves the pages from: a scheme of its own, which no other program can answer. */
export const KIOSK_SCHEME = 'app';
export const KIOSK_ORIGIN = `${KIOSK_SCHEME}://kiosk`;

/** Every channel between a page and the shell. */
export const KIOSK_CHANNELS = {
  beat: 'kiosk:beat',
  unlock: 'kiosk:unlock',
  report: 'kiosk:report',
  act: 'kiosk:act',
} as const;

/** Proof of life: the page has drawn itself and its script runs. */
export type KioskBeat = {
  /** Whether somebody is in the middle of something that upkeep must not interrupt. */
  readonly isInUse: boolean;
};

/** What staff can have done. Opening and leaving the staff page is free, the rest needs the PIN. */
export const FREE_ACTIONS = ['open-staff', 'close-staff'] as const;
export const UNLOCKED_ACTIONS = [
  'reload-pages',
  'restart-server',
  'restart-program',
  'quit-program',
] as const;
export type KioskAction = (typeof FREE_ACTIONS)[number] | (typeof UNLOCKED_ACTIONS)[number];

export type UnlockResult =
  | { readonly kind: 'unlocked' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'locked-out'; readonly untilAt: EpochMs }
  /** The kiosk's file has no PIN: nothing behind it can be reached. */
  | { readonly kind: 'no-pin' };

/** `locked`: this window has not been unlocked, or its time is over. */
export type ActResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'locked' | 'no-own-server' };

export type ServerState = 'starting' | 'ready' | 'down' | 'stopped';

/** Everything the maintenance part of the staff page shows. */
export type KioskReport = {
  readonly version: string;
  readonly runtime: {
    readonly electron: string;
    readonly chromium: string;
    readonly node: string;
    readonly system: string;
  };
  readonly startedAt: EpochMs;
  readonly isSoftwareDrawn: boolean;
  readonly windows: readonly {
    readonly page: KioskPage;
    readonly display: string;
    readonly lastBeatAt: EpochMs | null;
    /** Times it was brought back since the program started. */
    readonly recoveries: number;
  }[];
  readonly displays: readonly {
    readonly label: string;
    readonly width: number;
    readonly height: number;
    readonly scale: number;
    readonly isPrimary: boolean;
    readonly hasTouch: boolean;
  }[];
  /** Addresses of this machine that others on the network can reach. */
  readonly addresses: readonly { readonly network: string; readonly address: string }[];
  readonly server: {
    readonly kind: 'own' | 'remote';
    readonly url: string;
    /** Of a server of our own; null for one on another machine. */
    readonly state: ServerState | null;
    readonly restarts: number;
    /** What its health page says, or null when it did not answer in time. */
    readonly health: KioskServerHealth | null;
  };
  /** The newest lines of the log, newest last. */
  readonly log: readonly string[];
};

export type KioskServerHealth = {
  readonly status: 'ok' | 'attention' | 'failing';
  /** When the day's appointments last came in. */
  readonly scheduleAt: EpochMs | null;
  /** When the newest thing that happened was stored. */
  readonly lastEventAt: EpochMs | null;
  /** Where what happens is sent; none of a server that does not say. */
  readonly destinations: readonly Pick<
    DestinationState,
    'destinationId' | 'label' | 'status' | 'lastSuccessAt' | 'waitingCount' | 'setAsideCount'
  >[];
};

export type UnlockedReport =
  | { readonly ok: true; readonly report: KioskReport }
  | { readonly ok: false; readonly reason: 'locked' };

/** What the shell gives every page as `window.kiosk`; in a plain browser it is not there. */
export type KioskBridge = {
  readonly serverUrl: string;
  readonly beatEveryMs: number;
  readonly beat: (beat: KioskBeat) => void;
  readonly unlock: (pin: string) => Promise<UnlockResult>;
  readonly report: () => Promise<UnlockedReport>;
  readonly act: (action: KioskAction) => Promise<ActResult>;
};

/** What the shell tells the preload when it makes a window. */
export type KioskWindowSettings = Pick<KioskBridge, 'serverUrl' | 'beatEveryMs'>;
export const KIOSK_SETTINGS_ARGUMENT = '--foyer-window=';
