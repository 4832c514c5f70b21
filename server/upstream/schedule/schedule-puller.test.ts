import pino from 'pino';
import { expect, test } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/time.ts';
import { TEN_O_CLOCK } from '../../../tests/support/running-clinic.ts';
import { simulatedTiming } from '../../../tests/support/simulated-timing.ts';
import type { AppliedSchedule } from './apply-schedule.ts';
import type { ScheduleFeed, ScheduleList } from './schedule-list.ts';
import { startPuller } from './schedule-puller.ts';

const APPLIED: AppliedSchedule = {
  kind: 'applied',
  counts: { added: 0, changed: 0, cancelled: 0, unchanged: 0, kept: 0 },
};

function listOf(source: string, asOf: number): ScheduleList {
  return { source, asOf, days: ['2026-11-21'], appointments: [], leftOut: [] };
}

function feedOf(source: string, pull: ScheduleFeed['pull']): ScheduleFeed {
  return { source, label: source, everyMs: 5 * MINUTE_MS, pull };
}

/** A puller of these feeds, with what it applied and noted. */
function start(feeds: readonly ScheduleFeed[], apply = (_list: ScheduleList) => APPLIED) {
  const timing = simulatedTiming();
  const applied: string[] = [];
  const problems: string[] = [];
  const puller = startPuller({
    feeds,
    apply: (list) => {
      const result = apply(list);
      applied.push(`${list.source} ${list.asOf}`);
      return result;
    },
    noteProblem: (source, problem) => problems.push(`${source}: ${problem}`),
    timing,
    logger: pino({ level: 'silent' }),
  });
  return { puller, pass: timing.pass, applied, problems };
}

test('a list is asked for soon after the start, and then as often as the feed says', async () => {
  const askedAt: number[] = [];
  const feed = feedOf('hub', (now) => {
    askedAt.push(now - TEN_O_CLOCK);
    return Promise.resolve(listOf('hub', askedAt.length));
  });
  const { puller, pass, applied } = start([feed]);

  await pass(11 * MINUTE_MS);

  expect(askedAt).toEqual([2_500, 2_500 + 5 * MINUTE_MS, 2_500 + 10 * MINUTE_MS]);
  expect(applied).toEqual(['hub 1', 'hub 2', 'hub 3']);
  await puller.close();
});

test('a feed that fails is asked again sooner, and never more slowly than one that works', async () => {
  const askedAt: number[] = [];
  const feed = feedOf('hub', (now) => {
    askedAt.push(now - TEN_O_CLOCK);
    return Promise.reject(new Error('The hub answered with HTTP 503'));
  });
  const { puller, pass, problems } = start([feed]);

  await pass(60 * MINUTE_MS);

  expect(askedAt.slice(0, 4)).toEqual([2_500, 3_500, 5_500, 9_500]);
  const waits = askedAt.slice(1).map((at, index) => at - (askedAt[index] ?? 0));
  expect(Math.max(...waits)).toBe(150 * SECOND_MS);
  expect(new Set(problems)).toEqual(new Set(['hub: The hub answered with HTTP 503']));
  expect(problems).toHaveLength(askedAt.length);
  await puller.close();
});

test('after it has come again, a list is asked for as often as before', async () => {
  let asked = 0;
  const feed = feedOf('hub', () => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('down')) : Promise.resolve(listOf('hub', asked));
  });
  const { puller, pass, applied } = start([feed]);

  await pass(4 * MINUTE_MS);
  expect(applied).toEqual(['hub 2']);

  await pass(2 * MINUTE_MS);
  expect(applied).toEqual(['hub 2', 'hub 3']);
  await puller.close();
});

test('a failure after a success is the first again', async () => {
  const askedAt: number[] = [];
  const feed = feedOf('hub', (now) => {
    askedAt.push(now - TEN_O_CLOCK);
    const isGood = askedAt.length === 3;
    return isGood ? Promise.resolve(listOf('hub', 1)) : Promise.reject(new Error('down'));
  });
  const { puller, pass } = start([feed]);

  await pass(6 * MINUTE_MS);

  expect(askedAt.slice(0, 5)).toEqual([2_500, 3_500, 5_500, 305_500, 306_500]);
  await puller.close();
});

test('a feed that hangs and does not heed its signal is left behind and asked anew', async () => {
  let asked = 0;
  const feed = feedOf('hub', () => {
    asked += 1;
    return asked === 1 ? new Promise(() => {}) : Promise.resolve(listOf('hub', asked));
  });
  const { puller, pass, applied, problems } = start([feed]);

  await pass(3 * MINUTE_MS);

  expect(problems).toEqual(['hub: The list did not come in time']);
  expect(applied).toEqual(['hub 2']);
  await puller.close();
});

test('a feed that is given up on is told so', async () => {
  const given: AbortSignal[] = [];
  const feed = feedOf('hub', (_now, signal) => {
    given.push(signal);
    return new Promise(() => {});
  });
  const { puller, pass } = start([feed]);

  await pass(MINUTE_MS);
  expect(given[0]?.aborted).toBe(false);
  await pass(2 * MINUTE_MS);

  expect(given[0]?.aborted).toBe(true);
  await puller.close();
});

test('a feed that throws does not disturb another', async () => {
  const broken = feedOf('broken', () => {
    throw new Error('a mistake');
  });
  const { puller, pass, applied } = start([
    broken,
    feedOf('hub', () => Promise.resolve(listOf('hub', 1))),
  ]);

  await pass(MINUTE_MS);

  expect(applied).toEqual(['hub 1']);
  await puller.close();
});

test('a list that is older than the one before is a problem', async () => {
  const feed = feedOf('hub', () => Promise.resolve(listOf('hub', 1)));
  const { puller, pass, problems } = start([feed], () => ({ kind: 'too-old' }));

  await pass(2_600);

  expect(problems).toEqual(['hub: The list is older than the one we have']);
  await puller.close();
});

test('a list that could not be applied is asked for again', async () => {
  let tries = 0;
  const feed = feedOf('hub', () => Promise.resolve(listOf('hub', 1)));
  const { puller, pass, applied, problems } = start([feed], () => {
    tries += 1;
    if (tries === 1) throw new Error('database or disk is full');
    return APPLIED;
  });

  await pass(MINUTE_MS);

  expect(problems).toEqual(['hub: database or disk is full']);
  expect(applied).toEqual(['hub 1']);
  await puller.close();
});

test('asking goes on when a problem cannot be noted', async () => {
  let asked = 0;
  const feed = feedOf('hub', () => {
    asked += 1;
    return Promise.reject(new Error('down'));
  });
  const timing = simulatedTiming();
  const puller = startPuller({
    feeds: [feed],
    apply: () => APPLIED,
    noteProblem: () => {
      throw new Error('database or disk is full');
    },
    timing,
    logger: pino({ level: 'silent' }),
  });

  await timing.pass(MINUTE_MS);

  expect(asked).toBeGreaterThan(3);
  await puller.close();
});

test('what comes after closing is not applied', async () => {
  const late = Promise.withResolvers<ScheduleList>();
  const { puller, pass, applied, problems } = start([feedOf('hub', () => late.promise)]);
  await pass(MINUTE_MS);

  const closed = puller.close();
  late.resolve(listOf('hub', 1));
  await closed;

  expect({ applied, problems }).toEqual({ applied: [], problems: [] });
});
