import { expect, START, test } from './kiosk-test.ts';

test('a page that is not loaded is loaded again', async ({ startCheckIn }) => {
  const { kiosk, page } = await startCheckIn();
  await page.evaluate(() => void window.kiosk?.act('open-staff'));
  await expect(page.getByRole('button', { name: /Clean/ })).toBeVisible();
  await kiosk.standIn?.failNextLoad('check-in');
  await page.getByRole('button', { name: 'Back' }).click();

  await expect.poll(() => kiosk.log()).toContain('check-in was not loaded: ERR_FAILED');
  await expect(page.getByText(START)).toBeVisible();
});
