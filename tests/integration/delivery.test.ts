import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { type Delivery, startDelivery } from '../../server/upstream/delivery/delivery-engine.ts';
import type { Destination } from '../../server/upstream/delivery/destination.ts';
import { machineTiming } from '../../server/upstream/delivery/timing.ts';
import { A_NUMBER, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { type Fate, memoryDestination, MemoryReceiver } from '../support/memory-receiver.ts';
import { type RunningClinic, runClinic } from '../support/running-clinic.ts';

/** Delivery as the server starts it, but without the waits that spread many clinics out. */
function deliver({ app }: RunningClinic, destination: Destination): Delivery & AsyncDisposable {
  const delivery = startDelivery({
    destinations: [destination],
    stores: app.stores,
    timing: { ...machineTiming, random: () => 0 },
    logger: pino({ level: 'silent' }),
    onChanged: () => {},
  });
  return { ...delivery, [Symbol.asyncDispose]: delivery.close };
}

function throughSeq({ app }: RunningClinic): number | undefined {
  return app.stores.deliveries.progress('hub')?.throughSeq;
}

test('what patients and staff do is delivered, in order, once', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  const receiver = new MemoryReceiver();
  await using delivery = deliver(clinic, memoryDestination(receiver));
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  await desk.send('check-in:take-number', A_NUMBER);
  await desk.send('queue:call-next', { stationId: 'bloods' });
  delivery.wake();

  await vi.waitFor(() => expect(throughSeq(clinic)).toBe(3), 10_000);

  const log = clinic.app.stores.events.after(0, 10).map(({ id }) => id);
  expect(receiver.order.map(({ id }) => id)).toEqual(log);
  expect([...receiver.effects.values()]).toEqual([1, 1, 1]);
});

test('a server that stops in the middle of a request goes on after its next start', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('check-in:take-number', A_NUMBER);
  const receiver = new MemoryReceiver();
  let fate: Fate = 'taken-and-hangs';
  const destination = memoryDestination(receiver, { fate: () => fate });
  const before = deliver(clinic, destination);
  await vi.waitFor(() => expect(receiver.inbox.size).toBe(1), 10_000);
  await before.close();
  await clinic.restart();
  fate = 'arrives';

  await using after = deliver(clinic, destination);
  await vi.waitFor(() => expect(throughSeq(clinic)).toBe(1), 10_000);

  expect([...receiver.effects.values()]).toEqual([1]);
  expect(after.states()).toMatchObject([{ status: 'ok' }]);
});

test('staff see what an upstream could not take, with its ticket, and have it tried again', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  const taken = await desk.send('check-in:take-number', A_NUMBER);
  const receiver = new MemoryReceiver();
  receiver.poison = new Set(['visit.checked-in']);
  await using delivery = deliver(clinic, memoryDestination(receiver));
  await vi.waitFor(() => expect(delivery.states()[0]?.setAsideCount).toBe(1), 10_000);
  expect(taken).toMatchObject({
    value: { ticket: delivery.states()[0]?.setAside[0]?.ticket },
  });
  receiver.poison = new Set();

  const reply = await desk.send('delivery:retry', { destinationId: 'hub', seq: 1 });
  delivery.wake();

  expect(reply).toEqual({ ok: true, value: {} });
  await vi.waitFor(() => expect(delivery.states()[0]?.setAsideCount).toBe(0), 10_000);
  await vi.waitFor(() => expect(throughSeq(clinic)).toBe(2), 10_000);
  expect(clinic.app.stores.deliveries.asideCounts('hub')).toEqual({ again: 0, setAside: 0 });
  expect(clinic.app.stores.events.after(1, 1)[0]).toMatchObject({
    type: 'delivery.retried',
    aggregate: 'delivery:hub',
    body: '{"seq":1,"by":"desk-1"}',
  });
});

test('what is not set aside cannot be tried again', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);

  const reply = await desk.send('delivery:retry', { destinationId: 'hub', seq: 1 });

  expect(reply).toEqual({ ok: false, error: { code: 'refused', reason: 'not-found' } });
  expect(clinic.app.stores.events.last()).toBeNull();
});

test('asking twice to try an event again with one command id is one request', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await desk.send('check-in:take-number', A_NUMBER);
  const { deliveries, events } = clinic.app.stores;
  deliveries.begin('hub');
  const settled = [{ seq: 1, kind: 'quarantined', code: 'c', detail: '' }] as const;
  deliveries.record({ destinationId: 'hub', at: 0, settled, throughSeq: 1, failure: null });
  const id = 'a3f1d3c8-5a86-4d0e-9a38-55f9f1b7a001';

  const replies = [
    await desk.send('delivery:retry', { destinationId: 'hub', seq: 1 }, id),
    await desk.send('delivery:retry', { destinationId: 'hub', seq: 1 }, id),
  ];

  expect(replies).toEqual([
    { ok: true, value: {} },
    { ok: true, value: {} },
  ]);
  expect(events.after(1, 10).map(({ type }) => type)).toEqual(['delivery.retried']);
});
