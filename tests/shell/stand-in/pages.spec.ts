import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from './program-test.ts';

const TELL_LOADS = `
  for (const name of ['did-finish-load', 'unresponsive', 'responsive']) {
    window.webContents.on(name, () => console.log(name));
  }
  window.webContents.on('did-fail-load', (event, code, description, url) => {
    console.log('did-fail-load', code, description, url);
  });
  window.webContents.on('render-process-gone', (event, { reason }) => console.log('gone', reason));`;

test('a page whose process dies is told of, and another takes its place', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({
    whenReady: `
      const window = openWindow({});
      ${TELL_LOADS}
      window.webContents.on('render-process-gone', () => {
        console.log('crashed', window.webContents.isCrashed());
        window.webContents.reload();
      });`,
  });
  const before = await kiosk.page('check-in');
  await kiosk.crash('check-in');
  const after = await kiosk.page('check-in');

  expect(after).not.toBe(before);
  await expect(after.getByRole('heading')).toHaveText('A page');
  expect(kiosk.output()).toContain('gone crashed\ncrashed true');
});

test('a program can end the process of a page that hangs', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      const window = openWindow({});
      ${TELL_LOADS}
      window.on('unresponsive', () => window.webContents.forcefullyCrashRenderer());`,
  });
  const page = await kiosk.page('check-in');
  const hangs = page.waitForEvent('console');
  void page.evaluate(`console.log('hangs'); for (;;);`).catch(() => undefined);
  await hangs;
  await kiosk.touch('check-in', { x: 10, y: 10 });

  await expect.poll(() => kiosk.output()).toContain('unresponsive\ngone crashed');
});

test('a page that hangs is noticed by a touch only, and so is its return', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({ whenReady: `const window = openWindow({}); ${TELL_LOADS}` });
  const page = await kiosk.page('check-in');
  const hang = `console.log('hangs'); for (const end = Date.now() + 1500; Date.now() < end; );`;
  await page.evaluate(hang);
  expect(kiosk.output()).not.toContain('responsive');

  const hangs = page.waitForEvent('console');
  const second = page.evaluate(hang);
  await hangs;
  await kiosk.touch('check-in', { x: 10, y: 10 });
  await second;
  await expect.poll(() => kiosk.output()).toContain('unresponsive\nresponsive');
});

test('a load that fails is told of once, and its promise rejects', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      const window = new BrowserWindow({});
      ${TELL_LOADS}
      window.loadURL('http://127.0.0.1:1234/').catch((error) => console.log(error.message));`,
  });

  await expect
    .poll(() => kiosk.output())
    .toMatch(/^did-fail-load -\d+ ERR_\w+ http.*\nERR_\w+ \(-\d+\) loading/);
  expect(kiosk.output()).not.toContain('did-finish-load');
});

test('a page that its handler does not answer is a failed load', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      protocol.unhandle('app');
      protocol.handle('app', () => { throw new Error('no such page'); });
      const window = openWindow({});
      ${TELL_LOADS}`,
  });

  await expect.poll(() => kiosk.output()).toContain('did-fail-load -2 ERR_FAILED');
});

test('a load that another replaces is aborted and fails nobody', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      let answer = () => undefined;
      protocol.unhandle('app');
      protocol.handle('app', ({ url }) => url.endsWith('/slow/')
        ? new Promise((resolve) => { answer = resolve; console.log('asked'); setTimeout(next, 0); })
        : new Response('<h1>Fast</h1>', { headers: { 'content-type': 'text/html' } }));
      const window = new BrowserWindow({});
      ${TELL_LOADS}
      const next = () => window.loadURL('app://kiosk/check-in/');
      window.loadURL('app://kiosk/slow/').catch((error) => console.log(error.message));`,
  });

  await expect.poll(() => kiosk.output()).toContain("ERR_ABORTED (-3) loading 'app://kiosk/slow/'");
  await expect.poll(() => kiosk.output()).toContain('did-finish-load');
  expect(kiosk.output()).not.toContain('did-fail-load');
});

test('an address that differs in its fragment only is not loaded again', async ({
  startProgram,
}) => {
  const kiosk = await startProgram({
    whenReady: `
      const window = openWindow({});
      ${TELL_LOADS}
      window.webContents.once('did-finish-load', async () => {
        await window.loadURL('app://kiosk/check-in/#token');
        console.log('there');
        await window.loadURL('app://kiosk/check-in/#token');
        console.log('again');
      });`,
  });

  await expect.poll(() => kiosk.output()).toContain('again');
  expect(kiosk.output().trim().split('\n')).toEqual([
    'did-finish-load',
    'there',
    'did-finish-load',
    'again',
  ]);
});

test('the headers of the program are those of its pages', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      protocol.unhandle('app');
      protocol.handle('app', () => new Response('<script>window.ran = true</script>', {
        headers: { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" },
      }));
      openWindow({});`,
  });
  const page = await kiosk.page('check-in');

  expect(await page.evaluate(`typeof ran`)).toBe('undefined');
});

test('a server is told the origin that pages have in Electron, and is asked by no others', async ({
  startProgram,
}) => {
  const origins: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    origins.push(request.headers.origin);
    response.setHeader('access-control-allow-origin', 'app://kiosk');
    response.end('here');
  });
  server.on('upgrade', (request, socket) => {
    origins.push(request.headers.origin);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // True because it listens on a port.
  const { port } = server.address() as AddressInfo;
  const kiosk = await startProgram({});
  const page = await kiosk.page('check-in');

  expect(
    await page.evaluate(`fetch('http://127.0.0.1:${port}/').then((answer) => answer.text())`),
  ).toBe('here');
  await page.evaluate(`new Promise((resolve) => {
    new WebSocket('ws://127.0.0.1:${port}/').onerror = resolve;
  })`);
  expect(origins).toEqual(['app://kiosk', 'app://kiosk']);
  await expect(page.evaluate(`fetch('http://example.com/')`)).rejects.toThrow('Failed to fetch');
  server.close();
});
