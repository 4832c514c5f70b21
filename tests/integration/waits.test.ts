import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Sender } from '../../server/commands/command-context.ts';
import { learnAgain } from '../../server/waits/learn-again.ts';
import type { CommandName } from '../../shared/contract/commands.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { A_NUMBER, clinicFile, clinicSettings, TOKENS } from '../support/clinic.ts';
import { TestDevice } from '../support/device.ts';
import { runClinic, type RunningClinic } from '../support/running-clinic.ts';

const DESK: Sender = { id: 'desk-1', role: 'desk', label: 'Desk', visitId: null };
const SOON = { timeout: 10_000, interval: 20 };

async function act(app: App, name: CommandName, body: object): Promise<void> {
  const reply = await app.bus.submit(name, { commandId: randomUUID(), ...body }, DESK);
  if (!reply.ok) throw new Error(`${name} was answered ${JSON.stringify(reply.error)}`);
}

async function openBloods({ app }: RunningClinic): Promise<void> {
  await act(app, 'station:open', { stationId: 'bloods', providerId: null });
}

async function takeNumbers({ app }: RunningClinic, count: number): Promise<void> {
  for (let taken = 0; taken < count; taken += 1) await act(app, 'check-in:take-number', A_NUMBER);
}

/** Of the oldest in the queue. */
function told({ app }: RunningClinic) {
  return app.day
    .entries()
    .filter(({ status }) => status === 'waiting')
    .map(({ id }) => app.waits.board.of(id)?.shown);
}

function ledger({ app }: RunningClinic): readonly unknown[] {
  return app.db.prepare('SELECT change, from_at, to_at FROM promise ORDER BY id').all();
}

async function refreshes({ app }: RunningClinic): Promise<Record<string, number>> {
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  const count = (name: string): number =>
    Number(new RegExp(`^${name} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0);
  return {
    rollout: count('foyer_wait_refresh_seconds_count\\{how="rollout"\\}'),
    means: count('foyer_wait_refresh_seconds_count\\{how="means"\\}'),
    failures: count('foyer_wait_refresh_failures_total'),
  };
}

/** Sees `count` people, each for seven minutes, and leaves the station closed. */
async function seePeople(clinic: RunningClinic, count: number): Promise<void> {
  const { app, clock } = clinic;
  await openBloods(clinic);
  await takeNumbers(clinic, count);
  for (let seen = 0; seen < count; seen += 1) {
    await act(app, 'queue:call-next', { stationId: 'bloods' });
    clock.advance(MINUTE_MS);
    const entryId = app.day.entries().find(({ status }) => status === 'called')?.id;
    await act(app, 'queue:start', { entryId });
    clock.advance(6 * MINUTE_MS);
    await act(app, 'queue:finish', { entryId });
    clock.advance(MINUTE_MS);
  }
  await act(app, 'station:close', { stationId: 'bloods' });
}

/** Turns to the next day and waits until the one before is learned. */
async function sleepOver({ app, clock }: RunningClinic): Promise<void> {
  const before = app.stores.waitModels.find()?.day ?? '';
  clock.advance(DAY_MS - (clock.now() % DAY_MS) + 8 * 60 * MINUTE_MS);
  app.bus.tick();
  await vi.waitFor(() => expect(app.stores.waitModels.find()?.day ?? '').not.toBe(before), SOON);
}

test('whoever checks in is told a window at once, the same on every screen, and it is in the ledger', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  using display = await TestDevice.connect(clinic.app.url, 'display', TOKENS.displayAll);
  await openBloods(clinic);
  await takeNumbers(clinic, 3);

  const reply = await desk.send('check-in:take-number', A_NUMBER);

  const wait = reply.ok ? reply.value.wait : null;
  const ticket = reply.ok ? reply.value.ticket : '';
  const inLedger = ledger(clinic)[3];
  expect(wait).toMatchObject({ kind: 'window' });
  const { fromAt, toAt } = wait?.kind === 'window' ? wait : { fromAt: 0, toAt: 0 };
  expect(inLedger).toEqual({ change: 'issued', from_at: fromAt, to_at: toAt });
  const onDesk = await desk.until(({ entries }) => entries.some((one) => one.ticket === ticket));
  const shown = await display.until(({ next }) => next.some((one) => one.ticket === ticket));
  expect(onDesk.entries.find((one) => one.ticket === ticket)?.wait).toEqual(wait);
  expect(shown.next.find((one) => one.ticket === ticket)?.wait).toEqual(wait);
});

test('a window that slips is in the ledger before a screen shows it, with the reason', async () => {
  await using clinic = await runClinic();
  using desk = await TestDevice.connect(clinic.app.url, 'desk', TOKENS.desk);
  await openBloods(clinic);
  await takeNumbers(clinic, 2);
  const before = told(clinic)[1];
  clinic.clock.advance(40 * MINUTE_MS);
  clinic.app.waits.tick();

  const later = await desk.until(({ entries }) => entries.some(({ slip }) => slip !== null));

  const slipped = later.entries.find(({ slip }) => slip !== null);
  const { fromAt, toAt } = slipped?.wait?.kind === 'window' ? slipped.wait : { fromAt: 0, toAt: 0 };
  expect(slipped?.wait).not.toEqual(before);
  expect(ledger(clinic)).toContainEqual({ change: 'slipped', from_at: fromAt, to_at: toAt });
});

test('when its thread dies the means alone keep waits going, until there is another', async () => {
  await using clinic = await runClinic();
  await openBloods(clinic);
  await takeNumbers(clinic, 2);
  await vi.waitFor(
    async () => expect((await refreshes(clinic))['rollout']).toBeGreaterThan(0),
    SOON,
  );
  await clinic.app.waits.thread.kill();
  clinic.clock.advance(40 * MINUTE_MS);

  clinic.app.waits.tick();

  await vi.waitFor(async () => expect((await refreshes(clinic))['means']).toBe(1), SOON);
  expect(ledger(clinic)).toContainEqual(expect.objectContaining({ change: 'slipped' }));
  const { rollout } = await refreshes(clinic);
  await vi.waitFor(async () => {
    clinic.app.waits.tick();
    expect((await refreshes(clinic))['rollout']).toBeGreaterThan(rollout ?? 0);
  }, SOON);
});

test('while everybody’s wait is worked out, a command is answered', async () => {
  await using clinic = await runClinic();
  await openBloods(clinic);
  await Promise.all(Array.from({ length: 200 }, () => takeNumbers(clinic, 1)));
  await vi.waitFor(
    async () => expect((await refreshes(clinic))['rollout']).toBeGreaterThan(0),
    SOON,
  );
  const { thread } = clinic.app.waits;
  await vi.waitFor(() => expect(thread.isReady).toBe(true), SOON);
  const before = told(clinic).length;
  clinic.app.waits.tick();

  await act(clinic.app, 'queue:call-next', { stationId: 'bloods' });

  expect(thread.isReady).toBe(false);
  expect(told(clinic)).toHaveLength(before - 1);
});

test('whoever is held is told so at once, and a window again once they wait', async () => {
  await using clinic = await runClinic();
  await openBloods(clinic);
  await takeNumbers(clinic, 1);
  const entryId = clinic.app.day.entries()[0]?.id ?? '';
  const shown = () => clinic.app.waits.board.of(entryId)?.shown;

  await act(clinic.app, 'queue:hold', { entryId });
  expect(shown()).toEqual({ kind: 'unknown', reason: 'held' });

  await act(clinic.app, 'queue:resume', { entryId });
  expect(shown()).toMatchObject({ kind: 'window' });

  await act(clinic.app, 'queue:call-next', { stationId: 'bloods' });
  expect(clinic.app.waits.board.of(entryId)).toBeNull();
});

test('a restart changes nothing of what people were told, nor of what was learned', async () => {
  await using clinic = await runClinic();
  await seePeople(clinic, 3);
  await sleepOver(clinic);
  await openBloods(clinic);
  await takeNumbers(clinic, 3);
  const before = { told: told(clinic), learned: clinic.app.stores.waitModels.find() };

  await clinic.restart();

  expect({ told: told(clinic), learned: clinic.app.stores.waitModels.find() }).toEqual(before);
});

test('each day is learned when it is over, and the whole log leads to the same, to the bit', async () => {
  await using clinic = await runClinic();
  const { app, clock } = clinic;
  for (let day = 0; day < 3; day += 1) {
    await seePeople(clinic, 2 + day);
    await sleepOver(clinic);
  }
  const file = clinicFile();

  const again = learnAgain(app.db, file, clock.now());

  expect(again).toEqual({ days: 3, visits: 9, throughDay: '2026-11-23', kept: 'same' });
});

test('with another file for the clinic, everything is learned again', async () => {
  await using clinic = await runClinic();
  await seePeople(clinic, 2);
  await sleepOver(clinic);
  const file = clinicFile({ queue: { walkInHandicapMinutes: 5 } });

  const again = learnAgain(clinic.app.db, file, clinic.clock.now());

  expect(again).toMatchObject({ days: 1, visits: 2, kept: 'of-other-settings' });
});

test('an operator can have everything learned again, also beside a running server', async () => {
  await using clinic = await runClinic();
  await seePeople(clinic, 2);
  const config = path.join(clinic.folder, 'clinic.json');
  writeFileSync(config, JSON.stringify(clinicSettings()));
  const words = ['server/cli/foyer.ts', 'learn', '--data', clinic.folder, '--config', config];

  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });

  expect(stdout).toMatch(/^learned up to \d{4}-\d\d-\d\d: days 1, check-ins 2\n/);
  expect(stdout).toContain('Nothing was kept before.');
  expect(clinic.app.stores.waitModels.find()).not.toBeNull();
});
