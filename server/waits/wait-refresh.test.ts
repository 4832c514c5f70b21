import { expect, test, vi } from 'vitest';
import { clinicOf } from '../../shared/contract/clinic-file.ts';
import { clinicFile } from '../../tests/support/clinic.ts';
import { TEN_O_CLOCK } from '../../tests/support/running-clinic.ts';
import { ClinicDay } from '../day/clinic-day.ts';
import { openMemoryDatabase } from '../db/open-database.ts';
import { createStores } from '../db/stores.ts';
import { LiveLearner } from './live-learner.ts';
import type { WaitsSeen } from './wait-board.ts';
import { WaitLooker } from './wait-look.ts';
import { WaitRefresh, type WaitRefreshParts } from './wait-refresh.ts';
import type { WaitAnswer } from './wait-worker.ts';

const NOTHING: WaitAnswer = { kind: 'estimated', estimates: new Map(), explanations: new Map() };

function openRefresh(parts: Partial<WaitRefreshParts> = {}) {
  const clinic = clinicOf(clinicFile());
  const stores = createStores(openMemoryDatabase());
  const day = new ClinicDay(clinic, stores, TEN_O_CLOCK);
  const learner = new LiveLearner({ clinic, events: stores.events, onFault: () => {} });
  const looker = new WaitLooker({
    day,
    policy: clinic.queue,
    appointments: stores.appointments,
    learner,
  });
  let revision = 0;
  const asked: PromiseWithResolvers<WaitAnswer>[] = [];
  const held: WaitsSeen[] = [];
  const hows: string[] = [];
  const problems: unknown[] = [];
  const refresh = new WaitRefresh({
    thread: {
      isReady: true,
      ask: () => {
        const one = Promise.withResolvers<WaitAnswer>();
        asked.push(one);
        return one.promise;
      },
    },
    revision: () => revision,
    look: () => looker.look(TEN_O_CLOCK),
    hold: (seen) => held.push(seen),
    onRefresh: (how) => hows.push(how),
    onProblem: (problem) => problems.push(problem),
    ...parts,
  });
  const batch = (): void => {
    revision += 1;
    refresh.afterBatch();
  };
  return { refresh, asked, held, hows, problems, batch };
}

test('one look is under way at a time, and what happens meanwhile is in the next', async () => {
  const { asked, held, batch } = openRefresh();
  batch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  batch();
  batch();
  expect(asked).toHaveLength(1);

  asked[0]?.resolve(NOTHING);

  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(held).toHaveLength(1);
});

test('a batch that changed nothing of the queue asks nobody', async () => {
  const { refresh, asked, hows, batch } = openRefresh();
  batch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.resolve(NOTHING);
  await vi.waitFor(() => expect(hows).toEqual(['rollout']));

  refresh.afterBatch();

  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(asked).toHaveLength(1);
});

test('a thread that fails is told of, and the means alone have to do', async () => {
  const { asked, held, hows, problems, batch } = openRefresh();
  batch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));

  asked[0]?.resolve({ kind: 'failed', problem: 'no answer in time' });

  await vi.waitFor(() => expect(hows).toEqual(['means']));
  expect(problems).toEqual([new Error('no answer in time')]);
  expect(held).toHaveLength(1);
});

test('nothing is taken up once it is closed', async () => {
  const { refresh, asked, held, batch } = openRefresh();
  batch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));

  refresh.close();
  asked[0]?.resolve(NOTHING);

  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(held).toEqual([]);
});

test('a fault in taking it up is told, and the next look comes', async () => {
  let isBroken = true;
  const { asked, problems, hows, batch } = openRefresh({
    hold: () => {
      if (isBroken) throw new Error('the disk is full');
    },
  });
  batch();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.resolve(NOTHING);
  await vi.waitFor(() => expect(problems).toEqual([new Error('the disk is full')]));
  isBroken = false;

  batch();

  await vi.waitFor(() => expect(asked).toHaveLength(2));
  asked[1]?.resolve(NOTHING);
  await vi.waitFor(() => expect(hows).toEqual(['rollout']));
});
