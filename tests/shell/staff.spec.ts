import type { Page } from '@playwright/test';
import { PIN } from './kiosk-files.ts';
import { expect, test, START } from './kiosk-test.ts';

test('five touches in the corner and the PIN open the maintenance page, which knows how things are', async ({
  startCheckIn,
  clinic,
}) => {
  const { kiosk, page } = await startCheckIn();
  const staff = await openStaff(page);
  await enter(staff, PIN);

  await expect(staff.getByText(clinic.url).first()).toBeVisible();
  await expect(staff.getByText('check-in').first()).toBeVisible();
  await expect(staff.getByText('the server is ready')).toBeAttached();
  expect(kiosk.log()).not.toContain(PIN);
});

test('a server restarted by staff is another process at the same address', async ({
  startCheckIn,
}) => {
  const { kiosk, page } = await startCheckIn();
  const staff = await openStaff(page);
  await enter(staff, PIN);
  const before = await kiosk.serverPid();
  await doSurely(staff, 'Restart the server');

  await expect.poll(() => kiosk.serverPid()).not.toBe(before);
  expect(kiosk.log()).toContain('staff: restart-server');
});

test('staff can leave the kiosk, and systemd is told that it was them', async ({
  startCheckIn,
  clinic,
}) => {
  const { kiosk, page } = await startCheckIn();
  const staff = await openStaff(page);
  await enter(staff, PIN);
  await doSurely(staff, 'Quit the program');

  expect(await kiosk.exited).toBe(3);
  expect(clinic.isClosed()).toBe(true);
});

test('three wrong PINs lock the door, also for the right one, and each is in the log', async ({
  startCheckIn,
}) => {
  const { kiosk, page } = await startCheckIn();
  const staff = await openStaff(page);

  const answers = await staff.evaluate(async (right) => {
    // All at once, as a script would: each has to be counted before the next is heard.
    const pins = ['111222', '333444', '555666', right];
    const results = await Promise.all(pins.map(async (pin) => await window.kiosk?.unlock(pin)));
    return results.map((result) => result?.kind);
  }, PIN);
  expect(answers.slice(0, 2)).toEqual(['wrong', 'wrong']);
  expect(answers[2]).not.toBe('unlocked');
  expect(answers[3]).toBe('locked-out');
  expect(kiosk.log().match(/staff PIN: wrong/g)?.length).toBeGreaterThanOrEqual(2);
  expect(kiosk.log()).toContain('staff PIN: locked-out');
});

test('leaving the staff page closes the door behind it', async ({ startCheckIn }) => {
  const { page } = await startCheckIn();
  const staff = await openStaff(page);
  await enter(staff, PIN);
  await staff.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByText(START)).toBeVisible();

  const again = await openStaff(page);
  const report = await again.evaluate(() => window.kiosk?.report());
  expect(report).toEqual({ ok: false, reason: 'locked' });
});

test('while the screen is cleaned, no touch does anything, and it ends by itself', async ({
  startCheckIn,
}) => {
  const { page } = await startCheckIn();
  await page.clock.install();
  const staff = await openStaff(page);
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
  startCheckIn,
}) => {
  const { page } = await startCheckIn({ change: { pinHash: undefined } });
  const staff = await openStaff(page);
  await enter(staff, PIN);

  await expect(staff.getByText(/hash-pin/)).toBeVisible();
});

/** Five touches in the corner, as a cleaner or a technician makes them. */
async function openStaff(page: Page): Promise<Page> {
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
