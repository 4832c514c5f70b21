import { A_NUMBER, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { keepsTheRules } from '../support/keeps-the-rules.ts';
import { expect, test } from './clinic.ts';

const MINUTE = 60_000;

test('while a room is on a break, the phone and the desk say that it takes longer, and why', async ({
  clinic,
  devices,
}) => {
  const desk = await TestDevice.connect(clinic.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  const given = await desk.send('check-in:take-number', A_NUMBER);
  if (!given.ok) throw new Error(JSON.stringify(given.error));
  const { ticket, phoneUrl } = given.value;
  const phone = await devices.openPhone(phoneUrl ?? '');
  await expect(phone.getByRole('heading', { name: /^Wait / })).toBeVisible();
  await expect(phone.getByText('You are next.', { exact: true })).toBeVisible();

  await desk.send('station:pause', { stationId: 'bloods', untilAt: Date.now() + 30 * MINUTE });

  await expect(
    phone.getByText('We are running later than we told you. We are sorry.', { exact: true }),
  ).toBeVisible();
  await expect(phone.getByText(/^New time: around/)).toBeVisible();
  await expect(phone.getByText(/^Blood tests is on a break until about/)).toBeVisible();
  await expect(phone.getByText(/^Changed at/)).toBeVisible();
  await keepsTheRules(phone, 'phone');
  const page = await devices.open('desk');
  await expect(page.getByText(/^Later: /)).toBeVisible();
  await page.getByRole('button', { name: `${ticket}: what to do` }).click();
  await expect(
    page.getByText(/they were told that it takes longer\. Blood tests is on a break/),
  ).toBeVisible();
  await keepsTheRules(page, 'desk');
  desk.socket.close();
});

test('more people before somebody come with the reason, and never with a name', async ({
  clinic,
  devices,
}) => {
  const desk = await TestDevice.connect(clinic.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  const first = await desk.send('check-in:take-number', A_NUMBER);
  await desk.send('check-in:take-number', A_NUMBER);
  if (!first.ok) throw new Error(JSON.stringify(first.error));
  const phone = await devices.openPhone(first.value.phoneUrl ?? '');
  await expect(phone.getByText('You are next.', { exact: true })).toBeVisible();
  const second = desk.snapshots.at(-1)?.entries.find(({ ticket }) => ticket !== first.value.ticket);

  await desk.send('queue:set-priority', { entryId: second?.entryId ?? '', priority: 2 });

  await expect(phone.getByText('1 person will be called before you.')).toBeVisible();
  await expect(
    phone.getByText('Somebody who needs care urgently goes first.', { exact: true }),
  ).toBeVisible();
  desk.socket.close();
});
