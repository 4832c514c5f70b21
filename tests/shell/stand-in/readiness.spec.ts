import { expect, test } from './program-test.ts';

test('a main module that awaits readiness is reported: Electron would wait for it for ever', async ({
  startProgram,
}) => {
  const start = startProgram({ main: 'await app.whenReady();' }, { evaluateWithinMs: 500 });

  await expect(start).rejects.toThrow('still being evaluated');
});

test('a main module that throws is reported with what it threw', async ({ startProgram }) => {
  const start = startProgram({ main: `throw new Error('no such thing');` });

  await expect(start).rejects.toThrow('no such thing');
});

for (const { what, code, error } of [
  {
    what: 'a window',
    code: 'new BrowserWindow()',
    error: 'Cannot create BrowserWindow before app is ready',
  },
  {
    what: 'the default session',
    code: 'session.defaultSession',
    error: 'Session can only be received when app is ready',
  },
  {
    what: 'a handler of a scheme',
    code: `protocol.handle('app', () => new Response(''))`,
    error: 'Session can only be received when app is ready',
  },
  {
    what: 'the displays',
    code: 'screen.getAllDisplays()',
    error: "The 'screen' module can't be used before the app 'ready' event",
  },
  {
    what: 'a power save blocker',
    code: `powerSaveBlocker.start('prevent-display-sleep')`,
    error: 'powerSaveBlocker cannot be used before app is ready',
  },
  {
    what: 'a utility process',
    code: `utilityProcess.fork('server.js')`,
    error: 'utilityProcess cannot be created before app is ready',
  },
]) {
  test(`${what} is refused before the program is ready`, async ({ startProgram }) => {
    await expect(startProgram({ main: code })).rejects.toThrow(error);
  });
}

for (const { what, code, error } of [
  {
    what: 'privileges of a scheme',
    code: 'protocol.registerSchemesAsPrivileged([])',
    error: 'should be called before app is ready',
  },
  {
    what: 'the sandbox of every page',
    code: 'app.enableSandbox()',
    error: 'app.enableSandbox() can only be called before app is ready',
  },
  {
    what: 'drawing in software',
    code: 'app.disableHardwareAcceleration()',
    error: 'app.disableHardwareAcceleration() can only be called before app is ready',
  },
]) {
  test(`${what} cannot be had any more once it is ready`, async ({ startProgram }) => {
    const kiosk = await startProgram({ whenReady: code });

    await expect.poll(() => kiosk.output()).toContain(error);
  });
}

test('schemes are registered once, with privileges that the stand-in has', async ({
  startProgram,
}) => {
  await expect(
    startProgram({ main: `protocol.registerSchemesAsPrivileged([{ scheme: 'other' }]);` }),
  ).rejects.toThrow('only once');
});

test('a scheme without privileges is not served', async ({ startProgram }) => {
  const kiosk = await startProgram({ whenReady: `protocol.handle('other', () => null);` });

  await expect.poll(() => kiosk.standIn.misuse()).toContain('the scheme "other" has no privileges');
});
