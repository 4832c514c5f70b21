import { writeFileSync } from 'node:fs';
import { identify, JAMES } from '../support/identify.ts';
import { kioskFile, windowsOf } from './kiosk-files.ts';
import { expect, test, START } from './kiosk-test.ts';

const TRACES = /J\. ?W\.|1984|27 March/;

test('a page whose process dies is back at its start, with nothing of the patient', async ({
  startCheckIn,
  clinic,
}) => {
  const { kiosk, page: before } = await startCheckIn();
  clinic.book(JAMES);
  await identify(before, JAMES.dateOfBirth, 'W');
  await expect(before.getByText(/Initials.*J\. W\./)).toBeVisible();
  await kiosk.crash('check-in');

  const after = await kiosk.page('check-in');
  await expect(after.getByText(START)).toBeVisible();
  expect(await after.content()).not.toMatch(TRACES);
});

test('a page that hangs without anybody touching it is brought back', async ({ startCheckIn }) => {
  const { kiosk, page } = await startCheckIn({ change: { silentAfterSeconds: 2 } });
  void page
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);

  await expect.poll(() => kiosk.log(), { timeout: 30_000 }).toContain('lost its process');
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
});

test('a page that hangs under a hand is ended once it has been given its time', async ({
  startCheckIn,
}) => {
  const { kiosk, page } = await startCheckIn({ change: { silentAfterSeconds: 600 } });
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
  startCheckIn,
}) => {
  const { kiosk, page } = await startCheckIn({ change: { silentAfterSeconds: 2 } });
  await page.evaluate(() => document.getElementById('root')?.replaceChildren());

  await expect.poll(() => kiosk.log(), { timeout: 30_000 }).toContain('lost its process');
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
});

test('a page that cannot be shown at all makes the program give up, for systemd to start it again', async ({
  startCheckIn,
}) => {
  const { kiosk } = await startCheckIn();
  for (let crashes = 0; crashes < 8; crashes += 1) {
    await kiosk.page('check-in');
    await kiosk.crash('check-in');
  }

  expect(await kiosk.exited).toBe(70);
  expect(kiosk.log()).toContain('giving up');
});

test('a graphics process that dies again and again is done without from the next start', async ({
  startCheckIn,
}) => {
  const { kiosk: first } = await startCheckIn();
  await first.graphicsGone();
  await first.graphicsGone();
  expect(await first.isSoftwareDrawn()).toBe(false);
  await first.graphicsGone();
  expect(await first.exited).toBe(75);

  const { kiosk: second } = await startCheckIn({ userData: first.userData });
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
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { windows: windowsOf('check-in') }),
  });
  const page = await kiosk.page('check-in');
  await expect(page.getByText('Check-in is not working here')).toBeVisible();

  expect(await kiosk.exited).toBe(70);
  expect(kiosk.log()).toMatch(/server: .*clinic\.json is not right/);
});

test('a window that somebody else closed is opened again', async ({ startCheckIn }) => {
  const { kiosk } = await startCheckIn();
  await kiosk.closeWindow('check-in');
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
});

async function metrics(url: string): Promise<string> {
  try {
    return await (await fetch(`${url}/metrics`)).text();
  } catch {
    return '';
  }
}
