import type { TestDisplay } from '../harness.ts';
import type { Encoded } from './clone.ts';

export type Bounds = TestDisplay['bounds'];

/** What the program's side is started with, in one environment variable that it takes away. */
export type ProgramOptions = {
  /** The main module to run. */
  readonly main: string;
  readonly displays: readonly TestDisplay[];
  readonly isPackaged: boolean;
  /** How far the machine's clock is ahead of the real one. */
  readonly clockAheadMs: number;
  /** A main module that has not been evaluated by then waits for what comes only after it. */
  readonly evaluateWithinMs: number;
};
export const OPTIONS_VARIABLE = 'STAND_IN_OPTIONS';

export type NewWindow = {
  readonly windowId: number;
  readonly partition: string;
  readonly bounds: Bounds;
  readonly preload: { readonly file: string; readonly source: string } | null;
  readonly additionalArguments: readonly string[];
};

export type LoadResult =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'failed'; readonly code: number; readonly description: string };

/** To the world in which a window's preload runs. */
export type ToPreload =
  | { readonly kind: 'message'; readonly channel: string; readonly payload: readonly Encoded[] }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Encoded }
  | { readonly kind: 'failure'; readonly id: number; readonly error: string };

/** What the browser's side does for the program's. */
export type BrowserOffer = {
  readonly openWindow: (window: NewWindow) => void;
  readonly load: (request: {
    readonly windowId: number;
    readonly url: string;
  }) => Promise<LoadResult>;
  readonly setBounds: (change: { readonly windowId: number; readonly bounds: Bounds }) => void;
  readonly deliver: (delivery: { readonly windowId: number; readonly message: ToPreload }) => void;
  readonly crash: (window: { readonly windowId: number }) => void;
  readonly close: (window: { readonly windowId: number }) => void;
  /** The main module has been evaluated, and the program is ready or has ended. */
  readonly evaluated: (outcome: { readonly fault: string | null }) => void;
  readonly misuse: (misuse: { readonly text: string }) => void;
  readonly relaunched: (relaunch: { readonly arguments: readonly string[] }) => void;
};

export type PageRequest = {
  readonly partition: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
};
export type PageResponse =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: 'failed' };

export type Frame = { readonly url: string; readonly isMain: boolean };

/** What Electron tells a program of its contents, by the names of its events. */
export type ContentsEvent =
  | { readonly name: 'did-start-navigation'; readonly url: string }
  | { readonly name: 'committed'; readonly url: string }
  | { readonly name: 'dom-ready' }
  | { readonly name: 'did-finish-load' }
  | {
      readonly name: 'did-fail-load';
      readonly code: number;
      readonly description: string;
      readonly url: string;
    }
  | { readonly name: 'render-process-gone' }
  | { readonly name: 'unresponsive' }
  | { readonly name: 'responsive' }
  | { readonly name: 'preload-error'; readonly file: string; readonly error: string }
  | { readonly name: 'console-message'; readonly level: string; readonly message: string };

export type NavigationKind = 'navigate' | 'redirect';

export type KeyInput = {
  readonly type: 'keyDown' | 'keyUp';
  readonly key: string;
  readonly code: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
};

export type WindowState = {
  readonly windowId: number;
  /** The first address it was made to load, or null before that. */
  readonly firstUrl: string | null;
  readonly bounds: Bounds;
  readonly isKiosk: boolean;
  readonly isVisible: boolean;
};

export type PermissionAnswer = { readonly request: boolean; readonly check: boolean };

export type InvokeAnswer =
  | { readonly kind: 'answer'; readonly result: Encoded }
  | { readonly kind: 'failure'; readonly error: string };

/** What the program's side does for the browser's. */
export type ProgramOffer = {
  readonly request: (request: PageRequest) => Promise<PageResponse>;
  readonly contentsEvent: (told: {
    readonly windowId: number;
    readonly event: ContentsEvent;
  }) => void;
  /** Whether the program lets it happen. */
  readonly mayNavigate: (attempt: {
    readonly windowId: number;
    readonly kind: NavigationKind;
    readonly url: string;
    readonly isMainFrame: boolean;
  }) => boolean;
  readonly mayOpenWindow: (attempt: {
    readonly windowId: number;
    readonly url: string;
    readonly frameName: string;
  }) => boolean;
  readonly mayDownload: (attempt: { readonly windowId: number; readonly url: string }) => boolean;
  readonly mayPressKey: (attempt: {
    readonly windowId: number;
    readonly input: KeyInput;
  }) => boolean;
  readonly invoke: (message: {
    readonly windowId: number;
    readonly channel: string;
    readonly payload: readonly Encoded[];
    readonly frame: Frame;
  }) => Promise<InvokeAnswer>;
  readonly send: (message: {
    readonly windowId: number;
    readonly channel: string;
    readonly payload: readonly Encoded[];
    readonly frame: Frame;
  }) => void;
  readonly windows: (nothing: null) => readonly WindowState[];
  readonly serverPid: (nothing: null) => number | null;
  readonly setDisplays: (displays: readonly TestDisplay[]) => void;
  readonly graphicsGone: (nothing: null) => void;
  readonly askPermission: (question: {
    readonly windowId: number;
    readonly permission: string;
    readonly origin: string;
  }) => Promise<PermissionAnswer>;
  readonly closeWindow: (window: {
    readonly windowId: number;
    /** Whether the program may prevent it. */
    readonly isAsked: boolean;
  }) => void;
  readonly opensDevTools: (window: { readonly windowId: number }) => boolean;
  readonly isSoftwareDrawn: (nothing: null) => boolean;
  readonly power: (event: { readonly name: string }) => void;
};
