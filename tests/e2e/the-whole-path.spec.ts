import type { Page } from '@playwright/test';
import { encode } from 'uqr';
import { TOKENS } from '../support/clinic.ts';
import { identify, JAMES } from '../support/identify.ts';
import { expect, test } from './clinic.ts';

test('a patient checks in, is called, leaves a face while the server is gone, and nothing is forgotten', async ({
  clinic,
  devices,
}) => {
  clinic.book(JAMES);
  const kiosk = await devices.open('check-in');
  const display = await devices.open('display');
  const desk = await devices.open('desk');
  const exit = await devices.open('feedback');
  await display.evaluate(() => {
    Object.assign(window, { chimes: 0 });
    window.addEventListener('foyer:chime', () => {
      Object.assign(window, { chimes: (window as unknown as { chimes: number }).chimes + 1 });
    });
  });
  await display.mouse.click(960, 540);
  await openStation(desk);

  await identify(kiosk, JAMES.dateOfBirth, 'W');
  await expect(kiosk.getByText(/Initials.*J\. W\./)).toBeVisible();
  await expect(kiosk.getByText(/Whitfield/)).toHaveCount(0);
  await kiosk.getByRole('button', { name: 'Interpreter' }).click();
  await kiosk.getByRole('button', { name: 'Yes, check me in' }).dblclick();
  await expect(kiosk.getByRole('heading', { name: 'You are checked in' })).toBeVisible();
  const ticket = (await kiosk.getByText(/^[KLMRWXYCFH][2-9]{2}$/).textContent()) ?? '';
  await expect(display.getByText(ticket)).toBeVisible();
  await expect(desk.getByText('James Whitfield').first()).toBeVisible();
  await kiosk.getByRole('button', { name: 'I am done' }).click();
  await expect(kiosk.getByText('Touch your language to start')).toBeVisible();
  await expect(kiosk.getByText(ticket)).toHaveCount(0);

  await desk.locator('body').press('n');
  await expect(display.getByText('Now calling')).toBeVisible();
  await expect(display.getByText(ticket).first()).toBeVisible();
  await expect(display.getByText('Room 3').first()).toBeVisible();
  await expect
    .poll(() => display.evaluate(() => (window as unknown as { chimes: number }).chimes))
    .toBeGreaterThan(0);
  await desk.getByRole('button', { name: 'Arrived' }).click();
  await desk.getByRole('button', { name: 'Finish' }).click();
  await expect(desk.getByText('Now calling to Room 3')).toHaveCount(0);

  await expect(exit.getByRole('button', { name: 'Very good' })).toBeVisible();
  await clinic.kill();
  await exit.getByRole('button', { name: 'Very good' }).click();
  await expect(exit.getByText('Your answer is saved.')).toBeVisible();
  await clinic.start();
  await expect
    .poll(async () => await (await fetch(`${clinic.url}/metrics`)).text(), { timeout: 30_000 })
    .toContain('foyer_commands_total{name="feedback:face",outcome="ok"} 1');
  await exit.reload();
  await expect(exit.getByRole('button', { name: 'Very good' })).toBeVisible();
  const manager = await devices.open('manager');
  await expect(manager.getByText(/1 answer/).first()).toBeVisible();
});

test('the phone follows from the square code to the turn', async ({ clinic, devices }) => {
  clinic.book(JAMES);
  const { page: kiosk } = await devices.blank('check-in');
  const addresses: string[] = [];
  kiosk.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const [, address] = /"phoneUrl":"([^"]+)"/.exec(String(payload)) ?? [];
      if (address !== undefined) addresses.push(address);
    });
  });
  await kiosk.goto(`${clinic.url}/check-in#${TOKENS.kiosk}`);
  const desk = await devices.open('desk');
  await openStation(desk);
  await identify(kiosk, JAMES.dateOfBirth, 'W');
  await kiosk.getByRole('button', { name: 'Yes, check me in' }).click();
  const code = kiosk.getByRole('img', { name: 'Square code for your phone' });
  await expect(code).toBeVisible();
  const address = addresses[0] ?? '';
  const dark = encode(address, { ecc: 'M', border: 2 }).data.flat().filter(Boolean).length;
  const drawn = (await code.locator('path').getAttribute('d')) ?? '';
  expect(drawn.split('M').length - 1).toBe(dark);

  const phone = await devices.openPhone(address);
  await expect(phone.getByRole('heading', { name: /^Wait / })).toBeVisible();
  await desk.locator('body').press('n');

  await expect(phone.getByRole('heading', { name: /It is your turn/ })).toBeVisible();
  await expect(phone.getByText('Room 3')).toBeVisible();
  await phone.getByRole('button', { name: 'I am on my way' }).click();
  await expect(desk.getByText('Phone: on my way')).toBeVisible();
});

test('the kiosk says within seconds that it cannot check in, and sends people to the desk', async ({
  clinic,
  devices,
}) => {
  clinic.book(JAMES);
  const kiosk = await devices.open('check-in');
  await identify(kiosk, JAMES.dateOfBirth, 'W');
  const yes = kiosk.getByRole('button', { name: 'Yes, check me in' });
  await expect(yes).toBeVisible();
  await clinic.kill();

  await yes.click();

  const title = kiosk.getByRole('heading', { name: 'We do not know if you are checked in' });
  await expect(title).toBeVisible({ timeout: 12_000 });
  await expect(kiosk.getByText(/Behind you/).first()).toBeVisible();
  await clinic.start();
  await kiosk.getByRole('button', { name: 'Try again' }).click();
  // The claim went with the server's memory: the patient answers again, and is checked in once.
  await expect(kiosk.getByText(/start again/i).first()).toBeVisible();
});

test('help is asked for at the kiosk, answered at the desk, and the kiosk says so', async ({
  devices,
}) => {
  const kiosk = await devices.open('check-in');
  const desk = await devices.open('desk');

  await kiosk.getByRole('button', { name: 'Call for help' }).click();
  await expect(desk.getByText(/Kiosk 1/).first()).toBeVisible();
  await desk.getByRole('button', { name: 'I am going' }).click();

  await expect(kiosk.getByText(/coming/i).first()).toBeVisible();
  await expect(desk.getByRole('button', { name: 'I am going' })).toHaveCount(0);
});

async function openStation(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Open Room 3' }).click();
  await desk.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(desk.getByText('Nobody is waiting for Room 3.')).toBeVisible();
}
