import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { ContentsEvent, NewWindow } from '../wire.ts';
import type { StandInApp } from './app.ts';
import { noteMisuse, refuse } from './misuse.ts';
import { needReady, type Program } from './program.ts';
import type { StandInScreen } from './screen.ts';
import type { StandInSessions } from './session.ts';
import { preventable, strict, StrictEmitter } from './strict.ts';
import { StandInContents } from './web-contents.ts';
import { checkWindowOptions } from './window-options.ts';

const EVENTS = ['close', 'closed', 'unresponsive', 'responsive', 'show', 'hide'];

type Modelled = Pick<
  BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'getBounds'
  | 'setBounds'
  | 'setKiosk'
  | 'isKiosk'
  | 'isFullScreen'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setTitle'
  | 'getTitle'
  | 'moveTop'
  | 'focus'
  | 'show'
  | 'hide'
  | 'isVisible'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
>;

/** What a window needs of the rest of the stand-in. */
export type WindowSurroundings = {
  readonly program: Program;
  readonly app: StandInApp;
  readonly sessions: StandInSessions;
  readonly screen: StandInScreen;
};

/** Stands in for a `BrowserWindow`; its page is a real one, on the browser's side. */
export class StandInWindow extends StrictEmitter implements Modelled {
  readonly id: number;
  readonly contents: StandInContents;
  readonly facade: StandInWindow;
  readonly #surroundings: WindowSurroundings;
  readonly #onGone: () => void;
  #bounds: Rectangle;
  #title: string;
  #isKiosk: boolean;
  #isVisible: boolean;
  #isDestroyed = false;

  constructor(
    id: number,
    options: BrowserWindowConstructorOptions,
    parts: { readonly surroundings: WindowSurroundings; readonly onGone: () => void },
  ) {
    super('BrowserWindow', EVENTS);
    const { program, sessions } = parts.surroundings;
    needReady(program, 'Cannot create BrowserWindow before app is ready');
    checkWindowOptions(options);
    this.id = id;
    this.#surroundings = parts.surroundings;
    this.#onGone = parts.onGone;
    this.#isKiosk = options.kiosk === true;
    // Entering full screen shows the window on Linux, whatever `show` says.
    this.#isVisible = options.show !== false || this.#isKiosk;
    this.#title = options.title ?? '';
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    const { partition = '', devTools = true } = options.webPreferences ?? {};
    const session = sessions.fromPartition(partition);
    this.contents = new StandInContents({ program, windowId: id, session, hasDevTools: devTools });
    this.facade = strict<StandInWindow>(this, 'BrowserWindow', () => this.#isDestroyed);
    this.#openPage(partition, options);
  }

  get webContents(): StandInContents {
    return this.contents.facade;
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }

  /** Of a window in full screen: those of the display that it is on. */
  getBounds(): Rectangle {
    if (!this.#isKiosk) return { ...this.#bounds };
    return { ...this.#surroundings.screen.getDisplayMatching(this.#bounds).bounds };
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.fitPage();
  }

  setKiosk(isKiosk: boolean): void {
    this.#isKiosk = isKiosk;
    if (isKiosk) this.show();
    this.fitPage();
  }

  isKiosk(): boolean {
    return this.#isKiosk;
  }

  isFullScreen(): boolean {
    return this.#isKiosk;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  setMenu(): void {
    // There are no menus here.
  }

  setMenuBarVisibility(): void {
    // There are no menus here.
  }

  moveTop(): void {
    // Windows here have no order.
  }

  focus(): void {
    // Every page here believes that it has the focus.
  }

  show(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.emit('show', preventable({}));
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide', preventable({}));
  }

  close(): void {
    if (this.#isDestroyed) return;
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#surroundings.program.browser.tell('close', { windowId: this.id });
    this.contents.destroy();
    this.#isDestroyed = true;
    this.#onGone();
    this.emit('closed', preventable({}));
    this.#surroundings.app.closed(this);
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** Called by the stand-in when it is all made: Electron tells at once, while it is made. */
  announce(): void {
    const { app } = this.#surroundings;
    app.opened(this);
    app.emit('web-contents-created', preventable({}), this.contents.facade);
    app.emit('browser-window-created', preventable({}), this.facade);
  }

  /** Called by the stand-in with what happened to its page. */
  happened(event: ContentsEvent): void {
    if (this.#isDestroyed) return;
    this.contents.happened(event);
    if (event.name === 'unresponsive' || event.name === 'responsive') this.emit(event.name);
    if (event.name !== 'render-process-gone') return;
    const details = { reason: 'crashed', exitCode: 5 };
    this.#surroundings.app.emit(event.name, preventable({}), this.contents.facade, details);
  }

  /** The page is as large as the window, also after the displays have changed. */
  fitPage(): void {
    const { program } = this.#surroundings;
    program.browser.tell('setBounds', { windowId: this.id, bounds: this.getBounds() });
  }

  #openPage(partition: string, options: BrowserWindowConstructorOptions): void {
    const { preload: file, additionalArguments = [] } = options.webPreferences ?? {};
    let preload: NewWindow['preload'] = null;
    if (file !== undefined) {
      try {
        preload = readPreload(file);
      } catch (error) {
        noteMisuse(`the preload cannot run: ${String(error)}`);
        this.#reportPreload(file, error);
      }
    }
    this.#surroundings.program.browser
      .call('openWindow', {
        windowId: this.id,
        partition,
        bounds: this.getBounds(),
        preload,
        additionalArguments,
      })
      .catch((error: unknown) => noteMisuse(`no page for a window: ${String(error)}`));
  }

  #reportPreload(file: string, error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    setImmediate(() => this.happened({ name: 'preload-error', file, error: text }));
  }
}

/** A sandboxed preload is one CommonJS script: anything else is a syntax error. */
function readPreload(file: string): NewWindow['preload'] {
  const source = readFileSync(file, 'utf8');
  compileFunction(source, ['require', 'process', 'module', 'exports', 'global']);
  return { file, source };
}

/** The class `BrowserWindow`, whose windows live in these surroundings. */
export function createBrowserWindowClass(surroundings: WindowSurroundings) {
  const windows = new Map<number, StandInWindow>();
  let lastId = 0;
  const open = (options: BrowserWindowConstructorOptions = {}): StandInWindow => {
    lastId += 1;
    const id = lastId;
    const onGone = (): void => {
      windows.delete(id);
    };
    const window = new StandInWindow(id, options, { surroundings, onGone });
    windows.set(id, window);
    window.announce();
    return window.facade;
  };
  const Windows = class {
    constructor(options?: BrowserWindowConstructorOptions) {
      // Who says `new` gets what may be used; what is behind it stays out of reach.
      // oxlint-disable-next-line no-constructor-return
      return open(options);
    }

    static getAllWindows(): readonly StandInWindow[] {
      return Array.from(windows.values(), ({ facade }) => facade);
    }

    static fromWebContents(contents: StandInContents): StandInWindow | null {
      return windows.get(contents.id)?.facade ?? null;
    }

    static fromId(id: number): StandInWindow | null {
      return windows.get(id)?.facade ?? null;
    }
  };
  return { windows, BrowserWindow: strict(Windows, 'BrowserWindow') };
}

/** For what the program cannot see: the window of this number, or null. */
export type WindowsById = ReadonlyMap<number, StandInWindow>;

/** Throws for a number that no window has. */
export function windowOf(windows: WindowsById, id: number): StandInWindow {
  return windows.get(id) ?? refuse(`there is no window ${id}`);
}
