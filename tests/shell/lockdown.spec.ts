import type { Page } from '@playwright/test';
import { expect, test } from './kiosk-test.ts';

test('a page is given four calls and two facts, which it cannot change, and nothing of Node', async ({
  startCheckIn,
}) => {
  const { page } = await startCheckIn();

  const seen = await page.evaluate(() => {
    const bridge = window.kiosk ?? {};
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
  startCheckIn,
}) => {
  const { page } = await startCheckIn();

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

test('a page goes nowhere, opens nothing, and downloads nothing', async ({ startCheckIn }) => {
  const { kiosk, page } = await startCheckIn();
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

test('keys that belong to a browser or a desktop do nothing, those for writing reach the page', async ({
  startCheckIn,
}) => {
  const { kiosk } = await startCheckIn();

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

test('messages of the wrong shape are refused and noted', async ({ startCheckIn }) => {
  const { kiosk, page } = await startCheckIn();

  const refused = await page.evaluate(async () => {
    // As a page would that has been taken over: with whatever it likes.
    const bridge = window.kiosk as unknown as Record<
      'unlock' | 'act',
      (value: unknown) => Promise<unknown>
    >;
    const outcomes = [bridge.unlock('abc'), bridge.unlock({}), bridge.act('format-disk')];
    const settled = await Promise.allSettled(outcomes);
    return settled.map(({ status }) => status);
  });
  expect(refused).toEqual(['rejected', 'rejected', 'rejected']);
  expect(kiosk.log()).toContain('refused on kiosk:unlock');
  expect(kiosk.log()).toContain('refused on kiosk:act');
});

test('nothing behind the PIN can be done or read without it', async ({ startCheckIn }) => {
  const { page } = await startCheckIn();

  const answers = await page.evaluate(async () => [
    await window.kiosk?.report(),
    await window.kiosk?.act('quit-program'),
    await window.kiosk?.act('reload-pages'),
  ]);
  const locked = { ok: false, reason: 'locked' };
  expect(answers).toEqual([locked, locked, locked]);
});

async function attempt(page: Page, what: () => void): Promise<void> {
  // A navigation that is refused may end the call that asked for it.
  await page.evaluate(what).catch(() => undefined);
}
