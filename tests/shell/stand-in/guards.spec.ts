import { expect, test } from './program-test.ts';

const FOREIGN = 'https://example.com/';

test('a page that goes elsewhere is stopped by whoever prevents it', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      openWindow({}).webContents.on('will-navigate', (event) => {
        console.log('asked', event.url, event.isMainFrame);
        event.preventDefault();
      });`,
  });
  const page = await kiosk.page('check-in');
  await page.evaluate(`location.href = '/elsewhere/'`);

  await expect.poll(() => kiosk.output()).toContain('asked app://kiosk/elsewhere/ true');
  await expect(page).toHaveURL(/check-in/);
});

test('a page that nobody stops goes there', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      openWindow({}).webContents.on('did-navigate', (event, url) => console.log('at', url));`,
  });
  const page = await kiosk.page('check-in');
  await page.evaluate(`location.href = '/elsewhere/'`);

  await expect.poll(() => kiosk.output()).toContain('at app://kiosk/elsewhere/');
});

test('a frame inside the page is asked about as a frame', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      const { webContents } = openWindow({});
      webContents.on('will-navigate', (event) => console.log('page', event.url));
      webContents.on('will-frame-navigate', (event) => {
        console.log('frame', event.url, event.isMainFrame);
        event.preventDefault();
      });`,
  });
  const page = await kiosk.page('check-in');
  await page.evaluate(`
    document.body.append(Object.assign(document.createElement('iframe'), { src: '${FOREIGN}' }))`);

  await expect.poll(() => kiosk.output()).toContain(`frame ${FOREIGN} false`);
  expect(kiosk.output()).not.toContain('page');
});

test('where the program itself goes is not asked about', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      const window = openWindow({});
      window.webContents.on('will-navigate', (event) => event.preventDefault());
      window.webContents.once('did-finish-load', () => window.loadURL('app://kiosk/staff/'));`,
  });

  await expect.poll(async () => (await kiosk.page('check-in')).url()).toContain('/staff/');
});

test('a redirect is asked about', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      openWindow({}).webContents.on('will-redirect', (event) => {
        if (event.url.startsWith('https:')) event.preventDefault();
      });`,
  });
  await kiosk.page('check-in');

  expect(await kiosk.standIn.mayRedirect('check-in', FOREIGN)).toBe(false);
  expect(await kiosk.standIn.mayRedirect('check-in', 'app://kiosk/staff/')).toBe(true);
});

test('a window that a page opens is one too many unless it is denied', async ({ startProgram }) => {
  const open = await startProgram({});
  await (await open.page('check-in')).evaluate(`void window.open('/other/')`);
  await expect.poll(() => open.standIn.misuse()).toEqual(['unguarded window: app://kiosk/other/']);

  const closed = await startProgram({
    whenReady: `
      openWindow({}).webContents.setWindowOpenHandler(({ url }) => {
        console.log('denied', url);
        return { action: 'deny' };
      });`,
  });
  const page = await closed.page('check-in');
  await page.evaluate(`void window.open('/other/')`);
  await expect.poll(() => closed.output()).toContain('denied app://kiosk/other/');
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(closed.standIn.misuse()).toEqual([]);
});

test('a page may do everything unless both handlers say no', async ({ startProgram }) => {
  const open = await startProgram({});
  await open.page('check-in');
  expect(await open.asksFor('geolocation')).toEqual({ request: true, check: true });

  const closed = await startProgram({
    whenReady: `
      session.defaultSession.setPermissionRequestHandler((contents, permission, answer, details) => {
        answer(details.requestingUrl !== 'app://kiosk/');
      });
      session.defaultSession.setPermissionCheckHandler((contents, permission, origin) => {
        return origin !== 'app://kiosk';
      });
      openWindow({});`,
  });
  await closed.page('check-in');
  expect(await closed.asksFor('geolocation')).toEqual({ request: false, check: false });
});

test('a download that nobody prevents is noted', async ({ startProgram }) => {
  const download = `Object.assign(document.createElement('a'), { href: '/', download: 'a' }).click()`;
  const open = await startProgram({});
  await (await open.page('check-in')).evaluate(download);
  await expect.poll(() => open.standIn.misuse()).toEqual(['unguarded download: app://kiosk/']);

  const closed = await startProgram({
    whenReady: `
      session.defaultSession.on('will-download', (event, item) => {
        console.log('prevented', item.getURL());
        event.preventDefault();
      });
      openWindow({});`,
  });
  await (await closed.page('check-in')).evaluate(download);
  await expect.poll(() => closed.output()).toContain('prevented app://kiosk/');
  expect(closed.standIn.misuse()).toEqual([]);
});

test('a key reaches the page unless it is prevented', async ({ startProgram }) => {
  const kiosk = await startProgram({
    page: `<input autofocus>`,
    whenReady: `
      openWindow({}).webContents.on('before-input-event', (event, input) => {
        if (input.control || input.key === 'F5') event.preventDefault();
      });`,
  });
  const page = await kiosk.page('check-in');
  await page.getByRole('textbox').focus();

  expect(await kiosk.press('check-in', { key: 'a' })).toBe(true);
  expect(await kiosk.press('check-in', { key: 'a', control: true })).toBe(false);
  expect(await kiosk.press('check-in', { key: 'F5' })).toBe(false);
  await expect(page.getByRole('textbox')).toHaveValue('a');
});
