import type { Page } from '@playwright/test';

/** Goes through the kiosk as a patient does, up to the question whether the appointment is theirs. */
export async function identify(kiosk: Page, dateOfBirth: string, letter: string): Promise<void> {
  await kiosk.getByRole('button', { name: /English/ }).click();
  const [year = '', month = '', day = ''] = dateOfBirth.split('-');
  for (const digit of `${day}${month}${year}`) {
    await kiosk.getByRole('button', { name: digit, exact: true }).click();
  }
  await kiosk.getByRole('button', { name: 'Continue' }).click();
  await kiosk.getByRole('button', { name: letter, exact: true }).click();
  const go = kiosk.getByRole('button', { name: 'Continue' });
  if (await go.isVisible()) await go.click();
}
