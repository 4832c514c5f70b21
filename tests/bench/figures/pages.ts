import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/chromium.ts';
import type { Bench } from '../bench.ts';
import { startChild } from '../child.ts';
import { benchFolder } from '../folder.ts';
import { buildMinimalPage } from '../pages/build-minimal.ts';
import { pairedRounds } from '../rounds.ts';
import { startFoyer } from '../subjects.ts';
import { kioskToken, TOKENS } from '../tokens.ts';

const ROUNDS = 15;
const SLOWER = 6;
const VIEWPORT = { width: 1920, height: 1080 };

const peers = { peer: 'minimal', peerAgain: 'minimal again' } as const;
const DISPLAY = 'display';
const CHECK_IN = 'check-in';

/** A page and what has to be in it before anybody could use it. */
type Page = { readonly address: string; readonly selector: string; readonly least: number };

/** How soon a page is ready on a device six times slower than this one, with nothing in its cache. */
export const pages: Bench = {
  name: 'pages',
  figures: [
    {
      ...peers,
      title: `display page ready, ${SLOWER}x slower CPU ÷ minimal React page`,
      bar: { kind: 'at-most', ratio: 1.25 },
      ours: DISPLAY,
      metric: 'ready',
      unit: 'ms',
    },
    {
      ...peers,
      title: `check-in page ready, ${SLOWER}x slower CPU ÷ minimal React page`,
      bar: { kind: 'at-most', ratio: 1.5 },
      ours: CHECK_IN,
      metric: 'ready',
      unit: 'ms',
    },
  ],
  start: async () => {
    using folder = benchFolder();
    await buildMinimalPage(folder.path);
    await using foyer = await startFoyer();
    await using minimal = await startChild(import.meta.resolve('../subjects/static-page.ts'));
    const { port } = await minimal.ask<{ port: number }>('start', { folder: folder.path });
    const ours = `http://127.0.0.1:${foyer.port}`;
    const board = { address: `http://127.0.0.1:${port}/`, selector: '.board button', least: 20 };
    const all: Readonly<Record<string, Page>> = {
      [DISPLAY]: { address: `${ours}/display#${TOKENS.display}`, selector: '.next li', least: 5 },
      [CHECK_IN]: {
        address: `${ours}/check-in#${kioskToken(0)}`,
        selector: '.languages button',
        least: 3,
      },
      [peers.peer]: board,
      [peers.peerAgain]: board,
    };
    await using browser = await launch();
    for (const page of Object.values(all)) await readyAfter(browser, page);
    return await pairedRounds(ROUNDS, Object.keys(all), async (name) => {
      const page = all[name];
      if (!page) throw new Error(`no page ${name}`);
      return { ready: await readyAfter(browser, page) };
    });
  },
};

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium found: see scripts/find-chromium.ts');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
}

/**
 * Milliseconds from asking for the page until what it is for is in it and the frame after that was
 * begun. React listens for touches before it draws, so what is drawn can be touched.
 */
async function readyAfter(browser: Browser, { address, selector, least }: Page): Promise<number> {
  // A context of its own: nothing cached, nothing stored.
  await using context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(watchReady, { selector, least });
  await page.goto(address, { waitUntil: 'commit' });
  return await page.evaluate(() => (globalThis as unknown as Watched).benchReady);
}

type Watched = { benchReady: Promise<number> };

/** Runs in the page before anything of its own. */
function watchReady({ selector, least }: Pick<Page, 'selector' | 'least'>): void {
  const { promise, resolve } = Promise.withResolvers<number>();
  const observer = new MutationObserver(() => {
    if (document.querySelectorAll(selector).length < least) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      requestAnimationFrame(() => resolve(performance.now()));
    });
  });
  observer.observe(document, { childList: true, subtree: true });
  // True because `readyAfter` reads it from the same page.
  (globalThis as unknown as Watched).benchReady = promise;
}
