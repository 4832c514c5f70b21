import { expect, OPEN_WINDOW, test } from './program-test.ts';

for (const { what, code, misuse } of [
  {
    what: 'a call that is not modelled',
    code: 'app.setBadgeCount(1)',
    misuse: 'the stand-in has no app.setBadgeCount',
  },
  {
    what: 'a box in front of the kiosk',
    code: `electron.dialog.showErrorBox('', '')`,
    misuse: 'the stand-in has no dialog.showErrorBox',
  },
  {
    what: 'a browser outside of the kiosk',
    code: `electron.shell.openExternal('https://example.com')`,
    misuse: 'the stand-in has no shell.openExternal',
  },
  {
    what: 'a listener for an event that never comes',
    code: `openWindow({}).on('ready-to-show', () => undefined)`,
    misuse: 'the stand-in never emits "ready-to-show" of BrowserWindow',
  },
  {
    what: 'a member of an event that is not modelled',
    code: `ipcMain.on('x', (event) => event.sendReply()); openWindow({})`,
    misuse: 'the stand-in has no IpcMainEvent.sendReply',
  },
  {
    what: 'an option that is not modelled',
    code: 'openWindow({ transparent: true })',
    misuse: 'the stand-in has no option BrowserWindow.transparent',
  },
  {
    what: 'a page without isolation',
    code: 'openWindow({ webPreferences: { contextIsolation: false } })',
    misuse: 'the stand-in has only webPreferences.contextIsolation = true',
  },
  {
    what: 'a page without sandbox',
    code: 'openWindow({ webPreferences: { sandbox: false } })',
    misuse: 'the stand-in has only webPreferences.sandbox = true',
  },
  {
    what: 'a page with Node',
    code: 'openWindow({ webPreferences: { nodeIntegration: true } })',
    misuse: 'the stand-in has only webPreferences.nodeIntegration = false',
  },
  {
    what: 'a kiosk window of a fixed size, which stays small',
    code: 'openWindow({ kiosk: true, resizable: false })',
    misuse: 'a kiosk window with resizable: false stays as small as it was made',
  },
  {
    what: 'an address that nobody serves',
    code: `openWindow({}).loadURL('other://kiosk/')`,
    misuse: 'nothing serves the scheme of other://kiosk/',
  },
  {
    what: 'an error that nobody catches, which Electron puts on the screen',
    code: `setImmediate(() => { throw new Error('forgotten') })`,
    misuse: 'uncaught: Error: forgotten',
  },
  {
    what: 'a promise that nobody waits for',
    code: `Promise.reject(new Error('forgotten'))`,
    misuse: 'unhandled: Error: forgotten',
  },
]) {
  test(`${what} is noted`, async ({ startProgram }) => {
    const kiosk = await startProgram({
      whenReady: code,
      preload: `require('electron').ipcRenderer.send('x')`,
    });

    await expect.poll(() => kiosk.standIn.misuse()).toContain(misuse);
  });
}

test('a window that is gone is of no use any more', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      const window = openWindow({});
      const { webContents } = window;
      window.on('closed', () => {
        console.log('destroyed', window.isDestroyed(), webContents.isDestroyed());
        for (const use of [() => window.getBounds(), () => window.webContents, () => webContents.id]) {
          try { use(); } catch (error) { console.log(error.message); }
        }
      });
      window.destroy();
      app.on('window-all-closed', () => undefined);`,
  });

  await expect
    .poll(() => kiosk.output())
    .toContain(
      ['destroyed true true', ...Array<string>(3).fill('Object has been destroyed')].join('\n'),
    );
});

test('a kiosk window is shown whatever it says, and covers its display', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({
    whenReady: `
      const window = openWindow({ kiosk: true, show: false, width: 300, height: 200 });
      console.log(window.isVisible(), JSON.stringify(window.getBounds()));`,
  });

  await expect
    .poll(() => kiosk.output())
    .toContain('true {"x":0,"y":0,"width":1080,"height":1920}');
  const page = await kiosk.page('check-in');
  expect(page.viewportSize()).toEqual({ width: 1080, height: 1920 });
});

test('a window that is announced when it is made can be guarded before it loads anything', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({
    main: `
      app.on('web-contents-created', (event, contents) => {
        contents.on('did-start-navigation', ({ url }) => console.log('starts', url));
      });`,
    whenReady: OPEN_WINDOW,
  });

  await expect.poll(() => kiosk.output()).toContain('starts app://kiosk/check-in/');
});
