import type { Page, Request, Route } from '@playwright/test';
import { isOwn, toOwn, toWeb, withoutHash } from '../addresses.ts';
import type { Bounds, ContentsEvent, KeyInput, LoadResult, NewWindow, ToPreload } from '../wire.ts';
import { failureOf, type NetFailure } from './net-errors.ts';
import { answerRequest, type ProgramLink } from './answer-request.ts';
import type { Profile } from './profile.ts';
import { deliverTo, openTab, type Tab } from './tab.ts';
import type { FromPreload } from './worlds.ts';

export type ChromiumWindowParts = {
  readonly window: NewWindow;
  readonly profile: Profile;
  readonly program: ProgramLink;
  /** A page that has not taken an input by then does not respond. */
  readonly hungAfterMs: number;
  readonly onMisuse: (text: string) => void;
};

const LEVELS: Readonly<Record<string, string>> = {
  log: 'info',
  warning: 'warning',
  error: 'error',
};
const MODIFIERS = { control: 'Control', alt: 'Alt', shift: 'Shift', meta: 'Meta' } as const;

/** A window of the program as a real page: another page takes its place after a crash. */
export class ChromiumWindow {
  readonly id: number;
  readonly #parts: ChromiumWindowParts;
  readonly #ownRequests = new WeakSet<Request>();
  #bounds: Bounds;
  #fitted: Promise<void> = Promise.resolve();
  #isNextToFail = false;
  #tab: Promise<Tab>;
  #state: 'empty' | 'loading' | 'loaded' | 'failed' | 'crashed' | 'closed' = 'empty';
  /** The address that the program itself has just asked for. */
  #ownLoad: string | null = null;
  #isUnresponsive = false;

  constructor(parts: ChromiumWindowParts) {
    this.#parts = parts;
    this.id = parts.window.windowId;
    this.#bounds = parts.window.bounds;
    this.#tab = this.#open();
    this.#tab.catch((error: unknown) => {
      // A window may be closed before its page is there.
      if (this.#state !== 'closed') parts.onMisuse(`no page for a window: ${String(error)}`);
    });
  }

  /** The page, when it is loaded and alive; else null. */
  async loadedPage(): Promise<Page | null> {
    return this.#state === 'loaded' ? (await this.#tab).page : null;
  }

  async load(url: string): Promise<LoadResult> {
    if (this.#state === 'crashed') await this.#replaceTab();
    const { page } = await this.#tab;
    const address = toWeb(url);
    this.#ownLoad = withoutHash(address);
    const previous = this.#state;
    this.#state = 'loading';
    try {
      // Electron loads an address again that is loaded already; a browser would only go to its fragment.
      const response =
        page.url() === address
          ? await page.reload({ timeout: 0 })
          : await page.goto(address, { timeout: 0 });
      if (response === null && this.#state === 'loading') this.#state = previous;
      return { kind: 'loaded' };
    } catch (error) {
      const failure = failureOf(String(error));
      this.#failed(failure, url);
      return { kind: 'failed', ...failure };
    } finally {
      if (this.#ownLoad === withoutHash(address)) this.#ownLoad = null;
    }
  }

  /** One size after another: of two that are set at once, the first could come out on top. */
  async setBounds(bounds: Bounds): Promise<void> {
    this.#bounds = bounds;
    this.#fitted = this.#fitted.then(async () => {
      const tab = await this.#tab.catch(() => null);
      await tab?.page.setViewportSize(sizeOf(this.#bounds)).catch(() => undefined);
    });
    await this.#fitted;
  }

  async deliver(message: ToPreload): Promise<void> {
    await deliverTo(await this.#tab, message);
  }

  /** The next page that it loads does not arrive. */
  failNextLoad(): void {
    this.#isNextToFail = true;
  }

  /** Ends the page's process; resolves when that is known. */
  async crash(): Promise<void> {
    if (this.#state === 'crashed' || this.#state === 'closed') return;
    const { page, cdp } = await this.#tab;
    const crashed = new Promise<void>((resolve) => {
      page.once('crash', () => resolve());
      page.once('close', () => resolve());
    });
    // It is not answered by what has crashed.
    void cdp.send('Page.crash').catch(() => undefined);
    await crashed;
  }

  /** A finger on the glass. Not waited for: a page that hangs never takes it. */
  async touch(x: number, y: number): Promise<void> {
    const { cdp } = await this.#tab;
    const start = cdp.send('Input.dispatchTouchEvent', {
      type: 'touchStart',
      touchPoints: [{ x, y }],
    });
    const end = cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    this.#watchInput(Promise.all([start, end]));
  }

  /** Whether the page got the key, or would if it were not hanging. */
  async press(input: KeyInput): Promise<boolean> {
    const { program } = this.#parts;
    const isAllowed = await program.call('mayPressKey', { windowId: this.id, input });
    if (!isAllowed) return false;
    const { page } = await this.#tab;
    const held = Object.entries(MODIFIERS).flatMap(([name, key]) =>
      input[name as keyof typeof MODIFIERS] ? [key] : [],
    );
    this.#watchInput(page.keyboard.press([...held, input.key].join('+')));
    await program.call('mayPressKey', { windowId: this.id, input: { ...input, type: 'keyUp' } });
    return true;
  }

  async close(): Promise<void> {
    this.#state = 'closed';
    const tab = await this.#tab.catch(() => null);
    await tab?.page.close().catch(() => undefined);
  }

  /** Electron says `unresponsive` of inputs only: whom nobody touches hangs unnoticed. */
  #watchInput(taken: Promise<unknown>): void {
    const limit = setTimeout(() => {
      this.#isUnresponsive = true;
      this.#tell({ name: 'unresponsive' });
    }, this.#parts.hungAfterMs);
    const onTaken = (): void => {
      clearTimeout(limit);
      if (!this.#isUnresponsive || this.#state === 'crashed') return;
      this.#isUnresponsive = false;
      this.#tell({ name: 'responsive' });
    };
    void taken.then(onTaken, onTaken);
  }

  async #replaceTab(): Promise<void> {
    const { page } = await this.#tab;
    this.#isUnresponsive = false;
    this.#tab = this.#open();
    await this.#tab;
    await page.close().catch(() => undefined);
  }

  async #open(): Promise<Tab> {
    const { profile, window } = this.#parts;
    const page = await profile.openPage(window.partition);
    await page.setViewportSize(sizeOf(this.#bounds));
    const tab = await openTab(page, window, (message) => this.#hear(message));
    await page.route('**/*', (route) => this.#guard(tab, route));
    this.#listen(tab);
    return tab;
  }

  #listen(tab: Tab): void {
    const { page } = tab;
    page.on('popup', (popup) => void this.#judgePopup(tab, popup));
    page.on('crash', () => {
      this.#state = 'crashed';
      this.#tell({ name: 'render-process-gone' });
    });
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || !isShown(frame.url())) return;
      this.#tell({ name: 'committed', url: toOwn(frame.url()) });
    });
    page.on('domcontentloaded', () => {
      if (isShown(page.url())) this.#tell({ name: 'dom-ready' });
    });
    page.on('load', () => {
      if (!isShown(page.url()) || this.#state === 'crashed' || this.#state === 'closed') return;
      this.#state = 'loaded';
      this.#tell({ name: 'did-finish-load' });
    });
    page.on('requestfailed', (request) => {
      if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return;
      if (this.#ownRequests.has(request)) return;
      const failure = failureOf(request.failure()?.errorText ?? '');
      this.#failed(failure, toOwn(request.url()));
    });
    page.on('console', (message) => {
      const level = LEVELS[message.type()] ?? 'debug';
      this.#tell({ name: 'console-message', level, message: message.text() });
    });
    page.on('download', (download) => {
      const url = toOwn(download.url());
      void this.#parts.program.call('mayDownload', { windowId: this.id, url }).then((isAllowed) => {
        if (isAllowed) this.#parts.onMisuse(`unguarded download: ${url}`);
        return download.cancel();
      });
    });
  }

  /** Where a page may go is asked before it goes; where the program sends it is not. */
  async #guard({ page }: Tab, route: Route): Promise<void> {
    const request = route.request();
    if (!request.isNavigationRequest()) return this.#answer(route);
    const isMainFrame = request.frame() === page.mainFrame();
    const address = request.url();
    const url = toOwn(address);
    if (isMainFrame && withoutHash(address) === this.#ownLoad) {
      this.#ownLoad = null;
      this.#ownRequests.add(request);
    } else if (!(await this.#mayNavigate(url, isMainFrame))) {
      return route.abort('aborted');
    }
    if (isMainFrame) {
      this.#state = 'loading';
      this.#tell({ name: 'did-start-navigation', url });
      if (this.#isNextToFail) {
        this.#isNextToFail = false;
        return route.abort('failed');
      }
    }
    return this.#answer(route);
  }

  /** The program answers for its own scheme; for the rest there are servers. */
  async #answer(route: Route): Promise<void> {
    if (!isOwn(route.request().url())) return route.fallback();
    const { program, window } = this.#parts;
    return answerRequest(program, window.partition, route);
  }

  async #mayNavigate(url: string, isMainFrame: boolean): Promise<boolean> {
    try {
      return await this.#parts.program.call('mayNavigate', {
        windowId: this.id,
        kind: 'navigate',
        url,
        isMainFrame,
      });
    } catch {
      // The program has ended.
      return false;
    }
  }

  async #judgePopup({ openedUrl }: Tab, popup: Page): Promise<void> {
    const url = openedUrl === '' ? popup.url() : toOwn(openedUrl);
    const isAllowed = await this.#parts.program.call('mayOpenWindow', {
      windowId: this.id,
      url,
      frameName: '',
    });
    if (isAllowed) this.#parts.onMisuse(`unguarded window: ${url}`);
    await popup.close();
  }

  #hear(message: Exclude<FromPreload, { readonly kind: 'hello' }>): void {
    const { program, onMisuse, window } = this.#parts;
    switch (message.kind) {
      case 'misuse':
        onMisuse(message.text);
        return;
      case 'preload-error': {
        const file = window.preload?.file ?? '';
        this.#tell({ name: 'preload-error', file, error: message.error });
        return;
      }
      case 'send':
        program.tell('send', this.#ipc(message));
        return;
      case 'invoke':
        void program
          .call('invoke', this.#ipc(message))
          .then((answer) => this.deliver({ ...answer, id: message.id }))
          .catch(() => undefined);
    }
  }

  #ipc({ channel, payload, url }: Extract<FromPreload, { readonly kind: 'send' | 'invoke' }>) {
    return { windowId: this.id, channel, payload, frame: { url: toOwn(url), isMain: true } };
  }

  #failed(failure: NetFailure, url: string): void {
    if (this.#state !== 'loading' || failure.description === 'ERR_ABORTED') return;
    this.#state = 'failed';
    this.#tell({ name: 'did-fail-load', ...failure, url });
  }

  #tell(event: ContentsEvent): void {
    this.#parts.program.tell('contentsEvent', { windowId: this.id, event });
  }
}

function sizeOf({ width, height }: Bounds): { readonly width: number; readonly height: number } {
  return { width, height };
}

/** Not the page that a browser shows by itself, before the first load and after a failed one. */
function isShown(address: string): boolean {
  return address !== '' && address !== 'about:blank' && !address.startsWith('chrome-error:');
}
