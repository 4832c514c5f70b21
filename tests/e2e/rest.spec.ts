import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { TOKENS } from '../support/clinic.ts';
import { keepsTheRules } from '../support/keeps-the-rules.ts';
import { type RunningClinic, runClinic, testClock } from '../support/running-clinic.ts';

const NIGHT = Date.UTC(2026, 10, 21, 22, 0);
const UNTIL_MORNING_MS = 11 * 3_600_000;
const CLOSED = { name: 'We are closed' };

type Fixtures = { readonly clinic: RunningClinic; readonly device: BrowserContext };

const test = base.extend<Fixtures>({
  // Playwright reads the fixtures a function needs from its first parameter's pattern.
  // oxlint-disable-next-line no-empty-pattern
  clinic: async ({}, use) => {
    await using clinic = await runClinic({ clock: testClock(NIGHT) });
    await use(clinic);
  },
  device: async ({ browser }, use) => {
    const context = await browser.newContext({
      viewport: { width: 1080, height: 1920 },
      hasTouch: true,
    });
    await use(context);
    await context.close();
  },
});

test('outside its hours the kiosk rests, wakes at a touch for two minutes, and opens in the morning', async ({
  clinic,
  device,
}) => {
  const kiosk = await device.newPage();
  await kiosk.clock.install({ time: NIGHT });
  await kiosk.goto(`${clinic.app.url}/check-in#${TOKENS.kiosk}`);
  await expect(kiosk.getByRole('heading', CLOSED)).toBeVisible();
  await expect(kiosk.getByText('We open on Sunday at 08:00')).toBeVisible();
  await keepsTheRules(kiosk, 'check-in at night');

  await kiosk.touchscreen.tap(900, 100);
  await expect(kiosk.getByText('Touch your language to start')).toBeVisible();
  await expect(kiosk.getByRole('button', { name: 'Call for help' })).toBeVisible();
  await kiosk.clock.runFor(119_000);
  await expect(kiosk.getByText('Touch your language to start')).toBeVisible();
  await kiosk.clock.runFor(2_000);
  await expect(kiosk.getByRole('heading', CLOSED)).toBeVisible();

  await kiosk.keyboard.press('5');
  await expect(kiosk.getByText('Touch your language to start')).toBeVisible();
  await kiosk.clock.runFor(1_000);
  await kiosk.getByRole('button', { name: /English/ }).tap();
  await expect(kiosk.getByRole('heading', { name: 'What is your date of birth?' })).toBeVisible();

  await kiosk.clock.runFor(130_000);
  await expect(kiosk.getByRole('heading', CLOSED)).toBeVisible();
  clinic.clock.advance(UNTIL_MORNING_MS);
  clinic.app.refresh();
  await expect(kiosk.getByText('Touch your language to start')).toBeVisible();
});

test('the exit screen rests too, and the touch that wakes it gives no answer', async ({
  clinic,
  device,
}) => {
  const exit = await device.newPage();
  await exit.goto(`${clinic.app.url}/feedback#${TOKENS.feedback}`);
  await expect(exit.getByRole('heading', CLOSED)).toBeVisible();
  await keepsTheRules(exit, 'feedback at night');

  const place = await placeOfAFace(exit, clinic);
  await exit.touchscreen.tap(place.x, place.y);
  await exit.touchscreen.tap(place.x, place.y);

  await expect(exit.getByRole('heading', { name: 'How was your visit today?' })).toBeVisible();
  expect(clinic.app.stores.events.last()).toBeNull();
  await expect(async () => {
    await exit.getByRole('button', { name: 'Very good' }).tap();
    await expect(exit.getByRole('heading', { name: 'Thank you.' })).toBeVisible({ timeout: 500 });
  }).toPass();
});

/** Where a face will be once it is awake: as on another exit screen that somebody has woken. */
async function placeOfAFace(exit: Page, clinic: RunningClinic) {
  const other = await exit.context().newPage();
  await other.goto(`${clinic.app.url}/feedback#${TOKENS.feedback}`);
  await other.getByRole('button', { name: 'Touch the screen to start' }).tap();
  const box = await other.getByRole('button', { name: 'Very good' }).boundingBox();
  await other.close();
  return { x: (box?.x ?? 0) + 50, y: (box?.y ?? 0) + 50 };
}
