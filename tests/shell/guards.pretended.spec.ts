import { KIOSK_CHANNELS, KIOSK_ORIGIN } from '../../shared/contract/kiosk-bridge.ts';
import { PORTRAIT } from './kiosk-files.ts';
import { expect, test, START } from './kiosk-test.ts';

test('a page gets no permission but the way to its own server', async ({ startCheckIn }) => {
  const { kiosk } = await startCheckIn();

  for (const permission of ['geolocation', 'media', 'notifications', 'clipboard-read', 'hid']) {
    expect(await kiosk.asksFor(permission), permission).toEqual({ request: false, check: false });
  }
  expect(await kiosk.asksFor('loopback-network')).toEqual({ request: true, check: true });
});

test('messages from anywhere but a page of ours are refused and noted', async ({
  startCheckIn,
}) => {
  const { kiosk } = await startCheckIn();

  const act = { channel: KIOSK_CHANNELS.act, values: ['open-staff'] };
  for (const frame of [
    { url: 'https://example.com/check-in/', isMain: true },
    { url: 'app://kiosk.example.com/check-in/', isMain: true },
    { url: `${KIOSK_ORIGIN}/check-in/`, isMain: false },
  ]) {
    await expect(kiosk.standIn?.invokeAs('check-in', frame, act)).rejects.toThrow(/Refused/);
  }
  expect(kiosk.log().match(/refused on kiosk:act/g)).toHaveLength(3);
});

test('an installed kiosk has no developer tools, one run from its sources has', async ({
  startCheckIn,
}) => {
  const installed = await startCheckIn({ isPackaged: true });
  const fromSources = await startCheckIn();

  expect(await installed.kiosk.opensDevTools('check-in')).toBe(false);
  expect(await fromSources.kiosk.opensDevTools('check-in')).toBe(true);
});

test('an installed kiosk without a file says so instead of showing invented patients', async ({
  startKiosk,
}) => {
  const kiosk = await startKiosk({ file: null, displays: [PORTRAIT], isPackaged: true });
  const fault = await kiosk.anyPage();

  await expect(fault.getByRole('heading', { name: /go to the desk/ })).toBeVisible();
  await expect(fault.getByText('/etc/foyer/kiosk.json')).toBeVisible();
});

test('a window that is asked to close stays', async ({ startCheckIn }) => {
  const { kiosk, page } = await startCheckIn();
  await kiosk.standIn?.askToClose('check-in');

  await expect(page.getByText(START)).toBeVisible();
  expect(kiosk.log()).not.toContain('lost its window');
});
