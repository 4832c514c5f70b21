import { JAMES } from '../support/identify.ts';
import { keepsTheRules } from '../support/keeps-the-rules.ts';
import { expect, test } from './clinic.ts';

const OTHER = { firstName: 'Ana', lastName: 'Ruiz', dateOfBirth: '1990-01-02', inMinutes: 60 };

test('the desk reads that somebody here is no longer on the list, and says when it is done', async ({
  clinic,
  devices,
}) => {
  clinic.book(OTHER, JAMES);
  const desk = await devices.open('desk');
  await desk.getByRole('textbox').fill('Whitfield');
  await desk.getByRole('button', { name: 'Check in James Whitfield' }).click();
  await desk.getByRole('button', { name: 'Check in now' }).click();
  await desk.getByRole('textbox').fill('');

  clinic.book(OTHER);

  const needYou = desk.getByRole('region', { name: /People need you/ });
  await expect(
    needYou.getByText(/James Whitfield.* is here, but is no longer on the hospital's list/),
  ).toBeVisible();
  await keepsTheRules(desk, 'a conflict');
  await needYou.getByRole('button', { name: /^Done/ }).press('Enter');
  await expect(needYou.getByText('Nobody is asking for help.')).toBeVisible();
  await expect(desk.getByText("Noted: the hospital's list said otherwise")).toBeVisible();
  await expect(desk.getByRole('table').getByText('James Whitfield')).toBeVisible();
});
