import { request } from 'node:http';
import { expect, test } from 'vitest';
import { CONTRACT_VERSION } from '../../shared/contract/events.ts';
import { A_NUMBER, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { appointment, runClinic, TEN_O_CLOCK, testClock } from '../support/running-clinic.ts';

const MINUTE = 60_000;

async function refusal(attempt: Promise<unknown>): Promise<unknown> {
  const error: unknown = await attempt.then(
    () => new Error('it was let in'),
    (reason: unknown) => reason,
  );
  return error instanceof Error && 'data' in error ? error.data : error;
}

test('without a right token for the role there is no connection', async () => {
  await using clinic = await runClinic();
  const { url } = clinic.app;
  const notAllowed = { reason: 'not-allowed' };

  expect(await refusal(TestDevice.connect(url, 'desk', null))).toEqual(notAllowed);
  expect(await refusal(TestDevice.connect(url, 'desk', 'x'))).toEqual(notAllowed);
  expect(await refusal(TestDevice.connect(url, 'desk', TOKENS.kiosk))).toEqual(notAllowed);
  expect(await refusal(TestDevice.connect(url, 'nobody' as never, TOKENS.desk))).toEqual(
    notAllowed,
  );
  expect(await refusal(TestDevice.connect(url, 'phone', 'no-such-key'))).toEqual({
    reason: 'visit-over',
  });
});

test('a page of another version of the contract is told to fetch itself anew', async () => {
  await using clinic = await runClinic();

  const attempt = TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk, {
    contractVersion: CONTRACT_VERSION + 1,
  });

  expect(await refusal(attempt)).toEqual({ reason: 'contract-changed' });
});

test('a page of another site may not use the socket, our own and the shell may', async () => {
  await using clinic = await runClinic();
  const socketUrl = `${clinic.app.url}/socket.io/?EIO=4&transport=websocket`;
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };

  const status = (origin: string) =>
    new Promise<number>((resolve) => {
      const attempt = request(socketUrl, { headers: { ...headers, origin } });
      attempt.on('response', (response) => resolve(response.statusCode ?? 0));
      attempt.on('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode ?? 0);
      });
      attempt.end();
    });

  expect(await status('https://evil.example')).toBe(400);
  expect(await status(clinic.app.url)).toBe(101);
  expect(await status('app://kiosk')).toBe(101);
});

test('a display sees its own area, the main screen all of them', async () => {
  await using clinic = await runClinic();
  using blue = await TestDevice.connect(clinic.app.url, 'display', TOKENS.display);
  using all = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);

  await desk.send('check-in:take-number', A_NUMBER);
  const main = await all.until((snapshot) => snapshot.waitingCount === 1);

  expect(main.next).toHaveLength(1);
  expect(blue.latest.waitingCount).toBe(0);
  expect(blue.latest.areaLabel).toEqual({ en: 'Blue area' });
});

test('a burst of changes is one snapshot for those who watch, and revisions have no gap', async () => {
  await using clinic = await runClinic();
  using all = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  await Promise.all(Array.from({ length: 30 }, () => kiosk.send('check-in:take-number', A_NUMBER)));
  await all.until((snapshot) => snapshot.waitingCount === 30);

  expect(all.snapshots.length).toBeLessThan(20);
  const revisions = all.snapshots.map(({ revision }) => revision);
  expect(revisions).toEqual(revisions.map((_, index) => (revisions[0] ?? 0) + index));
});

test('who comes in the middle of a change takes nothing from those who were there', async () => {
  await using clinic = await runClinic();
  using first = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const [, second] = await Promise.all([
    kiosk.send('check-in:take-number', A_NUMBER),
    TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll),
  ]);

  await first.until((snapshot) => snapshot.waitingCount === 1);
  await second.until((snapshot) => snapshot.waitingCount === 1);
  second.socket.close();
  expect(first.latest.revision).toBe(second.latest.revision);
});

test('asking for the snapshot again gives the present one', async () => {
  await using clinic = await runClinic();
  using all = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  const before = all.snapshots.length;

  all.socket.emit('snapshot:get');
  await all.until(() => all.snapshots.length > before);

  expect(all.latest.revision).toBe(all.snapshots[0]?.revision);
});

test('calls made while a screen was away are all there when it comes back, in order', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  using all = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  for (let index = 0; index < 3; index += 1) await desk.send('check-in:take-number', A_NUMBER);
  all.socket.disconnect();

  for (let index = 0; index < 3; index += 1) {
    const called = await desk.send('queue:call-next', { stationId: 'bloods' });
    if (called.ok) await desk.send('queue:start', { entryId: called.value.entryId });
    if (called.ok) await desk.send('queue:finish', { entryId: called.value.entryId });
  }
  all.socket.connect();
  const back = await all.until((snapshot) => snapshot.calls.length === 3);

  expect(back.calls.map((call) => call.callNumber)).toEqual([1, 2, 3]);
});

test('after a restart every device comes back to the present state by itself', async () => {
  await using clinic = await runClinic();
  using all = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);
  await kiosk.send('check-in:take-number', A_NUMBER);
  const seen = all.snapshots.length;

  await clinic.restart();
  const back = await all.until(
    (snapshot) => all.snapshots.length > seen && snapshot.waitingCount === 1,
  );

  expect(back.next).toHaveLength(1);
});

test('help from a kiosk reaches the desk, and the answer the kiosk', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  const first = await kiosk.send('help:call', { screen: 'birthdate', language: 'ar' });
  const again = await kiosk.send('help:call', { screen: 'name', language: 'ar' });
  const asked = await desk.until((snapshot) => snapshot.help.length > 0);
  await kiosk.until((snapshot) => snapshot.openHelp.length === 1);
  await desk.send('help:answer', { helpId: asked.help[0]?.helpId ?? '' });
  const answered = await kiosk.until((snapshot) => snapshot.openHelp.length === 0);

  expect(again).toEqual(first);
  expect(asked.help).toMatchObject([{ kind: 'kiosk', place: 'Kiosk 1', screen: 'birthdate' }]);
  expect(answered.openHelp).toEqual([]);
});

test('a phone follows its own visit to the end', async () => {
  await using clinic = await runClinic();
  const { app } = clinic;
  app.stores.appointments.put(appointment(), TEN_O_CLOCK);
  using desk = await TestDevice.connect(app.url, 'desk', TOKENS.desk);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  await desk.send('check-in:take-number', A_NUMBER);
  const [entry] = app.day.entries();
  using phone = await TestDevice.connect(
    app.url,
    'phone',
    app.day.visit(entry?.visitId ?? '')?.phoneKey ?? '',
  );

  await desk.send('queue:call-next', { stationId: 'bloods' });
  const turn = await phone.until((snapshot) => snapshot.call !== null);
  await phone.send('phone:answer-call', { answer: 'on-my-way' });
  const seen = await desk.until((snapshot) => snapshot.entries[0]?.phoneAnswer === 'on-my-way');

  expect(turn).toMatchObject({ status: 'called', call: { stationLabel: { en: 'Blood tests' } } });
  expect(seen.entries[0]?.ticket).toBe(turn.ticket);
});

test('a screen knows from the hours of the file when a closed clinic opens', async () => {
  const night = Date.UTC(2026, 10, 21, 19, 0);
  await using clinic = await runClinic({ clock: testClock(night) });

  using all = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);

  expect(all.latest.opensAt).toBe(Date.UTC(2026, 10, 22, 8, 0));
});

test('kiosk and exit screen rest when the clinic has closed, but not before the last patient has gone', async () => {
  const tenToClosing = Date.UTC(2026, 10, 21, 17, 50);
  const opens = Date.UTC(2026, 10, 22, 8, 0);
  await using clinic = await runClinic({ clock: testClock(tenToClosing) });
  const { url } = clinic.app;
  using desk = await TestDevice.connect(url, 'desk', TOKENS.desk);
  using kiosk = await TestDevice.connect(url, 'check-in', TOKENS.kiosk);
  using exit = await TestDevice.connect(url, 'feedback', TOKENS.feedback);
  await desk.send('station:open', { stationId: 'bloods', providerId: null });
  await desk.send('check-in:take-number', A_NUMBER);

  const entryId = desk.latest.entries[0]?.entryId ?? '';

  clinic.clock.advance(20 * MINUTE);
  clinic.app.refresh();
  const told = [];
  for (const step of ['queue:hold', 'queue:resume', 'queue:call-next', 'queue:start'] as const) {
    if (step === 'queue:call-next') await desk.send(step, { stationId: 'bloods' });
    else await desk.send(step, { entryId });
    told.push(
      desk.latest.entries[0]?.status,
      kiosk.latest.closedUntilAt,
      exit.latest.closedUntilAt,
    );
  }
  expect(told).toEqual(
    ['held', 'waiting', 'called', 'in-service'].flatMap((status) => [status, null, null]),
  );
  await desk.send('queue:finish', { entryId });

  await kiosk.until((snapshot) => snapshot.closedUntilAt === opens);
  await exit.until((snapshot) => snapshot.closedUntilAt === opens);
  clinic.clock.advance(14 * 60 * MINUTE);
  clinic.app.refresh();
  await kiosk.until((snapshot) => snapshot.closedUntilAt === null);
  await exit.until((snapshot) => snapshot.closedUntilAt === null);
});

test('a kiosk that starts at night is told when the clinic opens', async () => {
  const night = Date.UTC(2026, 10, 21, 22, 0);
  await using clinic = await runClinic({ clock: testClock(night) });
  using kiosk = await TestDevice.connect(clinic.app.url, 'check-in', TOKENS.kiosk);

  expect(kiosk.latest.closedUntilAt).toBe(Date.UTC(2026, 10, 22, 8, 0));
});

test('when the clocks change, kiosks and screens are told how far they are ahead now', async () => {
  const beforeTheChange = Date.UTC(2026, 2, 29, 0, 59);
  await using clinic = await runClinic({ clock: testClock(beforeTheChange) });
  const { url } = clinic.app;
  using kiosk = await TestDevice.connect(url, 'check-in', TOKENS.kiosk);
  using screen = await TestDevice.connect(url, 'display', TOKENS.display);
  expect(kiosk.latest.utcOffsetMinutes).toBe(0);

  clinic.clock.advance(60_000);
  clinic.app.refresh();

  await kiosk.until((snapshot) => snapshot.utcOffsetMinutes === 60);
  await screen.until((snapshot) => snapshot.utcOffsetMinutes === 60);
});

test('who is told that something is done has been shown it already', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);

  const reply = await desk.send('check-in:take-number', A_NUMBER);

  const ticket = reply.ok ? reply.value.ticket : '';
  expect(desk.latest.entries.map((entry) => entry.ticket)).toEqual([ticket]);
});

test('kiosk and phone tell a patient of delays that are theirs, not of another room', async () => {
  await using clinic = await runClinic();
  const { app } = clinic;
  using desk = await TestDevice.connect(app.url, 'desk', TOKENS.desk);
  using kiosk = await TestDevice.connect(app.url, 'check-in', TOKENS.kiosk);
  const late = { minutes: 20, reasonId: 'more-time' };
  await desk.send('notice:show', { stationId: 'room-3', ...late });
  await desk.send('notice:show', { stationId: 'bloods', ...late });
  await desk.send('notice:show', { stationId: null, ...late });

  const reply = await kiosk.send('check-in:take-number', A_NUMBER);

  const idOf = (stationId: string | null) =>
    app.day.notices().find((notice) => notice.stationId === stationId)?.id;
  const theirs = [idOf('bloods'), idOf(null)];
  expect(reply.ok ? reply.value.noticeIds : []).toEqual(theirs);
  const key = app.day.visit(app.day.entries()[0]?.visitId ?? '')?.phoneKey ?? '';
  using phone = await TestDevice.connect(app.url, 'phone', key);
  expect(phone.latest.notices.map(({ noticeId }) => noticeId)).toEqual(theirs);
});
