import type { Page } from '@playwright/test';
import type { KioskPage } from '../../shared/contract/kiosk-bridge.ts';

export type TestDisplay = {
  readonly id: number;
  readonly label: string;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly isPrimary?: boolean;
};

export type KioskChoice = {
  /** The content of `kiosk.json`; null: there is no such file. */
  readonly file: unknown;
  readonly displays?: readonly TestDisplay[];
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder of the program's own data that an earlier run has used. */
  readonly userData?: string;
  /** As installed, and not from its sources. */
  readonly isPackaged?: boolean;
  /** The local time its machine's clock shows at the start, such as "2026-11-24T03:29:58". */
  readonly startsAt?: string;
};

export type KioskWindowFacts = {
  /** The page it was made for, also while the staff page is open in it. */
  readonly page: KioskPage;
  readonly bounds: TestDisplay['bounds'];
  readonly isKiosk: boolean;
};

export type KeyPress = {
  readonly key: string;
  readonly control?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
  readonly meta?: boolean;
};

/** A kiosk that has been started: the shipped program, with windows that are real pages. */
export type RunningKiosk = AsyncDisposable & {
  /** The page in the window made for `page`, as soon as it is loaded; another object after a crash. */
  readonly page: (page: KioskPage) => Promise<Page>;
  /** The page of a window that was made for none of the kiosk's pages. */
  readonly anyPage: () => Promise<Page>;
  readonly windows: () => Promise<readonly KioskWindowFacts[]>;
  /** As the window system does it, asking nobody. */
  readonly closeWindow: (page: KioskPage) => Promise<void>;
  /** What the program answers to a page that asks for a permission, by either way of asking. */
  readonly asksFor: (
    permission: string,
  ) => Promise<{ readonly request: boolean; readonly check: boolean }>;
  readonly opensDevTools: (page: KioskPage) => Promise<boolean>;
  /** Whether it was started without the machine's graphics. */
  readonly isSoftwareDrawn: () => Promise<boolean>;
  /** Resolves when the machine's clock shows this local time. */
  readonly until: (time: string) => Promise<void>;
  readonly crash: (page: KioskPage) => Promise<void>;
  /** A key as the keyboard would send it; says whether the page got it. */
  readonly press: (page: KioskPage, key: KeyPress) => Promise<boolean>;
  /** A finger on this place of the page. Nobody waits for the page: it may be one that hangs. */
  readonly touch: (
    page: KioskPage,
    at: { readonly x: number; readonly y: number },
  ) => Promise<void>;
  readonly setDisplays: (displays: readonly TestDisplay[]) => Promise<void>;
  /** As if the graphics process had died. */
  readonly graphicsGone: () => Promise<void>;
  readonly serverPid: () => Promise<number | null>;
  readonly log: () => string;
  readonly userData: string;
  /** Its `kiosk.json`. */
  readonly file: string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Resolves with the code when the program has ended. */
  readonly exited: Promise<number>;
  /** What the program has written to its output. */
  readonly output: () => string;
  /** What only the stand-in can do; null in the real Electron. */
  readonly standIn: StandInControls | null;
};

/** Where a message comes from, as far as a test can pretend. */
export type PretendedFrame = { readonly url: string; readonly isMain: boolean };

export type StandInControls = {
  /** What a real Electron would not have let pass, or the stand-in cannot vouch for. */
  readonly misuse: () => readonly string[];
  /** Times the program has asked to be started again. */
  readonly relaunches: () => number;
  /** As if a preload in this frame had called `invoke`. Rejects as it would there. */
  readonly invokeAs: (
    page: KioskPage,
    frame: PretendedFrame,
    message: { readonly channel: string; readonly values: readonly unknown[] },
  ) => Promise<unknown>;
  /** Whether the program lets a server send the page elsewhere. */
  readonly mayRedirect: (page: KioskPage, url: string) => Promise<boolean>;
  /** As if what the page is made of could not be read, once. */
  readonly failNextLoad: (page: KioskPage) => Promise<void>;
  /** As if the window manager had asked the window to close. */
  readonly askToClose: (page: KioskPage) => Promise<void>;
  /** An event of the machine, such as "resume". */
  readonly power: (name: string) => Promise<void>;
};

/** Starts the program: in the stand-in, or in the real Electron. */
export type KioskHarness = {
  readonly kind: 'stand-in' | 'electron';
  readonly start: (choice: KioskChoice) => Promise<RunningKiosk>;
};
