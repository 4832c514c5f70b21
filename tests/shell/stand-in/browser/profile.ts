import type { Browser, BrowserContext, Page } from '@playwright/test';
import { setClockAhead } from '../clock.ts';
import type { OriginProxy } from './origin-proxy.ts';

/**
 * What pages keep on the disk: a browser context for each session partition. A program started again on
 * the same folder finds what the one before has stored.
 */
export class Profile {
  readonly #browser: Browser;
  readonly #proxy: OriginProxy;
  readonly #contexts = new Map<string, Promise<BrowserContext>>();
  /** What Chromium calls them. */
  readonly #contextIds = new Map<string, string>();
  /** Pages are opened one after another, so that each is told from the next. */
  #lastOpening: Promise<unknown> = Promise.resolve();
  /** How far the clock of its pages is ahead, from the next context on. */
  clockAheadMs = 0;

  constructor(browser: Browser, proxy: OriginProxy) {
    this.#browser = browser;
    this.#proxy = proxy;
  }

  /** A page in a window of its own: a tab behind another is hardly drawn. */
  openPage(partition: string): Promise<Page> {
    const page = this.#lastOpening.then(() => this.#openInWindow(partition));
    this.#lastOpening = page.catch(() => undefined);
    return page;
  }

  #context(partition: string): Promise<BrowserContext> {
    const known = this.#contexts.get(partition);
    if (known) return known;
    const made = this.#create();
    this.#contexts.set(partition, made);
    return made;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts.values()) await (await context).close();
    this.#contexts.clear();
    this.#contextIds.clear();
  }

  async #openInWindow(partition: string): Promise<Page> {
    const context = await this.#context(partition);
    const browserContextId = this.#contextIds.get(partition);
    if (browserContextId === undefined) {
      // The first page of a context has a window to itself.
      const page = await context.newPage();
      this.#contextIds.set(partition, await browserContextIdOf(page));
      return page;
    }
    const session = await this.#browser.newBrowserCDPSession();
    const target = { url: 'about:blank', newWindow: true, browserContextId };
    const [page] = await Promise.all([
      context.waitForEvent('page'),
      session.send('Target.createTarget', target),
    ]);
    await session.detach();
    return page;
  }

  async #create(): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      hasTouch: true,
      serviceWorkers: 'block',
      reducedMotion: 'no-preference',
      proxy: { server: this.#proxy.url },
    });
    if (this.clockAheadMs !== 0) await context.addInitScript(setClockAhead, this.clockAheadMs);
    return context;
  }
}

/** What Chromium calls the context whose first page this is. */
async function browserContextIdOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.browserContextId ?? '';
}
