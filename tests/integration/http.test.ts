import { expect, test } from 'vitest';
import { TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { appointment, runClinic, TEN_O_CLOCK } from '../support/running-clinic.ts';

test('health says whether what is told can be kept', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'room-3', providerId: null });

  const response = await fetch(`${clinic.app.url}/health`);

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    status: 'ok',
    database: { isWritable: true, synchronous: 'full' },
    lastEvent: { seq: 1 },
    scheduleAt: null,
    connections: { desk: 1 },
    disk: { isLow: false },
    isDemonstration: false,
  });
});

test("health says when the day's list last came in", async () => {
  await using clinic = await runClinic();
  clinic.app.stores.appointments.put(appointment(), TEN_O_CLOCK);
  clinic.app.stores.appointments.put(appointment(), TEN_O_CLOCK + 60_000);

  const response = await fetch(`${clinic.app.url}/health`);

  expect(await response.json()).toMatchObject({ scheduleAt: '2026-11-21T10:01:00.000Z' });
});

test('health fails with 503 when the database cannot be written', async () => {
  await using clinic = await runClinic();
  clinic.app.db.pragma('query_only = ON');

  const response = await fetch(`${clinic.app.url}/health`);
  clinic.app.db.pragma('query_only = OFF');

  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: 'failing' });
});

test('metrics count commands by outcome and devices by role', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('queue:call-next', { stationId: 'room-3' });

  const text = await (await fetch(`${clinic.app.url}/metrics`)).text();

  expect(text).toContain(
    'foyer_commands_total{name="queue:call-next",outcome="station-not-open"} 1',
  );
  expect(text).toContain('foyer_connections{role="desk"} 1');
});

test('metrics count what came of the promises to those who were called', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'room-3', providerId: null });
  await desk.send('check-in:take-number', { serviceId: 'doctor', needs: [], language: 'en' });
  await desk.send('queue:call-next', { stationId: 'room-3' });

  const text = await (await fetch(`${clinic.app.url}/metrics`)).text();

  expect(text).toContain('foyer_promises_total{service="doctor",outcome="inside"} 1');
  expect(text).toContain('foyer_wait_trust{service="doctor"} 1');
});

test('every answer carries a policy without inline scripts or other sites', async () => {
  await using clinic = await runClinic();

  const response = await fetch(`${clinic.app.url}/health`);

  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test("a download needs the manager's token and days that are days", async () => {
  await using clinic = await runClinic();
  const url = `${clinic.app.url}/manager/answers.csv`;
  const days = '?from=2026-11-01&to=2026-11-21';
  const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  expect((await fetch(url + days)).status).toBe(403);
  expect((await fetch(url + days, as(TOKENS.desk))).status).toBe(403);
  expect((await fetch(`${url}?from=yesterday&to=x`, as(TOKENS.manager))).status).toBe(400);
  const allowed = await fetch(url + days, as(TOKENS.manager));
  expect(allowed.status).toBe(200);
  expect(allowed.headers.get('content-type')).toContain('text/csv');
});
