import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURES_TO_GIVE_UP } from './back-off.ts';
import {
  type HealthAction,
  type HealthEvent,
  type HealthStep,
  newHealth,
  nextHealth,
  type WindowHealth,
} from './window-health.ts';

const NOW = 1_000_000_000;
const SECOND = 1_000;
const LIMITS = { silentAfterMs: 30 * SECOND, hangGraceMs: 10 * SECOND };
const NONE: HealthAction = { kind: 'none' };
const FAILED = -2;
const ABORTED = -3;

type PlainKind = Exclude<HealthEvent['kind'], 'load-failed'>;

/** A window's life: events at seconds since its start; says the last step. */
function life(...events: readonly (readonly [number, PlainKind | HealthEvent])[]): HealthStep {
  return events.reduce<HealthStep>(
    ({ health }, [second, event]) =>
      nextHealth(
        health,
        typeof event === 'string' ? { kind: event } : event,
        NOW + second * SECOND,
        LIMITS,
      ),
    { health: newHealth(NOW), action: NONE },
  );
}

/** Lets seconds pass one by one, as the shell does, until something is to be done. */
function untilAction(health: WindowHealth, fromSecond: number, seconds: number) {
  let step: HealthStep = { health, action: NONE };
  for (let second = fromSecond + 1; second <= fromSecond + seconds; second += 1) {
    step = nextHealth(step.health, { kind: 'time-passed' }, NOW + second * SECOND, LIMITS);
    if (step.action.kind !== 'none') return { ...step, second };
  }
  return { ...step, second: null };
}

const failedLoad: HealthEvent = { kind: 'load-failed', errorCode: FAILED };

test('a page that beats is left alone, and its last beat is known', () => {
  const { health, action } = life([1, 'loaded'], [2, 'beat'], [25, 'beat'], [50, 'time-passed']);

  expect(action).toEqual(NONE);
  expect(health).toMatchObject({ lastBeatAt: NOW + 25 * SECOND, recoveries: 0 });
});

test('a page that falls silent is ended after the set time', () => {
  const { health } = life([1, 'loaded'], [2, 'beat']);

  expect(untilAction(health, 2, 60)).toMatchObject({ action: { kind: 'kill' }, second: 32 });
});

test('a page whose script never runs is ended too, loaded or not', () => {
  expect(untilAction(newHealth(NOW), 0, 60)).toMatchObject({
    action: { kind: 'kill' },
    second: 30,
  });
  expect(untilAction(life([1, 'loaded']).health, 1, 60)).toMatchObject({
    action: { kind: 'kill' },
    second: 31,
  });
});

test('a page that is ended comes back once its process is gone', () => {
  const { health } = untilAction(life([2, 'beat']).health, 2, 60);
  const gone = nextHealth(health, { kind: 'gone' }, NOW + 32 * SECOND, LIMITS);

  expect(gone.action).toEqual({ kind: 'load', afterMs: 250 });
  expect(gone.health).toMatchObject({ recoveries: 1, lastBeatAt: NOW + 2 * SECOND });
});

test('a process that does not go is ended again', () => {
  const first = untilAction(life([2, 'beat']).health, 2, 60);
  const second = untilAction(first.health, 32, 60);

  expect(second).toMatchObject({ action: { kind: 'kill' }, second: 62 });
});

test('a process that never goes is given up in the end', () => {
  let step: HealthStep = { health: newHealth(NOW), action: NONE };
  for (let second = 1; second < 600 && step.action.kind !== 'give-up'; second += 1) {
    step = nextHealth(step.health, { kind: 'time-passed' }, NOW + second * SECOND, LIMITS);
  }

  expect(step.action).toEqual({ kind: 'give-up' });
});

test('a page that does not respond is ended after a grace, although it still beats', () => {
  const { health } = life([1, 'beat'], [5, 'unresponsive'], [14, 'time-passed'], [14, 'beat']);

  expect(untilAction(health, 14, 10)).toMatchObject({ action: { kind: 'kill' }, second: 15 });
});

test('a page that responds again within the grace is left alone', () => {
  const { health } = life([1, 'beat'], [5, 'unresponsive'], [9, 'responsive'], [20, 'beat']);

  expect(untilAction(health, 20, 25)).toMatchObject({ second: null });
});

test('being called unresponsive again does not prolong the grace', () => {
  const { health } = life([1, 'beat'], [5, 'unresponsive'], [12, 'unresponsive']);

  expect(untilAction(health, 12, 10)).toMatchObject({ action: { kind: 'kill' }, second: 15 });
});

test('a new load starts with a clean slate', () => {
  const { health } = life([1, 'beat'], [5, 'unresponsive'], [8, 'load-started'], [9, 'beat']);

  expect(untilAction(health, 9, 25)).toMatchObject({ second: null });
});

test('a crash brings the page back at once, the next one a little later', () => {
  const first = life([1, 'beat'], [5, 'gone']);
  const second = life([1, 'beat'], [5, 'gone'], [6, 'load-started'], [7, 'beat'], [8, 'gone']);

  expect(first.action).toEqual({ kind: 'load', afterMs: 250 });
  expect(second.action).toEqual({ kind: 'load', afterMs: 500 });
  expect(second.health.recoveries).toBe(2);
});

test('a load that fails is tried again', () => {
  expect(life([1, failedLoad]).action).toEqual({ kind: 'load', afterMs: 250 });
});

test('a load that another one replaced has not failed', () => {
  const { health, action } = life([1, { kind: 'load-failed', errorCode: ABORTED }]);

  expect(action).toEqual(NONE);
  expect(health.failures).toEqual([]);
});

test('one failure counts once, however often it is reported', () => {
  const { health, action } = life(
    [1, failedLoad],
    [1, failedLoad],
    [1, 'gone'],
    [2, 'gone'],
    [2, 'unresponsive'],
    [3, 'beat'],
  );

  expect(action).toEqual(NONE);
  expect(health.failures).toHaveLength(1);
  expect(health).toMatchObject({ recoveries: 1, lastBeatAt: null });
});

test('ending a page and losing its process is one failure', () => {
  const { health } = untilAction(life([2, 'beat']).health, 2, 60);
  const gone = nextHealth(health, { kind: 'gone' }, NOW + 33 * SECOND, LIMITS);

  expect(gone.health.failures).toHaveLength(1);
});

test('a load that was asked for and never began is asked for again', () => {
  const { health } = life([1, 'gone']);

  expect(untilAction(health, 1, 60)).toMatchObject({ action: { kind: 'load' }, second: 32 });
});

test('a window that keeps failing is given up, and then nothing is done any more', () => {
  const actions: string[] = [];
  let health = newHealth(NOW);
  for (let count = 0; count < FAILURES_TO_GIVE_UP + 2; count += 1) {
    const lost = nextHealth(health, { kind: 'gone' }, NOW + count * SECOND, LIMITS);
    actions.push(lost.action.kind);
    health = nextHealth(lost.health, { kind: 'load-started' }, NOW + count * SECOND, LIMITS).health;
  }

  expect(actions).toEqual([...Array<string>(7).fill('load'), 'give-up', 'none', 'none']);
});

test('a clock that leaps, or a machine that slept, does not end healthy pages', () => {
  const hour = 3_600;
  const ahead = life([1, 'beat'], [2, 'time-passed'], [hour, 'time-passed']);
  const back = life([1, 'beat'], [2, 'time-passed'], [-hour, 'time-passed']);

  for (const [{ health, action }, second] of [
    [ahead, hour],
    [back, -hour],
  ] as const) {
    expect(action).toEqual(NONE);
    expect(untilAction(health, second, 60)).toMatchObject({
      action: { kind: 'kill' },
      second: second + 29,
    });
  }
});

test('failures count as before when the clock is set back', () => {
  const failures = Array.from({ length: 7 }, (_, index) => [
    [index, 'gone'] as const,
    [index, 'load-started'] as const,
  ]).flat();

  expect(life(...failures, [-3_600, 'gone']).action).toEqual({ kind: 'give-up' });
});

const anyEvent: fc.Arbitrary<HealthEvent> = fc.oneof(
  fc
    .constantFrom<PlainKind>(
      'load-started',
      'loaded',
      'beat',
      'unresponsive',
      'responsive',
      'gone',
      'time-passed',
    )
    .map((kind) => ({ kind })),
  fc
    .constantFrom(FAILED, ABORTED)
    .map((errorCode) => ({ kind: 'load-failed' as const, errorCode })),
);
const anyLife = fc.array(
  fc.record({
    event: anyEvent,
    afterMs: fc.constantFrom(0, 1, SECOND, 9_000, 31_000, 90_000, -5_000),
  }),
  { maxLength: 40 },
);

function lived(events: readonly { readonly event: HealthEvent; readonly afterMs: number }[]) {
  let now = NOW;
  let health = newHealth(now);
  const actions: HealthAction[] = [];
  for (const { event, afterMs } of events) {
    now += afterMs;
    const step = nextHealth(health, event, now, LIMITS);
    health = step.health;
    actions.push(step.action);
  }
  return { health, actions, now };
}

test('whatever has happened, a window that is not given up is never left as it is', () => {
  fc.assert(
    fc.property(anyLife, (events) => {
      const { health, now } = lived(events);
      fc.pre(health.phase.kind !== 'given-up');
      const { second } = untilAction(health, (now - NOW) / SECOND, 60);

      expect(second).not.toBeNull();
    }),
  );
});

test('a page that beats for long enough is healthy again, whatever has happened', () => {
  fc.assert(
    fc.property(anyLife, (events) => {
      const { health, now } = lived(events);
      fc.pre(health.phase.kind !== 'given-up');
      let step = nextHealth(health, { kind: 'load-started' }, now, LIMITS);
      for (let second = 1; second <= 120; second += 1) {
        for (const kind of ['beat', 'time-passed'] as const) {
          step = nextHealth(step.health, { kind }, now + second * SECOND, LIMITS);
          expect(step.action).toEqual(NONE);
        }
      }

      expect(step.health.lastBeatAt).toBe(now + 120 * SECOND);
    }),
  );
});

test('nothing happens after giving up, and each recovery is one load that was asked for', () => {
  fc.assert(
    fc.property(anyLife, (events) => {
      const { health, actions } = lived(events);
      const kinds = actions.map(({ kind }) => kind);
      const end = kinds.indexOf('give-up');

      if (end !== -1) expect(kinds.slice(end + 1).every((kind) => kind === 'none')).toBe(true);
      expect(health.recoveries).toBe(kinds.filter((kind) => kind === 'load').length);
    }),
  );
});
