import { expect, test } from './kiosk-test.ts';

/** Two seconds before the hour at which pages are loaded afresh. */
const JUST_BEFORE = '2026-11-24T03:29:58';
/** Enough before it for a patient to begin. */
const BEFORE = '2026-11-24T03:29:45';

test('at night a page that nobody uses is loaded afresh', async ({ startCheckIn }) => {
  const { kiosk, page } = await startCheckIn({ startsAt: JUST_BEFORE });

  await expect.poll(() => kiosk.log()).toContain('upkeep: check-in is loaded afresh');
  await expect.poll(() => page.url()).toContain('?load=2');
});

test('a patient in the middle is left alone, and upkeep follows when they are done', async ({
  startCheckIn,
}) => {
  const { kiosk, page } = await startCheckIn({ startsAt: BEFORE });
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
