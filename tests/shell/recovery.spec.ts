import { writeFileSync } from 'node:fs';
import { identify } from '../support/identify.ts';
import { kioskFile, LANDSCAPE, PORTRAIT, windowsOf } from './kiosk-files.ts';
import { expect, test } from './kiosk-test.ts';

const JAMES = {
  firstName: 'James',
  lastName: 'Whitfield',
  dateOfBirth: '1984-03-27',
  inMinutes: 10,
};
const TRACES = /J\. ?W\.|1984|27 March/;
const START = 'Touch your language to start';

const checkInOnly = { windows: windowsOf('check-in') };

test('a page whose process dies is back at its start, with nothing of the patient', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic), displays: [PORTRAIT, LANDSCAPE] });
  const before = await kiosk.page('check-in');
  await expect(before.getByText(START)).toBeVisible();
  clinic.book(JAMES);
  await identify(before, JAMES.dateOfBirth, 'W');
  await expect(before.getByText(/Initials.*J\. W\./)).toBeVisible();
  await kiosk.crash('check-in');

  const after = await kiosk.page('check-in');
  await expect(after.getByText(START)).toBeVisible();
  expect(await after.content()).not.toMatch(TRACES);
  await expect(
    (await kiosk.page('feedback')).getByRole('button', { name: 'Good' }).first(),
  ).toBeVisible();
});

test('a page that hangs without anybody touching it is brought back', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { ...checkInOnly, silentAfterSeconds: 2 }),
  });
  const page = await kiosk.page('check-in');
  await expect(page.getByText(START)).toBeVisible();
  void page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);

  await expect.poll(() => kiosk.log(), { timeout: 30_000 }).toContain('lost its process');
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
});

test('a page that hangs under a hand is ended once it has been given its time', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { ...checkInOnly, silentAfterSeconds: 600 }),
  });
  const page = await kiosk.page('check-in');
  await expect(page.getByText(START)).toBeVisible();
  await page.evaluate(() => {
    window.addEventListener('keydown', () => {
      for (;;);
    });
  });
  void kiosk.press('check-in', { key: 'Enter' });

  await expect.poll(() => kiosk.log(), { timeout: 40_000 }).toContain('lost its process');
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
});

test('a page that shows nothing is brought back although its script runs', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { ...checkInOnly, silentAfterSeconds: 2 }),
  });
  const page = await kiosk.page('check-in');
  await expect(page.getByText(START)).toBeVisible();
  await page.evaluate(() => document.getElementById('root')?.replaceChildren());

  await expect.poll(() => kiosk.log(), { timeout: 30_000 }).toContain('lost its process');
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
});

test('a page that cannot be shown at all makes the program give up, for systemd to start it again', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  for (let crashes = 0; crashes < 8; crashes += 1) {
    await kiosk.page('check-in');
    await kiosk.crash('check-in');
  }

  expect(await kiosk.exited).toBe(70);
  expect(kiosk.log()).toContain('giving up');
});

test('a graphics process that dies again and again is done without from the next start', async ({
  startKiosk,
  clinic,
}) => {
  const first = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  await first.page('check-in');
  await first.graphicsGone();
  await first.graphicsGone();
  expect(await first.isSoftwareDrawn()).toBe(false);
  await first.graphicsGone();
  expect(await first.exited).toBe(75);

  const second = await startKiosk({
    file: kioskFile(clinic, checkInOnly),
    userData: first.userData,
  });
  await second.page('check-in');
  expect(await second.isSoftwareDrawn()).toBe(true);
});

test('a server that dies comes back at the same address, and the touch made meanwhile is kept', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { windows: windowsOf('feedback') }),
  });
  const exit = await kiosk.page('feedback');
  await expect(exit.getByRole('button', { name: 'Very good' })).toBeVisible();
  const pid = await kiosk.serverPid();
  if (pid === null) throw new Error('The kiosk has no server of its own');
  process.kill(pid, 'SIGKILL');
  await exit.getByRole('button', { name: 'Very good' }).click();
  await expect(exit.getByText('Your answer is saved.')).toBeVisible();

  await expect.poll(() => kiosk.serverPid(), { timeout: 30_000 }).not.toBe(pid);
  await expect
    .poll(async () => await metrics(clinic.url), { timeout: 30_000 })
    .toContain('name="feedback:face",outcome="ok"} 1');
});

test('a server that cannot start makes the program give up, and the log says why', async ({
  startKiosk,
  clinic,
}) => {
  test.slow();
  writeFileSync(clinic.file, '{"name": "Test"}');
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly), displays: [PORTRAIT] });
  const page = await kiosk.page('check-in');
  await expect(page.getByText('Check-in is not working here')).toBeVisible();

  expect(await kiosk.exited).toBe(70);
  expect(kiosk.log()).toMatch(/server: .*clinic\.json is not right/);
});

test('an unplugged display takes only its own window, which returns with it', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic), displays: [PORTRAIT, LANDSCAPE] });
  const checkIn = await kiosk.page('check-in');
  await expect(checkIn.getByText(START)).toBeVisible();
  clinic.book(JAMES);
  await kiosk.page('feedback');
  await identify(checkIn, JAMES.dateOfBirth, 'W');
  await expect(checkIn.getByText(/Initials.*J\. W\./)).toBeVisible();

  await kiosk.setDisplays([PORTRAIT]);
  await expect.poll(async () => (await kiosk.windows()).length).toBe(1);
  await kiosk.setDisplays([]);
  const larger = { ...LANDSCAPE, id: 7, bounds: { x: 1080, y: 0, width: 2560, height: 1440 } };
  await kiosk.setDisplays([PORTRAIT, larger]);
  await expect
    .poll(async () => (await kiosk.windows()).find(({ page }) => page === 'feedback')?.bounds)
    .toEqual(larger.bounds);
  await expect(checkIn.getByText(/Initials.*J\. W\./)).toBeVisible();
});

test('a window that somebody else closed is opened again', async ({ startKiosk, clinic }) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  await kiosk.page('check-in');
  await kiosk.closeWindow('check-in');
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
});

test('a window that is asked to close stays', async ({ startKiosk, clinic }) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const page = await kiosk.page('check-in');
  test.skip(kiosk.standIn === null, 'Only the stand-in can ask as a window manager does.');
  await kiosk.standIn?.askToClose('check-in');

  await expect(page.getByText(START)).toBeVisible();
  expect(kiosk.log()).not.toContain('lost its window');
});

async function metrics(url: string): Promise<string> {
  try {
    return await (await fetch(`${url}/metrics`)).text();
  } catch {
    return '';
  }
}
