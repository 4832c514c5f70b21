import { expect, test, vi } from 'vitest';
import type { WaitLook } from './wait-look.ts';
import { WaitThread } from './wait-thread.ts';

/** A clinic in which nothing is. */
const NOBODY: WaitLook = {
  scene: {
    now: 0,
    entries: [],
    stations: [],
    expected: [],
    policy: {
      lateGraceMinutes: 10,
      walkInHandicapMinutes: 20,
      maxOvertakes: 3,
      callsBeforeNoShow: 2,
      noShowPauseMinutes: 2,
      requeuePauseMinutes: 5,
    },
  },
  law: {
    kinds: new Map(),
    pace: new Map(),
    turnoverMinutes: [2],
    back: new Map(),
    breaks: [],
    coming: [],
    noShow: new Map(),
    punctuality: [0],
    walkIns: { hourly: [], mix: [] },
    leavePerMinute: { walkIn: 0, booked: 0 },
    onward: [],
    missedFinishShare: 0,
    outOfTurnShare: 0,
    readLevels: null,
  },
};

test('it answers, is not ready meanwhile, and is again afterwards', async () => {
  const thread = new WaitThread();

  const asked = thread.ask(NOBODY);

  expect(thread.isReady).toBe(false);
  expect(await asked).toEqual({
    kind: 'estimated',
    estimates: new Map(),
    explanations: new Map(),
  });
  expect(thread.isReady).toBe(true);
  await thread.close();
});

test('a thread that cannot run is an answer, and rests for a while', async () => {
  const thread = new WaitThread('/there/is/no/such/program.js');

  expect(await thread.ask(NOBODY)).toMatchObject({ kind: 'failed' });

  expect(thread.isReady).toBe(false);
  await vi.waitFor(() => expect(thread.isReady).toBe(true), { timeout: 3_000 });
  await thread.close();
});

test('one that died while nobody asked is replaced', async () => {
  const thread = new WaitThread();
  await thread.ask(NOBODY);
  await thread.kill();
  await vi.waitFor(() => expect(thread.isReady).toBe(true), { timeout: 3_000 });

  expect(await thread.ask(NOBODY)).toMatchObject({ kind: 'estimated' });
  await thread.close();
});

test('whoever waits when it is closed is answered', async () => {
  const thread = new WaitThread();
  const asked = thread.ask(NOBODY);

  await thread.close();

  expect(await asked).toEqual({ kind: 'failed', problem: 'closed' });
  expect(thread.isReady).toBe(false);
});
