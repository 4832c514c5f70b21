import type { Page } from '@playwright/test';
import { KIOSK_CHANNELS, KIOSK_ORIGIN } from '../../shared/contract/kiosk-bridge.ts';
import { kioskFile, PORTRAIT, windowsOf } from './kiosk-files.ts';
import { expect, test } from './kiosk-test.ts';

/** A kiosk with nothing but its check-in page, ready to be touched. */
const checkInOnly = { windows: windowsOf('check-in') };

test('a page is given four calls and two facts, which it cannot change, and nothing of Node', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const page = await kiosk.page('check-in');

  const seen = await page.evaluate(() => {
    const { kiosk: bridge } = window as unknown as { kiosk: object };
    return {
      names: Object.keys(bridge).toSorted(),
      isFrozen: Object.isFrozen(bridge),
      isReplaced: Reflect.set(window, 'kiosk', null) && Reflect.get(window, 'kiosk') === null,
      node: ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window),
    };
  });
  expect(seen).toEqual({
    names: ['act', 'beat', 'beatEveryMs', 'report', 'serverUrl', 'unlock'],
    isFrozen: true,
    isReplaced: false,
    node: [],
  });
});

test('no script but the page’s own runs, and it reaches no server but ours', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const page = await kiosk.page('check-in');

  await page.evaluate(() => {
    const blocked: string[] = [];
    Object.assign(window, { blocked });
    document.addEventListener('securitypolicyviolation', (event) => {
      blocked.push(event.effectiveDirective);
    });
    const script = document.createElement('script');
    script.textContent = 'window.hasInlineRun = true';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(script, frame);
    void fetch('http://127.0.0.1:9/').catch(() => undefined);
    // Not even the program's own files.
    void fetch('/check-in/index.html').catch(() => undefined);
  });

  await expect
    .poll(() => page.evaluate(() => (window as unknown as { blocked: string[] }).blocked))
    .toEqual(
      expect.arrayContaining(['script-src-elem', 'frame-src', 'connect-src', 'connect-src']),
    );
  expect(await page.evaluate(() => 'hasInlineRun' in window)).toBe(false);
});

test('a page goes nowhere, opens nothing, and downloads nothing', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const page = await kiosk.page('check-in');
  const address = page.url();
  await attempt(page, () => {
    location.href = 'https://example.com/';
  });
  await expect.poll(() => kiosk.log()).toContain('refused to a page: going to another address');
  await attempt(page, () => {
    location.href = '/staff/';
  });
  await attempt(page, () => {
    window.open('https://example.com/');
  });
  await expect.poll(() => kiosk.log()).toContain('refused to a page: a window');
  await attempt(page, () => {
    const link = document.createElement('a');
    link.href = '/check-in/index.html';
    link.download = 'page.html';
    link.click();
  });
  await expect.poll(() => kiosk.log()).toContain('refused to a page: a download');

  expect(page.url()).toBe(address);
  await expect(page.getByText('Touch your language to start')).toBeVisible();
  expect(await kiosk.windows()).toHaveLength(1);
});

test('a page gets no permission but the way to its own server', async ({ startKiosk, clinic }) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  await kiosk.page('check-in');

  for (const permission of ['geolocation', 'media', 'notifications', 'clipboard-read', 'hid']) {
    expect(await kiosk.asksFor(permission), permission).toEqual({ request: false, check: false });
  }
  expect(await kiosk.asksFor('loopback-network')).toEqual({ request: true, check: true });
});

test('keys that belong to a browser or a desktop do nothing, those for writing reach the page', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  await kiosk.page('check-in');

  for (const press of [
    { key: 'F5' },
    { key: 'F11' },
    { key: 'F12' },
    { key: 'i', control: true, shift: true },
    { key: 'r', control: true },
    { key: 'w', control: true },
    { key: '+', control: true },
    { key: 'ArrowLeft', alt: true },
    { key: 'F4', alt: true },
    { key: 'l', meta: true },
  ]) {
    expect(await kiosk.press('check-in', press), JSON.stringify(press)).toBe(false);
  }
  for (const key of ['a', '7', 'Enter', 'Tab', 'ArrowDown', 'Backspace']) {
    expect(await kiosk.press('check-in', { key }), key).toBe(true);
  }
});

test('messages from anywhere but a page of ours are refused and noted', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  await kiosk.page('check-in');
  test.skip(kiosk.standIn === null, 'A message can be sent from elsewhere in the stand-in only.');

  const act = { channel: KIOSK_CHANNELS.act, values: ['open-staff'] };
  for (const frame of [
    { url: 'https://example.com/check-in/', isMain: true },
    { url: 'app://kiosk.example.com/check-in/', isMain: true },
    { url: `${KIOSK_ORIGIN}/check-in/`, isMain: false },
  ]) {
    await expect(kiosk.standIn?.invokeAs('check-in', frame, act)).rejects.toThrow(/Refused/);
  }
  expect(kiosk.log().match(/refused on kiosk:act/g)).toHaveLength(3);
});

test('messages of the wrong shape are refused and noted', async ({ startKiosk, clinic }) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const page = await kiosk.page('check-in');

  const refused = await page.evaluate(async () => {
    const { kiosk: bridge } = window as unknown as {
      kiosk: Record<'unlock' | 'act' | 'report', (value?: unknown) => Promise<unknown>>;
    };
    const outcomes = [bridge.unlock('abc'), bridge.unlock({}), bridge.act('format-disk')];
    const settled = await Promise.allSettled(outcomes);
    return settled.map(({ status }) => status);
  });
  expect(refused).toEqual(['rejected', 'rejected', 'rejected']);
  expect(kiosk.log()).toContain('refused on kiosk:unlock');
  expect(kiosk.log()).toContain('refused on kiosk:act');
});

test('nothing behind the PIN can be done or read without it', async ({ startKiosk, clinic }) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly), displays: [PORTRAIT] });
  const page = await kiosk.page('check-in');

  const answers = await page.evaluate(async () => {
    const { kiosk: bridge } = window as unknown as {
      kiosk: {
        unlock: (pin: string) => Promise<unknown>;
        report: () => Promise<unknown>;
        act: (action: string) => Promise<unknown>;
      };
    };
    return [
      await bridge.report(),
      await bridge.act('quit-program'),
      await bridge.act('reload-pages'),
    ];
  });
  const locked = { ok: false, reason: 'locked' };
  expect(answers).toEqual([locked, locked, locked]);
});

test('an installed kiosk has no developer tools, one run from its sources has', async ({
  startKiosk,
  clinic,
}) => {
  const installed = await startKiosk({ file: kioskFile(clinic, checkInOnly), isPackaged: true });
  await installed.page('check-in');
  expect(await installed.opensDevTools('check-in')).toBe(false);
});

async function attempt(page: Page, what: () => void): Promise<void> {
  // A navigation that is refused may end the call that asked for it.
  await page.evaluate(what).catch(() => undefined);
}
