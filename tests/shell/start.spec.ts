import { writeFileSync } from 'node:fs';
import { identify } from '../support/identify.ts';
import { kioskFile, LANDSCAPE, PORTRAIT, windowsOf } from './kiosk-files.ts';
import { expect, test } from './kiosk-test.ts';

const JAMES = {
  firstName: 'James',
  lastName: 'Whitfield',
  dateOfBirth: '1984-03-27',
  inMinutes: 10,
};

const START = 'Touch your language to start';

test('check-in fills the primary display and the exit page the next one', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic), displays: [LANDSCAPE, PORTRAIT] });
  await kiosk.page('check-in');
  await kiosk.page('feedback');

  const windows = await kiosk.windows();
  expect(windows.toSorted((a, b) => a.page.localeCompare(b.page))).toEqual([
    { page: 'check-in', bounds: PORTRAIT.bounds, isKiosk: true },
    { page: 'feedback', bounds: LANDSCAPE.bounds, isKiosk: true },
  ]);
});

test('a patient checks in and leaves a face at a kiosk that has its own server', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic), displays: [PORTRAIT, LANDSCAPE] });
  const checkIn = await kiosk.page('check-in');
  await expect(checkIn.getByText(START)).toBeVisible();
  clinic.book(JAMES);
  await identify(checkIn, JAMES.dateOfBirth, 'W');
  await checkIn.getByRole('button', { name: 'Yes, check me in' }).click();
  await expect(checkIn.getByRole('heading', { name: 'You are checked in' })).toBeVisible();

  const exit = await kiosk.page('feedback');
  await exit.getByRole('button', { name: 'Very good' }).click();
  await expect(exit.getByText('Your answer is saved.')).toBeVisible();

  kiosk.signal('SIGTERM');
  expect(await kiosk.exited).toBe(0);
  const stored = clinic.eventTypes();
  expect(stored).toContain('visit.checked-in');
  expect(stored).toContain('feedback.given');
});

test('displays are told apart by their labels, and a page without one takes what is left', async ({
  startKiosk,
  clinic,
}) => {
  const [checkIn, feedback] = windowsOf('check-in', 'feedback');
  const kiosk = await startKiosk({
    file: kioskFile(clinic, { windows: [{ ...checkIn, display: 'hdmi-1' }, feedback] }),
    displays: [PORTRAIT, LANDSCAPE],
  });
  await kiosk.page('check-in');
  await kiosk.page('feedback');

  const places = Object.fromEntries(
    (await kiosk.windows()).map(({ page, bounds }) => [page, bounds]),
  );
  expect(places).toEqual({ 'check-in': LANDSCAPE.bounds, feedback: PORTRAIT.bounds });
});

test('a kiosk can be a client of a server on another machine', async ({
  startKiosk,
  clinic,
  startServer,
}) => {
  await startServer();
  const kiosk = await startKiosk({
    file: kioskFile(clinic, {
      server: { url: clinic.url },
      windows: windowsOf('check-in'),
    }),
  });
  const checkIn = await kiosk.page('check-in');

  await expect(checkIn.getByText(START)).toBeVisible();
  expect(await kiosk.serverPid()).toBeNull();
});

test('without a file it is a demonstration, which says so', async ({ startKiosk }) => {
  const kiosk = await startKiosk({ file: null, displays: [PORTRAIT] });
  const checkIn = await kiosk.page('check-in');

  await expect(checkIn.getByText(/demonstration/i)).toBeVisible();
});

test('an installed kiosk without a file says so instead of showing invented patients', async ({
  startKiosk,
}) => {
  const kiosk = await startKiosk({ file: null, displays: [PORTRAIT], isPackaged: true });
  const fault = await kiosk.anyPage();

  await expect(fault.getByRole('heading', { name: /go to the desk/ })).toBeVisible();
  await expect(fault.getByText('/etc/foyer/kiosk.json')).toBeVisible();
});

test('a second program ends at once and leaves the first alone', async ({ startKiosk, clinic }) => {
  const first = await startKiosk({ file: kioskFile(clinic) });
  await first.page('check-in');
  const second = await startKiosk({ file: kioskFile(clinic), userData: first.userData });

  expect(await second.exited).toBe(0);
  expect(await first.windows()).not.toHaveLength(0);
});

test('a file that is not right is named on the screen with the place in it, and put right it starts', async ({
  startKiosk,
  clinic,
}) => {
  const file = kioskFile(clinic, { upkeepAt: 'at night' });
  const kiosk = await startKiosk({ file, displays: [PORTRAIT] });
  const fault = await kiosk.anyPage();
  await expect(fault.getByRole('heading', { name: /go to the desk/ })).toBeVisible();
  await expect(fault.getByText(/upkeepAt.*"03:30"/)).toBeVisible();
  expect(await fault.content()).not.toMatch(/kiosk-token-for-the-tests/);

  writeFileSync(kiosk.file, JSON.stringify(kioskFile(clinic)));
  expect(await kiosk.exited).toBe(75);
});

test('stopped by a signal, it has the server close its database', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic) });
  await expect((await kiosk.page('check-in')).getByText(START)).toBeVisible();
  kiosk.signal('SIGTERM');

  expect(await kiosk.exited).toBe(0);
  expect(kiosk.log()).not.toContain('was killed');
  expect(clinic.isClosed()).toBe(true);
});
