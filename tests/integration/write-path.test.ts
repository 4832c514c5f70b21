import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { A_NUMBER, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { runClinic } from '../support/running-clinic.ts';

test('the same command id twice is one visit and the same answer', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  const commandId = randomUUID();

  const first = await kiosk.send('check-in:take-number', A_NUMBER, commandId);
  const second = await kiosk.send('check-in:take-number', A_NUMBER, commandId);

  expect(first.ok).toBe(true);
  expect(second).toEqual(first);
  expect(clinic.app.day.entries()).toHaveLength(1);
});

test('the same command id twice in one turn of the event loop is one visit too', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  const commandId = randomUUID();

  const replies = await Promise.all([
    kiosk.send('check-in:take-number', A_NUMBER, commandId),
    kiosk.send('check-in:take-number', A_NUMBER, commandId),
    kiosk.send('check-in:take-number', A_NUMBER),
  ]);

  expect(replies[1]).toEqual(replies[0]);
  expect(replies.every((reply) => reply.ok)).toBe(true);
  expect(clinic.app.day.entries()).toHaveLength(2);
});

test('a command id is answered again after a restart', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  const commandId = randomUUID();
  const first = await kiosk.send('check-in:take-number', A_NUMBER, commandId);

  await kiosk.cutBy(clinic.restart);
  const second = await kiosk.send('check-in:take-number', A_NUMBER, commandId);

  expect(second).toEqual(first);
  expect(clinic.app.day.entries()).toHaveLength(1);
});

test('a command id that was another command is refused and changes nothing', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  const commandId = randomUUID();
  await desk.send('check-in:take-number', A_NUMBER, commandId);

  const reply = await desk.send('station:close', { stationId: 'room-3' }, commandId);

  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});

test('input that is not as the contract says is refused with the place of each fault', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const reply = await kiosk.send('check-in:take-number', {
    serviceId: '',
    needs: ['gold' as never],
    language: 'en',
  });

  expect(reply).toMatchObject({
    ok: false,
    error: {
      code: 'invalid-input',
      issues: [expect.stringMatching(/^serviceId: /), expect.stringMatching(/^needs\.0: /)],
    },
  });
});

test.each([null, 7, 'x', [], { commandId: 'not-a-uuid' }, { commandId: randomUUID(), extra: 1 }])(
  'nonsense (%j) is answered, and the server goes on',
  async (nonsense) => {
    await using clinic = await runClinic();
    using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

    const reply: unknown = await kiosk.socket
      .timeout(5_000)
      .emitWithAck('check-in:take-number', nonsense);

    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect((await kiosk.send('check-in:take-number', A_NUMBER)).ok).toBe(true);
  },
);

test('a kiosk may not do what the desk does', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const reply = await kiosk.send('queue:call-next', { stationId: 'room-3' });
  const found = await kiosk.ask('appointments:find', { text: 'a' });

  expect(reply).toEqual({ ok: false, error: { code: 'forbidden' } });
  expect(found).toEqual({ ok: false, error: { code: 'forbidden' } });
});

test('when the disk is full nobody is told that they are checked in, and trying again later works', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  const pages = Number(clinic.app.db.pragma('page_count', { simple: true }));
  clinic.app.db.pragma(`max_page_count = ${pages}`);

  const full: { readonly id: string; readonly ok: boolean }[] = [];
  for (let index = 0; index < 60; index += 1) {
    const id = randomUUID();
    full.push({ id, ok: (await kiosk.send('check-in:take-number', A_NUMBER, id)).ok });
  }
  const refused = full.filter(({ ok }) => !ok);
  clinic.app.db.pragma('max_page_count = 1000000');
  const again = await kiosk.send('check-in:take-number', A_NUMBER, refused[0]?.id);

  expect(refused.length).toBeGreaterThan(0);
  expect(again.ok).toBe(true);
  const stored = clinic.app.db.prepare('SELECT count(*) AS n FROM visit').get();
  expect(stored).toEqual({ n: full.length - refused.length + 1 });
  expect(clinic.app.day.entries()).toHaveLength(full.length - refused.length + 1);
});

test('commands that come together share one transaction', async () => {
  await using clinic = await runClinic();
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  await Promise.all(Array.from({ length: 40 }, () => kiosk.send('check-in:take-number', A_NUMBER)));
  const metrics = await (await fetch(`${clinic.app.url}/metrics`)).text();

  const batches = Number(/^foyer_batch_commands_count (\d+)/m.exec(metrics)?.[1]);
  expect(clinic.app.day.entries()).toHaveLength(40);
  expect(batches).toBeLessThan(20);
});
