import { identify, JAMES } from '../support/identify.ts';
import { kioskFile, LANDSCAPE, PORTRAIT, windowsOf } from './kiosk-files.ts';
import { expect, test, START } from './kiosk-test.ts';

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

test('an unplugged display takes only its own window, which returns with it', async ({
  startKiosk,
  clinic,
}) => {
  const kiosk = await startKiosk({ file: kioskFile(clinic), displays: [PORTRAIT, LANDSCAPE] });
  const checkIn = await kiosk.page('check-in');
  await expect(checkIn.getByText(START)).toBeVisible();
  clinic.book(JAMES);
  await kiosk.page('feedback');
  await identify(checkIn, JAMES.dateOfBirth, 'W');
  await expect(checkIn.getByText(/Initials.*J\. W\./)).toBeVisible();

  await kiosk.setDisplays([PORTRAIT]);
  await expect.poll(async () => (await kiosk.windows()).length).toBe(1);
  await kiosk.setDisplays([]);
  const larger = { ...LANDSCAPE, id: 7, bounds: { x: 1080, y: 0, width: 2560, height: 1440 } };
  await kiosk.setDisplays([PORTRAIT, larger]);
  await expect
    .poll(async () => (await kiosk.windows()).find(({ page }) => page === 'feedback')?.bounds)
    .toEqual(larger.bounds);
  await expect(checkIn.getByText(/Initials.*J\. W\./)).toBeVisible();
});
