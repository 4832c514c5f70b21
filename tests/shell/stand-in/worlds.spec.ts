import type { Page } from '@playwright/test';
import { expect, test } from './program-test.ts';

const BRIDGE = `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('kiosk', {
    size: { width: 3, sides: [1, 2] },
    now: () => 7,
    add: (a, b) => a + b,
    later: async (text) => text + '!',
    fail: () => { throw new Error('not now'); },
    failLater: async () => { throw new Error('not then'); },
    callBack: (then) => then(5) + 1,
    ask: (...values) => ipcRenderer.invoke('ask', ...values),
    askNobody: () => ipcRenderer.invoke('nobody'),
    whenTold: (then) => { ipcRenderer.on('told', (event, ...values) => then(...values)); },
  });`;

/** The value of an expression in the page's own world. */
function inPage(page: Page, expression: string): Promise<unknown> {
  return page.evaluate(expression);
}

async function namesIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => Object.getOwnPropertyNames(window));
}

test('values, functions, promises and errors cross between preload and page', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({ preload: BRIDGE });
  const page = await kiosk.page('check-in');

  expect(await inPage(page, 'kiosk.size')).toEqual({ width: 3, sides: [1, 2] });
  expect(await inPage(page, 'kiosk.now() + kiosk.add(1, 2)')).toBe(10);
  expect(await inPage(page, `kiosk.later('yes')`)).toBe('yes!');
  expect(await inPage(page, 'kiosk.callBack((n) => n * 2)')).toBe(11);
  const failures = `(async () => {
    const said = [];
    try { kiosk.fail(); } catch (error) { said.push(error.message); }
    try { await kiosk.failLater(); } catch (error) { said.push(error.message); }
    return said;
  })()`;
  expect(await inPage(page, failures)).toEqual(['not now', 'not then']);
});

test('a page can neither change what it was given nor find anything else', async ({
  startProgram,
}) => {
  const plain = await startProgram({
    whenReady: 'openWindow({ webPreferences: { preload: undefined } })',
  });
  const kiosk = await startProgram({ preload: `${BRIDGE} globalThis.secret = 1;` });
  const page = await kiosk.page('check-in');

  const usual = await namesIn(await plain.page('check-in'));
  const names = await namesIn(page);
  expect(names.filter((name) => !usual.includes(name))).toEqual(['kiosk']);
  expect(
    await inPage(page, `[kiosk, kiosk.size, kiosk.size.sides, kiosk.add].every(Object.isFrozen)`),
  ).toBe(true);
  const change = `Reflect.set(window, 'kiosk', 1) || Reflect.deleteProperty(window, 'kiosk')`;
  expect(await inPage(page, change)).toBe(false);
});

test('what a page does to its own world does not reach the preload', async ({ startProgram }) => {
  const kiosk = await startProgram({
    preload: BRIDGE.replace('7', 'typeof [].poison'),
    page: `<script>
      Array.prototype.poison = 1;
      JSON.stringify = JSON.parse = () => 'poison';
      EventTarget.prototype.dispatchEvent = () => 'poison';
    </script>`,
  });
  const page = await kiosk.page('check-in');

  // Playwright itself needs what the page has spoilt.
  const text = await page.evaluate(`kiosk.now()`).catch((error: unknown) => String(error));
  expect(text).toContain('undefined');
});

test('a frame inside the page has no bridge', async ({ startProgram }) => {
  const kiosk = await startProgram({
    preload: BRIDGE,
    page: `<script>
      if (window.top === window) document.write('<iframe src="app-frame.html"></iframe>');
    </script>`,
  });
  const page = await kiosk.page('check-in');

  await expect.poll(() => page.frames().length).toBe(2);
  expect(await page.frames()[1]?.evaluate('typeof kiosk')).toBe('undefined');
});

test('the program hears who asks, and its answer or its error arrives', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({
    preload: BRIDGE,
    main: `
      ipcMain.handle('ask', (event, value, other) => {
        if (value === 'throw') throw new Error('refused');
        const { url, origin, parent } = event.senderFrame;
        return { id: event.sender.id, url, origin, parent, value, other, at: new Date(0) };
      });`,
  });
  const page = await kiosk.page('check-in');

  expect(await inPage(page, `kiosk.ask({ a: [1, undefined] }, -0)`)).toEqual({
    id: 1,
    url: 'app://kiosk/check-in/',
    origin: 'app://kiosk',
    parent: null,
    value: { a: [1, undefined] },
    other: -0,
    at: new Date(0),
  });
  await expect(inPage(page, `kiosk.ask('throw')`)).rejects.toThrow(
    "Error invoking remote method 'ask': Error: refused",
  );
  await expect(inPage(page, 'kiosk.askNobody()')).rejects.toThrow(
    "No handler registered for 'nobody'",
  );
});

test('a message that pretends to come from a frame inside the page says so', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({
    main: `
      ipcMain.handle('ask', ({ senderFrame }) => [senderFrame.url, senderFrame.parent.url]);`,
  });
  await kiosk.page('check-in');

  const frame = { url: 'https://example.com/', isMain: false };
  const answer = await kiosk.standIn.invokeAs('check-in', frame, { channel: 'ask', values: [] });
  expect(answer).toEqual(['https://example.com/', 'app://kiosk/check-in/']);
});

test('a function does not get through to the program, nor back', async ({ startProgram }) => {
  const kiosk = await startProgram({
    preload: `
      const { contextBridge, ipcRenderer } = require('electron');
      contextBridge.exposeInMainWorld('kiosk', {
        give: () => ipcRenderer.invoke('give', () => 1),
        take: () => ipcRenderer.invoke('take'),
      });`,
    main: `ipcMain.handle('take', () => ({ take: () => 1 }));`,
  });
  const page = await kiosk.page('check-in');

  await expect(inPage(page, 'kiosk.give()')).rejects.toThrow('An object could not be cloned.');
  await expect(inPage(page, 'kiosk.take()')).rejects.toThrow('An object could not be cloned.');
});

test('what the program sends arrives in the page that listens', async ({ startProgram }) => {
  const kiosk = await startProgram({
    preload: BRIDGE,
    main: `ipcMain.handle('ask', ({ sender }, value) => sender.send('told', value, 'told'));`,
  });
  const page = await kiosk.page('check-in');

  const told = `new Promise((resolve) => {
    kiosk.whenTold((...values) => resolve(values));
    kiosk.ask(1);
  })`;
  expect(await inPage(page, told)).toEqual([1, 'told']);
});

for (const { what, preload, error } of [
  { what: 'uses files', preload: `require('node:fs')`, error: 'module not found: node:fs' },
  {
    what: 'is a module',
    preload: `import { contextBridge } from 'electron'`,
    error: 'Cannot use import statement outside a module',
  },
  { what: 'throws', preload: `throw new Error('broken')`, error: 'broken' },
  {
    what: 'uses what is not modelled',
    preload: `require('electron').ipcRenderer.sendSync('x')`,
    error: 'the stand-in has no ipcRenderer.sendSync',
  },
  {
    what: 'gives its page all channels',
    preload: `
      const { contextBridge, ipcRenderer } = require('electron');
      contextBridge.exposeInMainWorld('ipc', { invoke: ipcRenderer.invoke })`,
    error: 'a preload gave ipcRenderer itself to its page',
  },
]) {
  test(`a preload that ${what} is an error of the preload`, async ({ startProgram }) => {
    const kiosk = await startProgram({
      preload,
      whenReady: `
        openWindow({}).webContents.on('preload-error', (event, file, error) => {
          console.log(file.endsWith('preload.cjs'), error.message);
        });`,
    });

    await expect.poll(() => kiosk.output()).toContain(`true ${error}`);
  });
}
