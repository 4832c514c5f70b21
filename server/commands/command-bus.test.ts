import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { A_NUMBER, clinicFile } from '../../tests/support/clinic.ts';
import { DAY_MS } from '../../shared/domain/time.ts';
import { openWaitBoard } from '../../tests/support/open-wait-board.ts';
import { TEN_O_CLOCK } from '../../tests/support/running-clinic.ts';
import { Claims } from '../check-in/claims.ts';
import { ClinicDay } from '../day/clinic-day.ts';
import { openMemoryDatabase } from '../db/open-database.ts';
import { createStores } from '../db/stores.ts';
import { CommandBus, type CommandBusParts } from './command-bus.ts';
import type { CommandHandlers, Sender } from './command-context.ts';
import { handlers } from './handlers.ts';

const DESK: Sender = { id: 'desk-1', role: 'desk', label: 'Desk', visitId: null };

/** Takes a number and then fails, with everything of it written already. */
const failsHalfWay: CommandHandlers['check-in:take-number'] = {
  decide: (input, context) => {
    handlers['check-in:take-number'].decide(input, context);
    throw new Error('half way');
  },
};

function openBus(changed: Partial<CommandHandlers> = {}, parts: Partial<CommandBusParts> = {}) {
  const db = openMemoryDatabase();
  const clinic = clinicOf(clinicFile());
  const stores = createStores(db);
  const day = new ClinicDay(clinic, stores, TEN_O_CLOCK);
  const waits = openWaitBoard({ clinic, day, stores }, TEN_O_CLOCK);
  const crashes: string[] = [];
  const batches: number[] = [];
  const bus = new CommandBus({
    db,
    handlers: { ...handlers, ...changed },
    context: { clinic, day, stores, claims: new Claims(), publicUrl: () => null },
    waits,
    now: () => TEN_O_CLOCK,
    onNewDay: () => {},
    onCommitted: () => {},
    onCrash: (_, { name }) => crashes.push(name),
    onBatch: ({ commands }) => batches.push(commands),
    onReply: () => {},
    ...parts,
  });
  const stored = (table: string): number =>
    Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return { bus, day, stores, crashes, batches, stored };
}

function send(bus: CommandBus, name: 'check-in:take-number' | 'station:open', body: object) {
  return bus.submit(name, { commandId: randomUUID(), ...body }, DESK);
}

test('a command at fault leaves nothing behind and costs those that came with it nothing', async () => {
  const { bus, day, stores, crashes, batches, stored } = openBus({
    'check-in:take-number': failsHalfWay,
  });
  const open = { providerId: null };

  const replies = await Promise.all([
    send(bus, 'station:open', { stationId: 'room-3', ...open }),
    send(bus, 'check-in:take-number', A_NUMBER),
    send(bus, 'station:open', { stationId: 'bloods', ...open }),
  ]);

  expect(replies.map(({ ok }) => ok)).toEqual([true, false, true]);
  expect(replies[1]).toEqual({ ok: false, error: { code: 'internal' } });
  expect(batches).toEqual([3]);
  expect(crashes).toEqual(['check-in:take-number']);
  expect(day.entries()).toEqual([]);
  expect([stored('visit'), stored('queue_entry'), stored('command_reply')]).toEqual([0, 0, 2]);
  expect(stores.events.after(0, 10).map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'station.open'],
    [2, 'station.open'],
  ]);
  expect(day.station('room-3')?.status).toBe('open');
  expect(day.station('bloods')?.status).toBe('open');
});

test('those of one turn are queued in the order they came', async () => {
  const { bus, day } = openBus();

  const replies = await Promise.all(
    Array.from({ length: 30 }, () => send(bus, 'check-in:take-number', A_NUMBER)),
  );

  const tickets = replies.map((reply) => (reply.ok ? (reply.value as { ticket: string }) : null));
  const inOrder = day.entries().toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(inOrder.map((entry) => entry.ticket)).toEqual(tickets.map((value) => value?.ticket));
});

test('in a rush those of the next turn share the batch too, while one alone does not wait', async () => {
  const { bus, batches } = openBus();
  const takeNumber = () => send(bus, 'check-in:take-number', A_NUMBER);
  const inTheNextTurn = () =>
    new Promise((resolve) => {
      setImmediate(() => resolve(takeNumber()));
    });

  await Promise.all([takeNumber(), takeNumber(), inTheNextTurn()]);
  await Promise.all([takeNumber(), inTheNextTurn()]);

  expect(batches).toEqual([3, 1, 1]);
});

test('the screens are shown what was done before its sender is told', async () => {
  const happened: string[] = [];
  const { bus } = openBus({}, { onCommitted: () => happened.push('shown') });

  await send(bus, 'check-in:take-number', A_NUMBER).then(() => happened.push('told'));

  expect(happened).toEqual(['shown', 'told']);
});

test('screens that cannot be shown anything keep no answer from its sender', async () => {
  const { bus, crashes, stored } = openBus(
    {},
    {
      onCommitted: () => {
        throw new Error('no screen can be drawn');
      },
    },
  );

  const reply = await send(bus, 'check-in:take-number', A_NUMBER);

  expect(reply.ok).toBe(true);
  expect(crashes).toEqual(['screens']);
  expect(stored('visit')).toBe(1);
});

test('after midnight it is tidied up once, also when the first command of the day is at fault', async () => {
  let now = TEN_O_CLOCK;
  const tidied: number[] = [];
  const { bus } = openBus(
    { 'check-in:take-number': failsHalfWay },
    { now: () => now, onNewDay: (at) => tidied.push(at) },
  );
  now += DAY_MS;
  const open = { stationId: 'room-3', providerId: null };

  await Promise.all([send(bus, 'check-in:take-number', A_NUMBER), send(bus, 'station:open', open)]);
  await send(bus, 'station:open', { ...open, stationId: 'bloods' });

  // Undone with the fault, and done again without it.
  expect(tidied).toEqual([now, now]);
});
