import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandName } from '../../shared/contract/commands.ts';
import type { Sender } from '../../server/commands/command-context.ts';
import { A_NUMBER } from '../support/clinic.ts';
import {
  appointment,
  runClinic,
  type RunningClinic,
  TEN_O_CLOCK,
  testClock,
} from '../support/running-clinic.ts';

const DESK: Sender = { id: 'desk-1', role: 'desk', label: 'Desk', visitId: null };
const ON_ENTRY = [
  'queue:recall',
  'queue:no-show',
  'queue:requeue',
  'queue:start',
  'queue:finish',
  'queue:hold',
  'queue:resume',
  'queue:leave',
  'queue:undo',
] as const;

const act = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'number' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'booked' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('next' as const), station: fc.nat(2) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      step: fc.constantFrom(...ON_ENTRY),
      entry: fc.nat(5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('transfer' as const), entry: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('minutes' as const), minutes: fc.nat(5) }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

test('whatever is done in whatever order, memory and database agree, and nobody is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
      await using clinic = await runClinic();
      for (const id of ['room-3', 'room-5', 'bloods']) {
        await submit(clinic, 'station:open', { stationId: id, providerId: null });
      }
      let arrived = 0;
      for (const one of acts) arrived += await perform(clinic, one);

      const inMemory = state(clinic);
      clinic.app.refresh();

      expect(state(clinic)).toEqual(inMemory);
      const visits = new Set(clinic.app.day.entries().map((entry) => entry.visitId));
      expect(visits.size).toBe(arrived);
      const numbers = clinic.app.stores.events.after(0, 1_000).map(({ seq }) => seq);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }),
    { numRuns: 20 },
  );
});

test('who came before midnight and is still here belongs to the day that begins, others do not', async () => {
  const lateEvening = Date.UTC(2026, 10, 21, 23, 50);
  await using clinic = await runClinic({ clock: testClock(lateEvening) });
  await submit(clinic, 'check-in:take-number', A_NUMBER);
  await submit(clinic, 'check-in:take-number', A_NUMBER);
  const [gone, stays] = clinic.app.day.entries();
  await submit(clinic, 'queue:leave', { entryId: gone?.id ?? '' });

  clinic.clock.advance(20 * 60_000);
  await submit(clinic, 'check-in:take-number', A_NUMBER);
  const afterMidnight = state(clinic);
  await clinic.restart();

  expect(afterMidnight.entries.map((entry) => entry.id)).toEqual([stays?.id, expect.any(String)]);
  expect(afterMidnight.visits.map((visit) => visit?.day)).toEqual(['2026-11-21', '2026-11-22']);
  expect(state(clinic)).toEqual(afterMidnight);
});

async function perform(clinic: RunningClinic, one: Act): Promise<number> {
  const { day, stores } = clinic.app;
  const entryOf = (place: number): string =>
    day.entries()[place % Math.max(1, day.entries().length)]?.id ?? 'x';
  switch (one.kind) {
    case 'number':
      await submit(clinic, 'check-in:take-number', A_NUMBER);
      return 1;
    case 'booked': {
      const booked = appointment();
      stores.appointments.put(booked, TEN_O_CLOCK);
      await submit(clinic, 'check-in:by-desk', { appointmentId: booked.id, needs: [] });
      return 1;
    }
    case 'next': {
      const stationId = ['room-3', 'room-5', 'bloods'][one.station] ?? '';
      await submit(clinic, 'queue:call-next', { stationId });
      return 0;
    }
    case 'step':
      await submit(clinic, one.step, { entryId: entryOf(one.entry) });
      return 0;
    case 'transfer': {
      const body = { entryId: entryOf(one.entry), serviceId: 'doctor', providerId: null };
      await submit(clinic, 'queue:transfer', body);
      return 0;
    }
    case 'minutes':
      clinic.clock.advance(one.minutes * 60_000);
      return 0;
  }
}

async function submit(clinic: RunningClinic, name: CommandName, body: object): Promise<void> {
  const reply = await clinic.app.bus.submit(name, { ...body, commandId: randomUUID() }, DESK);
  // An expected "no" is fine here; a crash is not.
  if (!reply.ok) expect(reply.error.code).toBe('refused');
}

function state({ app: { day } }: RunningClinic) {
  const entries = day.entries().toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    entries,
    stations: day.stations(),
    calls: day.calls(),
    current: entries.map((entry) => day.currentEntry(entry.visitId)?.id),
    visits: entries.map((entry) => day.visit(entry.visitId)),
  };
}
