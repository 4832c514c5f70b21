import { randomBytes } from 'node:crypto';
import type { CDPSession, Page } from '@playwright/test';
import type { NewWindow, ToPreload } from '../wire.ts';
import { type FromPreload, PRELOAD_WORLD, pageWorldScript, preloadWorldScript } from './worlds.ts';

/** A page whose documents are given a preload, each in a world of its own. */
export type Tab = {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly delivery: string;
  /** Where the preload of the present document runs. */
  preloadContextId: number | null;
  /** What the page last asked to be opened in another window. */
  openedUrl: string;
};

type Message = Exclude<FromPreload, { readonly kind: 'hello' }>;

/** Makes a tab of a page that has not loaded anything. */
export async function openTab(
  page: Page,
  window: NewWindow,
  onMessage: (message: Message) => void,
): Promise<Tab> {
  const cdp = await page.context().newCDPSession(page);
  const delivery = nameFor('deliver');
  const tab: Tab = { page, cdp, delivery, preloadContextId: null, openedUrl: '' };
  const binding = nameFor('post');
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== binding) return;
    // True because only our own script knows the name of the binding.
    const message = JSON.parse(payload) as FromPreload;
    if (message.kind === 'hello') tab.preloadContextId = executionContextId;
    else onMessage(message);
  });
  cdp.on('Runtime.executionContextsCleared', () => {
    tab.preloadContextId = null;
  });
  cdp.on('Page.windowOpen', ({ url }) => {
    tab.openedUrl = url;
  });
  await cdp.send('Runtime.enable');
  await cdp.send('Page.enable');
  await addWorlds(tab, window, binding);
  return tab;
}

/** To the preload of the present document; to one that is not there yet it is lost, as in Electron. */
export async function deliverTo(tab: Tab, message: ToPreload): Promise<void> {
  const { cdp, delivery, preloadContextId } = tab;
  if (preloadContextId === null) return;
  const expression = `${delivery}(${JSON.stringify(message)})`;
  // The document may go at any moment.
  await cdp
    .send('Runtime.evaluate', { expression, contextId: preloadContextId })
    .catch(() => undefined);
}

async function addWorlds({ cdp, delivery }: Tab, window: NewWindow, binding: string) {
  const { preload, additionalArguments } = window;
  if (preload === null) return;
  const nonce = randomBytes(16).toString('hex');
  await cdp.send('Runtime.addBinding', { name: binding, executionContextName: PRELOAD_WORLD });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(nonce) });
  const preloadSource = preload.source;
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: PRELOAD_WORLD,
    source: preloadWorldScript({ nonce, binding, delivery, preloadSource, additionalArguments }),
  });
}

/** A name that no page can guess. */
function nameFor(what: string): string {
  return `${what}${randomBytes(16).toString('hex')}`;
}
