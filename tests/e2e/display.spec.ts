import { expect, test } from './clinic.ts';
import { TestDevice } from '../support/device.ts';
import { A_NUMBER, TOKENS } from '../support/clinic.ts';

test('every call is announced once and in order, also those made while the screen was away', async ({
  clinic,
  devices,
}) => {
  const desk = await TestDevice.connect(clinic.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  const tickets: string[] = [];
  const call = async (): Promise<void> => {
    await desk.send('check-in:take-number', A_NUMBER);
    const called = await desk.send('queue:call-next', { stationId: 'bloods' });
    if (!called.ok) throw new Error(JSON.stringify(called.error));
    tickets.push(called.value.ticket);
    await desk.send('queue:start', { entryId: called.value.entryId });
    await desk.send('queue:finish', { entryId: called.value.entryId });
  };
  const { page: display, context } = await devices.blank('display');
  await display.addInitScript(() => {
    const announced: string[] = [];
    Object.assign(window, { announced });
    new MutationObserver(() => {
      const text = document.querySelector('[data-announced]')?.textContent ?? '';
      if (text !== '' && text !== announced.at(-1)) announced.push(text);
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await display.goto(`${clinic.url}/display#${TOKENS.displayAll}`);
  await expect(display.getByText('Nobody is waiting')).toBeVisible();

  await call();
  await expect(display.getByText(tickets[0] ?? '').first()).toBeVisible();
  await context.setOffline(true);
  await call();
  await call();
  await clinic.kill();
  await clinic.start();
  await context.setOffline(false);
  await desk.until((snapshot) => snapshot.stations.length > 0);

  const announced = () =>
    display.evaluate(() => (window as unknown as { announced: string[] }).announced);
  await expect.poll(announced, { timeout: 60_000 }).toHaveLength(3);
  const heard = await announced();
  expect(heard.map((text, index) => text.includes(tickets[index] ?? '?'))).toEqual([
    true,
    true,
    true,
  ]);
  desk.socket.close();
});

test('a screen that has heard nothing for 30 seconds says since when, and shows no waits', async ({
  clinic,
  devices,
}) => {
  const { page: display } = await devices.blank('display');
  await display.clock.install();
  await display.goto(`${clinic.url}/display#${TOKENS.displayAll}`);
  await expect(display.getByText('Nobody is waiting')).toBeVisible();

  await clinic.kill();
  await display.clock.runFor(32_000);

  await expect(display.getByText(/This screen stopped updating at/)).toBeVisible();
  await expect(display.getByText('Wait about')).toHaveCount(0);
});
