import { writeFileSync } from 'node:fs';
import { freePort } from '../support/free-port.ts';
import { kioskFile, PORTRAIT, windowsOf } from './kiosk-files.ts';
import { expect, test, START } from './kiosk-test.ts';

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

test('run from its sources without a file, it is a demonstration, whose PIN it says', async ({
  startKiosk,
}) => {
  // Its usual port may be in use here: what counts is that it tries.
  const kiosk = await startKiosk({ file: null });
  await kiosk.page('check-in');

  expect(kiosk.log()).toContain('a demonstration; its staff PIN is');
});

test('a file that names no clinic is a demonstration, which says so to everybody', async ({
  startKiosk,
}) => {
  const kiosk = await startKiosk({ file: { server: { port: await freePort() } } });
  const checkIn = await kiosk.page('check-in');

  await expect(checkIn.getByText(/demonstration/i)).toBeVisible();
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
  await expect(fault.getByText(/upkeepAt.*"08:30"/)).toBeVisible();
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
