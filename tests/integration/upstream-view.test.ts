import { expect, test } from 'vitest';
import { A_NUMBER, clinicFile, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { freePort } from '../support/free-port.ts';
import { runClinic } from '../support/running-clinic.ts';

test('when the hub is away the kiosk says that it is saved here, the desk says why, and IT how long', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const hub = { kind: 'hub', id: 'hub', label: 'City hub', url, token: 'a-token-for-the-tests-1' };
  await using clinic = await runClinic({ file: clinicFile({ destinations: [hub] }) });
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  expect(kiosk.latest.isUpstreamBehind).toBe(false);

  await kiosk.send('check-in:take-number', A_NUMBER);

  const { destinations } = await desk.until(
    (snapshot) => snapshot.destinations[0]?.status === 'failing',
  );
  expect(destinations).toMatchObject([
    { label: 'City hub', failure: 'unreachable', waitingCount: 1 },
  ]);
  await kiosk.until((snapshot) => snapshot.isUpstreamBehind);
  const health = await fetch(`${clinic.app.url}/health`);
  expect(await health.json()).toMatchObject({
    status: 'ok',
    destinations: [{ destinationId: 'hub', status: 'failing', waitingCount: 1, setAsideCount: 0 }],
  });
  const metrics = await fetch(`${clinic.app.url}/metrics`);
  expect(await metrics.text()).toContain('foyer_destination_waiting{destination="hub"} 1');
});
