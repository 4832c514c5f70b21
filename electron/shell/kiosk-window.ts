import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebContents,
} from 'electron';
import {
  KIOSK_ORIGIN,
  KIOSK_SETTINGS_ARGUMENT,
  type KioskBeat,
  type KioskPage,
  type KioskWindowSettings,
} from '../../shared/contract/kiosk-bridge.ts';
import { isStaffAddress } from './trust.ts';
import {
  type HealthEvent,
  type HealthLimits,
  newHealth,
  nextHealth,
  type WindowHealth,
} from './window-health.ts';

/** What is seen between two pages: the night of our pages, not a flash of white. */
const BACKGROUND = '#062529';
const STAFF_ADDRESS = `${KIOSK_ORIGIN}/staff/`;

export type KioskWindowParts = {
  readonly page: KioskPage;
  /** The device's token, or null in a demonstration. */
  readonly token: string | null;
  readonly create: (bounds: Rectangle) => BrowserWindow;
  readonly bounds: Rectangle;
  readonly limits: HealthLimits;
  readonly onGiveUp: () => void;
  /** It is gone although nobody took it away. */
  readonly onLost: () => void;
  readonly log: (message: string) => void;
};

/** One window that shows one page all its life, and brings it back whenever it is lost. */
export class KioskWindow {
  readonly page: KioskPage;
  readonly #parts: KioskWindowParts;
  readonly #window: BrowserWindow;
  #health: WindowHealth;
  #loadedAt: number;
  #shows: 'page' | 'staff' = 'page';
  #loads = 0;
  #isInUse = false;
  #isTakenAway = false;
  #loading: NodeJS.Timeout | undefined;

  constructor(parts: KioskWindowParts) {
    this.#parts = parts;
    this.page = parts.page;
    this.#window = parts.create(parts.bounds);
    this.#loadedAt = Date.now();
    this.#health = newHealth(this.#loadedAt);
    this.#listen();
    this.#load();
  }

  get contents(): WebContents {
    return this.#window.webContents;
  }

  get health(): WindowHealth {
    return this.#health;
  }

  /** Whether it was opened for staff, and their page is there by now. */
  get showsStaff(): boolean {
    return this.#shows === 'staff' && isStaffAddress(this.contents.getURL());
  }

  /** When what it shows was last loaded. */
  get loadedAt(): number {
    return this.#loadedAt;
  }

  /** Whether upkeep would interrupt somebody. */
  get isInUse(): boolean {
    return this.#isInUse || this.#shows === 'staff';
  }

  /** Onto these bounds, if it is not there already. */
  moveTo(bounds: Rectangle): void {
    const now = this.#window.getBounds();
    const isThere = (['x', 'y', 'width', 'height'] as const).every(
      (side) => now[side] === bounds[side],
    );
    if (isThere) return;
    // A full-screen window is bound to its display until it is none.
    this.#window.setKiosk(false);
    this.#window.setBounds(bounds);
    this.#window.setKiosk(true);
  }

  beat({ isInUse }: KioskBeat): void {
    this.#isInUse = isInUse;
    this.#step({ kind: 'beat' });
  }

  openStaff(): void {
    this.#shows = 'staff';
    this.#load();
  }

  /** Its page from the start, with nothing of whoever was there before. */
  showPage(): void {
    this.#shows = 'page';
    this.#load();
  }

  /** To be called about once a second. */
  tick(): void {
    this.#step({ kind: 'time-passed' });
  }

  takeAway(): void {
    this.#isTakenAway = true;
    clearTimeout(this.#loading);
    if (!this.#window.isDestroyed()) this.#window.destroy();
  }

  #listen(): void {
    const { contents } = this;
    const { page, log } = this.#parts;
    contents.on('did-finish-load', () => this.#step({ kind: 'loaded' }));
    contents.on('did-fail-load', (_event, errorCode, description, _url, isMainFrame) => {
      if (!isMainFrame) return;
      log(`${page} was not loaded: ${description} (${errorCode})`);
      this.#step({ kind: 'load-failed', errorCode });
    });
    contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      log(`${page} lost its process: ${reason} (${exitCode})`);
      this.#step({ kind: 'gone' });
    });
    contents.on('preload-error', (_event, _file, error) => log(`preload: ${error.message}`));
    this.#window.on('unresponsive', () => {
      log(`${page} does not respond`);
      this.#step({ kind: 'unresponsive' });
    });
    this.#window.on('responsive', () => this.#step({ kind: 'responsive' }));
    // Window managers and Alt+F4 ask; only the program itself closes its windows.
    this.#window.on('close', (event) => event.preventDefault());
    this.#window.on('closed', () => {
      clearTimeout(this.#loading);
      if (!this.#isTakenAway) this.#parts.onLost();
    });
  }

  #load(): void {
    clearTimeout(this.#loading);
    this.#loads += 1;
    this.#loadedAt = Date.now();
    this.#isInUse = false;
    this.#step({ kind: 'load-started' });
    // A failed load is told of by `did-fail-load`.
    this.#window.loadURL(this.#address()).catch(() => undefined);
  }

  #address(): string {
    if (this.#shows === 'staff') return STAFF_ADDRESS;
    const { page, token } = this.#parts;
    // An address that differs from the present one by its fragment only would not be loaded at all.
    const anew = `?load=${this.#loads}`;
    return `${KIOSK_ORIGIN}/${page}/${anew}${token === null ? '' : `#${token}`}`;
  }

  #step(event: HealthEvent): void {
    if (this.#isTakenAway || this.#window.isDestroyed()) return;
    const { health, action } = nextHealth(this.#health, event, Date.now(), this.#parts.limits);
    this.#health = health;
    switch (action.kind) {
      case 'none':
        return;
      case 'kill':
        this.#parts.log(`${this.page} gives no sign of life and is ended`);
        // A reload would wait for the page's own script, which is what hangs.
        this.contents.forcefullyCrashRenderer();
        return;
      case 'load':
        clearTimeout(this.#loading);
        this.#loading = setTimeout(() => this.showPage(), action.afterMs);
        return;
      case 'give-up':
        this.#parts.onGiveUp();
    }
  }
}

export type WindowLooks = {
  readonly bounds: Rectangle;
  readonly preloadFile: string;
  readonly hasDevTools: boolean;
  readonly settings: KioskWindowSettings;
};

/** Everything a window is made with; nothing is left to a default that an update could change. */
export function windowOptions(looks: WindowLooks): BrowserWindowConstructorOptions {
  const settings = encodeURIComponent(JSON.stringify(looks.settings));
  return {
    ...looks.bounds,
    kiosk: true,
    frame: false,
    closable: false,
    minimizable: false,
    backgroundColor: BACKGROUND,
    title: 'Foyer',
    webPreferences: {
      preload: looks.preloadFile,
      additionalArguments: [`${KIOSK_SETTINGS_ARGUMENT}${settings}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: looks.hasDevTools,
      // A waiting-room screen must be heard although nobody ever touches it.
      autoplayPolicy: 'no-user-gesture-required',
      // What waits in the background is still what people stand in front of.
      backgroundThrottling: false,
    },
  };
}
