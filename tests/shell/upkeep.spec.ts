import { kioskFile, windowsOf } from './kiosk-files.ts';
import { expect, test } from './kiosk-test.ts';

/** Two seconds before the hour at which pages are loaded afresh. */
const JUST_BEFORE = '2026-11-24T03:29:58';
/** Enough before it for a patient to begin. */
const BEFORE = '2026-11-24T03:29:48';
const START = 'Touch your language to start';

test('at night a page that nobody uses is loaded afresh', async ({ startKiosk, clinic }) => {
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { windows: windowsOf('check-in') }),
    startsAt: JUST_BEFORE,
  });
  const page = await kiosk.page('check-in');
  await expect(page.getByText(START)).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isOld: true }));

  await expect.poll(() => kiosk.log()).toContain('upkeep: check-in is loaded afresh');
  await expect.poll(() => page.evaluate(() => 'isOld' in window)).toBe(false);
});

test('a patient in the middle is left alone, and upkeep follows when they are done', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { windows: windowsOf('check-in') }),
    startsAt: BEFORE,
  });
  const page = await kiosk.page('check-in');
  await page.clock.install();
  await page.getByRole('button', { name: /English/ }).click();
  await page.getByRole('button', { name: '2', exact: true }).click();
  await kiosk.until('2026-11-24T03:30:03');
  expect(kiosk.log()).not.toContain('upkeep');
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();

  // They walk away: the kiosk asks whether anybody is there, and clears.
  await page.clock.runFor(46_000);
  expect(kiosk.log()).not.toContain('upkeep');
  await page.clock.runFor(31_000);
  await expect.poll(() => kiosk.log()).toContain('upkeep: check-in is loaded afresh');
});
