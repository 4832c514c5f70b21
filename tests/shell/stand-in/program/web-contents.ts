import type { Input, WebContents } from 'electron';
import { encodeClone } from '../clone.ts';
import type { ContentsEvent, KeyInput, LoadResult, NavigationKind } from '../wire.ts';
import { originOf } from './ipc-main.ts';
import { refuse } from './misuse.ts';
import type { Program } from './program.ts';
import type { StandInSession } from './session.ts';
import { preventable, strict, StrictEmitter } from './strict.ts';

const EVENTS = [
  'did-start-navigation',
  'did-navigate',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'before-input-event',
  'console-message',
  'preload-error',
  'will-navigate',
  'will-redirect',
  'will-frame-navigate',
  'will-attach-webview',
  'destroyed',
];

type Modelled = Pick<
  WebContents,
  | 'id'
  | 'getURL'
  | 'loadURL'
  | 'reload'
  | 'send'
  | 'isDestroyed'
  | 'isCrashed'
  | 'forcefullyCrashRenderer'
  | 'setVisualZoomLevelLimits'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'setIgnoreMenuShortcuts'
  | 'setWindowOpenHandler'
  | 'setAudioMuted'
  | 'setBackgroundThrottling'
>;
type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

export type ContentsParts = {
  readonly program: Program;
  readonly windowId: number;
  readonly session: StandInSession;
  readonly hasDevTools: boolean;
};

/** Stands in for `WebContents`: the program's half of a page. */
export class StandInContents extends StrictEmitter implements Modelled {
  readonly id: number;
  readonly session: StandInSession;
  /** What the program gets to see of this. */
  readonly facade: StandInContents;
  readonly #parts: ContentsParts;
  #url = '';
  #firstUrl: string | null = null;
  #isCrashed = false;
  #isDestroyed = false;
  #zoomFactor = 1;
  // Without a handler Electron opens what a page asks for.
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });

  constructor(parts: ContentsParts) {
    super('webContents', EVENTS);
    this.#parts = parts;
    this.id = parts.windowId;
    this.session = parts.session;
    this.facade = strict<StandInContents>(this, 'webContents', () => this.#isDestroyed);
  }

  get mainFrame() {
    const url = this.#url;
    return strict(
      { url, origin: originOf(url), parent: null, routingId: 1, processId: this.id, name: '' },
      'mainFrame',
    );
  }

  /** The first address it was made to load. */
  get firstUrl(): string | null {
    return this.#firstUrl;
  }

  get hasDevTools(): boolean {
    return this.#parts.hasDevTools;
  }

  getURL(): string {
    return this.#url;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  async loadURL(url: string): Promise<void> {
    this.#firstUrl ??= url;
    this.session.checkAddress(url);
    const { program, windowId } = this.#parts;
    const result = await program.browser.call('load', { windowId, url });
    if (result.kind === 'failed') throw loadError(result, url);
  }

  reload(): void {
    this.loadURL(this.#url).catch(() => undefined);
  }

  send(channel: string, ...values: unknown[]): void {
    const payload = values.map(encodeClone);
    const { program, windowId } = this.#parts;
    const message = { kind: 'message', channel, payload } as const;
    program.browser.tell('deliver', { windowId, message });
  }

  forcefullyCrashRenderer(): void {
    const { program, windowId } = this.#parts;
    program.browser.tell('crash', { windowId });
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }

  setZoomFactor(factor: number): void {
    this.#zoomFactor = factor;
  }

  getZoomFactor(): number {
    return this.#zoomFactor;
  }

  setIgnoreMenuShortcuts(): void {
    // There is no menu whose shortcuts could matter.
  }

  setAudioMuted(): void {
    // Nothing here makes a sound.
  }

  setBackgroundThrottling(): void {
    // No page here is behind another.
  }

  openDevTools(): void {
    if (this.#parts.hasDevTools) refuse('the program opened the developer tools');
  }

  /** Called by the stand-in with what happened to the page. */
  happened(event: ContentsEvent): void {
    switch (event.name) {
      case 'committed':
        this.#isCrashed = false;
        this.#url = event.url;
        this.emit('did-navigate', preventable({}), event.url, 200, 'OK');
        return;
      case 'did-start-navigation': {
        const { url } = event;
        const details = preventable({ url, isMainFrame: true, isSameDocument: false });
        this.emit('did-start-navigation', details, url, false, true, this.id, 1);
        return;
      }
      case 'did-fail-load': {
        const { code, description, url } = event;
        this.emit('did-fail-load', preventable({}), code, description, url, true, this.id, 1);
        return;
      }
      case 'render-process-gone':
        this.#isCrashed = true;
        this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 });
        return;
      case 'preload-error':
        this.emit('preload-error', preventable({}), event.file, new Error(event.error));
        return;
      case 'console-message': {
        const { level, message } = event;
        const details = { level, message, lineNumber: 0, sourceId: '', frame: this.mainFrame };
        this.emit('console-message', preventable(details));
        return;
      }
      case 'dom-ready':
      case 'did-finish-load':
      case 'unresponsive':
      case 'responsive':
        this.emit(event.name, preventable({}));
    }
  }

  /** Called by the stand-in: whether the listeners let the page go there. */
  mayNavigate(kind: NavigationKind, url: string, isMainFrame: boolean): boolean {
    const details = { url, isMainFrame, isSameDocument: false, frame: this.mainFrame };
    const asked = (name: string): boolean => {
      const event = preventable(details);
      this.emit(name, event, url, false, isMainFrame, this.id, 1);
      return !event.defaultPrevented;
    };
    if (kind === 'redirect') return asked('will-redirect');
    if (!asked('will-frame-navigate')) return false;
    return !isMainFrame || asked('will-navigate');
  }

  /** Called by the stand-in: whether the handler lets the page open a window. */
  mayOpenWindow(url: string, frameName: string): boolean {
    const { action } = this.#windowOpenHandler({
      url,
      frameName,
      features: '',
      disposition: 'new-window',
      referrer: { url: this.#url, policy: 'default' },
    });
    return action === 'allow';
  }

  /** Called by the stand-in: whether the listeners let a key reach the page. */
  mayPressKey(key: KeyInput): boolean {
    const input: Input = {
      ...key,
      isAutoRepeat: false,
      isComposing: false,
      location: 0,
      modifiers: [],
    };
    const event = preventable({});
    this.emit('before-input-event', event, input);
    return !event.defaultPrevented;
  }

  /** Called with its window. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.emit('destroyed', preventable({}));
  }
}

function loadError(result: Extract<LoadResult, { readonly kind: 'failed' }>, url: string): Error {
  const { code, description } = result;
  const error = new Error(`${description} (${code}) loading '${url}'`);
  return Object.assign(error, { code: description, errno: code, url });
}
