import pino from 'pino';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../shared/domain/time.ts';
import { openMemoryDatabase } from '../db/open-database.ts';
import { isTime, type Nightly, type NightlyStep, startNightly } from './nightly.ts';

/** A Sunday in winter, when London is at UTC. */
const MIDNIGHT = Date.UTC(2026, 10, 22);
const LONDON = 'Europe/London';

test('the work of the night is due once between three and five', () => {
  const yesterday = MIDNIGHT - DAY_MS + 3 * HOUR_MS;

  expect(isTime(yesterday, MIDNIGHT + 2 * HOUR_MS, LONDON)).toBe(false);
  expect(isTime(yesterday, MIDNIGHT + 3 * HOUR_MS, LONDON)).toBe(true);
  expect(isTime(MIDNIGHT + 3 * HOUR_MS, MIDNIGHT + 4 * HOUR_MS, LONDON)).toBe(false);
  expect(isTime(yesterday, MIDNIGHT + 5 * HOUR_MS, LONDON)).toBe(false);
});

test('a machine that is off at night catches up in the day', () => {
  const lastAt = MIDNIGHT - DAY_MS + 3 * HOUR_MS;

  expect(isTime(lastAt, MIDNIGHT + 8 * HOUR_MS, LONDON)).toBe(false);
  expect(isTime(lastAt, MIDNIGHT + 10 * HOUR_MS, LONDON)).toBe(true);
});

test('a last time in the future does not put it off for years', () => {
  expect(isTime(MIDNIGHT + 3650 * DAY_MS, MIDNIGHT + 12 * HOUR_MS, LONDON)).toBe(true);
});

type Night = AsyncDisposable & Nightly & { now: number };

function nightWith(steps: readonly NightlyStep[]): Night {
  const db = openMemoryDatabase();
  const night = { now: MIDNIGHT };
  const nightly = startNightly({
    db,
    timeZone: LONDON,
    clock: { now: () => night.now },
    logger: pino({ level: 'silent' }),
    steps,
  });
  return Object.assign(night, nightly, {
    async [Symbol.asyncDispose]() {
      await nightly.close();
      db.close();
    },
  });
}

test('the steps run in order, and one that fails keeps none of the others from running', async () => {
  const ran: string[] = [];
  const step = (name: string) => ({
    name,
    run: async () => {
      ran.push(name);
      if (name === 'compare') throw new Error('the hub is away');
    },
  });
  await using night = nightWith([step('compare'), step('back up'), step('purge')]);

  await night.look();
  expect(ran).toEqual([]);
  night.now = MIDNIGHT + 3 * HOUR_MS;
  await night.look();
  await night.look();

  expect(ran).toEqual(['compare', 'back up', 'purge']);
});

test('closing breaks off what runs and waits for it', async () => {
  let runs = 0;
  const endless = {
    name: 'endless',
    run: (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        runs += 1;
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
  const night = nightWith([endless]);
  await night.look();
  night.now = MIDNIGHT + 3 * HOUR_MS;

  const looking = night.look();
  await night[Symbol.asyncDispose]();
  await looking;

  expect(runs).toBe(1);
});
