import { beforeEach, expect, test } from 'vitest';
import { appendEvents, type EventLog, eventLog } from '../../../tests/support/event-log.ts';
import { simulatedTiming, type SimulatedTiming } from '../../../tests/support/simulated-timing.ts';
import { Backlog } from './backlog.ts';

const MINUTE = 60_000;
let log: EventLog;
let timing: SimulatedTiming;

beforeEach(() => {
  log = eventLog(4);
  timing = simulatedTiming();
  log.stores.deliveries.begin('hub');
});

function backlogOf(throughSeq = 0): Backlog {
  const wants = (type: string): boolean => type.startsWith('visit.');
  const { stores } = log;
  return new Backlog({ destination: { id: 'hub', wants }, stores, timing }, throughSeq);
}

test('only what the destination wants counts, each event once', () => {
  const backlog = backlogOf(1);
  backlog.look();
  appendEvents(log.stores, 2);
  appendEvents(log.stores, 2, { type: 'help.asked' });
  backlog.look();
  backlog.look();
  expect(backlog.waitingCount).toBe(5);
});

test('what is delivered waits no longer, also when it was delivered before it was counted', () => {
  const backlog = backlogOf();
  backlog.look();
  appendEvents(log.stores, 1);
  backlog.passed(5, log.stores.events.after(2, 10));
  backlog.look();
  expect(backlog.waitingCount).toBe(2);
  backlog.caughtUp();
  expect(backlog.waitingCount).toBe(0);
});

test('a long log is counted in slices', () => {
  appendEvents(log.stores, 1_500);
  const backlog = backlogOf();
  expect([backlog.look(), backlog.waitingCount]).toEqual([false, 1_000]);
  expect([backlog.look(), backlog.waitingCount]).toEqual([true, 1_504]);
});

test('what is to be delivered again waits too, and what is set aside does not', () => {
  const { deliveries } = log.stores;
  const backlog = backlogOf(4);
  const settled = [1, 2].map((seq) => ({ seq, kind: 'refused' as const, code: 'c', detail: '' }));
  deliveries.record({ destinationId: 'hub', at: 0, settled, throughSeq: 4, failure: null });
  deliveries.retry('hub', 2);
  backlog.look();
  expect([backlog.waitingCount, backlog.againCount, backlog.setAsideCount]).toEqual([1, 1, 1]);
});

test('waiting begins when something is seen here, not when it happened', async () => {
  const backlog = backlogOf(4);
  appendEvents(log.stores, 1, { at: 0 });
  backlog.look();
  expect(backlog.waitedMs).toBe(0);
  await timing.pass(MINUTE);
  expect(backlog.waitedMs).toBe(MINUTE);
});

test('a stream of events that are each delivered in time is never late, although one always waits', async () => {
  const backlog = backlogOf(4);
  const waited: number[] = [];
  for (let seq = 5; seq < 30; seq += 1) {
    appendEvents(log.stores, 1);
    backlog.look();
    await timing.pass(MINUTE / 2);
    backlog.passed(seq - 1, seq > 5 ? log.stores.events.after(seq - 2, 1) : []);
    waited.push(backlog.waitedMs);
  }
  expect(Math.max(...waited)).toBeLessThanOrEqual(MINUTE);
});

test('one event that is not delivered becomes late, whatever comes in behind it and wherever the clock is set', async () => {
  const backlog = backlogOf(4);
  for (let minutes = 0; minutes < 5; minutes += 1) {
    appendEvents(log.stores, 1);
    backlog.look();
    timing.setWallClockBy(-60 * MINUTE);
    await timing.pass(MINUTE);
  }
  expect(backlog.waitedMs).toBe(5 * MINUTE);
});

test('once all is delivered nothing has waited', async () => {
  const backlog = backlogOf(3);
  backlog.look();
  await timing.pass(MINUTE);
  backlog.passed(4, log.stores.events.after(3, 1));
  expect(backlog.waitedMs).toBe(0);
});
