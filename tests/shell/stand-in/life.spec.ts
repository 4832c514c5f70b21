import { expect, test } from './program-test.ts';

test('the code a program exits with is the code of its process', async ({ startProgram }) => {
  const kiosk = await startProgram({ whenReady: `app.exit(70); console.log('still here');` });

  expect(await kiosk.exited).toBe(70);
  expect(kiosk.output()).toContain('still here');
});

const TELL_ORDER = `
  const window = openWindow({});
  for (const name of ['before-quit', 'will-quit', 'quit', 'window-all-closed']) {
    app.on(name, () => console.log(name));
  }
  window.on('close', () => console.log('close'));
  window.on('closed', () => console.log('closed'));`;
const ORDER = ['before-quit', 'close', 'closed', 'will-quit', 'quit'].join('\n');

test('a program that quits tells so in order', async ({ startProgram }) => {
  const kiosk = await startProgram({ whenReady: `${TELL_ORDER} app.quit();` });

  expect(await kiosk.exited).toBe(0);
  expect(kiosk.output().trim()).toBe(ORDER);
});

test('a signal makes it quit', async ({ startProgram }) => {
  const kiosk = await startProgram({ whenReady: TELL_ORDER });
  await kiosk.page('check-in');
  kiosk.signal('SIGTERM');

  expect(await kiosk.exited).toBe(0);
  expect(kiosk.output().trim()).toBe(ORDER);
});

test('a window that refuses to close keeps the program from quitting', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `
      openWindow({}).on('close', (event) => { console.log('asked'); event.preventDefault(); });`,
  });
  await kiosk.page('check-in');
  kiosk.signal('SIGTERM');
  await expect.poll(() => kiosk.output()).toContain('asked');
  await kiosk.standIn.askToClose('check-in');

  expect(await kiosk.windows()).toHaveLength(1);
});

test('without its last window a program quits, unless it listens', async ({ startProgram }) => {
  const one = await startProgram({});
  await one.page('check-in');
  await one.closeWindow('check-in');
  expect(await one.exited).toBe(0);

  const other = await startProgram({
    whenReady: `app.on('window-all-closed', () => console.log('none left')); openWindow({});`,
  });
  await other.page('check-in');
  await other.closeWindow('check-in');
  await expect.poll(() => other.output()).toContain('none left');
  expect(await other.windows()).toEqual([]);
});

test('a window opened while the program ends is noted', async ({ startProgram }) => {
  const kiosk = await startProgram({
    whenReady: `openWindow({}).on('closed', () => openWindow({})); app.exit(0);`,
  });

  expect(await kiosk.exited).toBe(0);
  expect(kiosk.standIn.misuse()).toContain('a window is opened while the program ends');
});

const SINGLE = {
  main: `
    console.log('alone', app.requestSingleInstanceLock());
    app.on('second-instance', (event, programArguments) => {
      console.log('second', programArguments.includes('--again'));
    });`,
};

test('a second program has no lock, and the first hears of it', async ({ startProgram }) => {
  const first = await startProgram(SINGLE);
  const { userData } = first;
  const second = await startProgram(SINGLE, { userData, arguments: ['--again'] });

  await expect.poll(() => second.output()).toContain('alone false');
  await expect.poll(() => first.output()).toContain('second true');
});

test('a program that was killed leaves no lock behind, but what its pages have stored', async ({
  startProgram,
}) => {
  const first = await startProgram(SINGLE);
  await (await first.page('check-in')).evaluate(`localStorage.setItem('kept', 'yes')`);
  first.signal('SIGKILL');
  await first.exited;
  const second = await startProgram(SINGLE, { userData: first.userData });

  const page = await second.page('check-in');
  expect(second.output()).toContain('alone true');
  expect(await page.evaluate(`localStorage.getItem('kept')`)).toBe('yes');
});

test('a program that wants to be started again is counted', async ({ startProgram }) => {
  const kiosk = await startProgram({ whenReady: `app.relaunch(); app.exit(0);` });

  expect(await kiosk.exited).toBe(0);
  expect(kiosk.standIn.relaunches()).toBe(1);
});

test('displays come and go, and a window without one is moved to the primary', async ({
  startProgram,
}) => {
  const small = { id: 1, label: 'A', bounds: { x: 0, y: 0, width: 800, height: 600 } };
  const large = { id: 2, label: 'B', bounds: { x: 800, y: 0, width: 1024, height: 768 } };
  const displays = [small, large];
  const kiosk = await startProgram(
    {
      whenReady: `
        openWindow({ ...screen.getAllDisplays()[1].bounds, kiosk: true });
        for (const name of ['display-added', 'display-removed', 'display-metrics-changed']) {
          screen.on(name, (event, { label }) => console.log(name, label));
        }`,
    },
    { displays },
  );
  await kiosk.page('check-in');
  expect(await kiosk.windows()).toMatchObject([{ bounds: large.bounds }]);
  await kiosk.setDisplays([small]);
  await expect.poll(() => kiosk.output()).toContain('display-removed B');
  expect(await kiosk.windows()).toMatchObject([{ bounds: small.bounds }]);
});
