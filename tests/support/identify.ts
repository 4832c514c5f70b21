import type { Page } from '@playwright/test';
import type { Person } from './clinic-folder.ts';

/** Somebody with an appointment in ten minutes, to be identified by "W". */
export const JAMES: Person = {
  firstName: 'James',
  lastName: 'Whitfield',
  dateOfBirth: '1984-03-27',
  inMinutes: 10,
};

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
