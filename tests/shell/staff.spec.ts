import type { Page } from '@playwright/test';
import { kioskFile, PIN, windowsOf } from './kiosk-files.ts';
import { expect, test } from './kiosk-test.ts';
import type { RunningKiosk } from './harness.ts';

const START = 'Touch your language to start';
const checkInOnly = { windows: windowsOf('check-in') };

test('five touches in the corner and the PIN open the maintenance page, which knows how things are', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const staff = await openStaff(kiosk);
  await enter(staff, PIN);

  await expect(staff.getByText(clinic.url).first()).toBeVisible();
  await expect(staff.getByText('check-in').first()).toBeVisible();
  await expect(staff.getByText('the server is ready')).toBeAttached();
  expect(kiosk.log()).not.toContain(PIN);
});

test('a server restarted by staff is another process at the same address', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const staff = await openStaff(kiosk);
  await enter(staff, PIN);
  const before = await kiosk.serverPid();
  await doSurely(staff, 'Restart the server');

  await expect.poll(() => kiosk.serverPid()).not.toBe(before);
  expect(kiosk.log()).toContain('staff: restart-server');
});

test('staff can leave the kiosk, and systemd is told that it was them', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const staff = await openStaff(kiosk);
  await enter(staff, PIN);
  await doSurely(staff, 'Quit the program');

  expect(await kiosk.exited).toBe(3);
  expect(clinic.isClosed()).toBe(true);
});

test('three wrong PINs lock the door, also for the right one, and each is in the log', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const staff = await openStaff(kiosk);

  const answers = await staff.evaluate(async (right) => {
    const { kiosk: bridge } = window as unknown as {
      kiosk: { unlock: (pin: string) => Promise<{ kind: string }> };
    };
    // All at once, as a script would: each has to be counted before the next is heard.
    const tries = ['111222', '333444', '555666', right].map((pin) => bridge.unlock(pin));
    return (await Promise.all(tries)).map(({ kind }) => kind);
  }, PIN);
  expect(answers.slice(0, 2)).toEqual(['wrong', 'wrong']);
  expect(answers[2]).not.toBe('unlocked');
  expect(answers[3]).toBe('locked-out');
  expect(kiosk.log().match(/staff PIN: wrong/g)?.length).toBeGreaterThanOrEqual(2);
  expect(kiosk.log()).toContain('staff PIN: locked-out');
});

test('leaving the staff page closes the door behind it', async ({ startKiosk, clinic }) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const staff = await openStaff(kiosk);
  await enter(staff, PIN);
  await staff.getByRole('button', { name: 'Back' }).click();
  const page = await kiosk.page('check-in');
  await expect(page.getByText(START)).toBeVisible();

  const again = await openStaff(kiosk);
  const report = await again.evaluate(() => {
    const { kiosk: bridge } = window as unknown as {
      kiosk: { report: () => Promise<unknown> };
    };
    return bridge.report();
  });
  expect(report).toEqual({ ok: false, reason: 'locked' });
});

test('while the screen is cleaned, no touch does anything, and it ends by itself', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic, checkInOnly) });
  const page = await kiosk.page('check-in');
  await page.clock.install();
  const staff = await openStaff(kiosk);
  await staff.getByRole('button', { name: /Clean/ }).click();
  await expect(staff.getByText('Wipe the screen now')).toBeVisible();
  for (const [x, y] of [
    [100, 100],
    [540, 960],
    [540, 1700],
    [60, 1880],
  ] as const) {
    await staff.touchscreen.tap(x, y);
  }
  await staff.clock.runFor(29_000);
  await expect(staff.getByText('Wipe the screen now')).toBeVisible();

  await staff.clock.runFor(10_000);
  await expect(staff.getByText(START)).toBeVisible();
});

test('without a PIN in its file the door stays shut, and the page says so', async ({
  startKiosk,
  clinic,
}) => {
  const { pinHash: _, ...file } = kioskFile(clinic, checkInOnly);
  const kiosk = await startKiosk({ file });
  const staff = await openStaff(kiosk);
  await enter(staff, PIN);

  await expect(staff.getByText(/hash-pin/)).toBeVisible();
});

/** Five touches in the corner, as a cleaner or a technician makes them. */
async function openStaff(kiosk: RunningKiosk): Promise<Page> {
  const page = await kiosk.page('check-in');
  await expect(page.getByText(START)).toBeVisible();
  for (let taps = 0; taps < 5; taps += 1) await page.touchscreen.tap(40, 40);
  await expect(page.getByRole('button', { name: /Clean/ })).toBeVisible();
  return page;
}

/** An action that asks once more before it is done. */
async function doSurely(staff: Page, action: string): Promise<void> {
  await staff.getByRole('button', { name: action }).click();
  await expect(staff.getByRole('heading', { name: 'Are you sure?' })).toBeVisible();
  await staff.getByRole('button', { name: action }).click();
}

async function enter(staff: Page, pin: string): Promise<void> {
  for (const digit of pin) {
    await staff.getByRole('button', { name: digit, exact: true }).click();
  }
  await staff.getByRole('button', { name: 'OK' }).click();
}
