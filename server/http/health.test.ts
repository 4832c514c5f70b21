import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type {
  DestinationState,
  ScheduleSourceState,
} from '../../shared/contract/upstream-state.ts';
import { openMemoryDatabase } from '../db/open-database.ts';
import { createStores } from '../db/stores.ts';
import { type BackupState, checkHealth } from './health.ts';
import { createMetrics } from './metrics.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

const BEHIND: DestinationState = {
  destinationId: 'hub',
  kind: 'hub',
  label: 'City hub',
  status: 'failing',
  failure: 'unreachable',
  lastSuccessAt: null,
  waitingCount: 14,
  oldestWaitingAt: NOON - HOUR,
  setAsideCount: 2,
  setAside: [],
};

type Seen = {
  readonly destinations?: readonly DestinationState[];
  readonly scheduleSource?: ScheduleSourceState;
  readonly backup?: BackupState;
};

function healthOf({ destinations = [], scheduleSource, backup }: Seen) {
  const db = openMemoryDatabase();
  return checkHealth({
    db,
    stores: createStores(db),
    dataFolder: tmpdir(),
    today: () => '2026-11-21',
    isDemonstration: false,
    connections: () => ({}),
    upstream: { destinations: () => destinations, scheduleSource: () => scheduleSource ?? null },
    backup: () => backup ?? null,
    now: () => NOON,
  });
}

test('a clinic that sends nothing anywhere is well', () => {
  expect(healthOf({})).toMatchObject({
    status: 'ok',
    destinations: [],
    scheduleSource: null,
    backup: null,
  });
});

test('a destination that has waited for an hour wants attention, but the server answers for itself', () => {
  expect(healthOf({ destinations: [BEHIND] })).toMatchObject({
    status: 'attention',
    destinations: [{ status: 'failing', oldestWaitingAt: '2026-11-21T11:00:00.000Z' }],
  });
});

test('a list of appointments of yesterday wants attention', () => {
  const list = { source: 'hub', label: 'City hub', succeededAt: NOON - 13 * HOUR, problem: null };

  expect(healthOf({ scheduleSource: list })).toMatchObject({
    status: 'attention',
    scheduleSource: { succeededAt: '2026-11-20T23:00:00.000Z', problem: null },
  });
});

test('copies that cannot be made want attention, and those that can do not', () => {
  const lastAt = NOON - HOUR;

  expect(healthOf({ backup: { lastAt, problem: null } })).toMatchObject({
    status: 'ok',
    backup: { lastAt: '2026-11-21T11:00:00.000Z', problem: null },
  });
  expect(healthOf({ backup: { lastAt, problem: 'the disk is full' } }).status).toBe('attention');
});

test('each destination is measured by what waits, for how long, and what was set aside', async () => {
  const metrics = createMetrics();
  const well = { ...BEHIND, destinationId: 'ehr', waitingCount: 0, oldestWaitingAt: null };

  metrics.destinations.set([BEHIND, well], NOON);

  const text = await metrics.registry.metrics();
  expect(text).toContain('foyer_destination_waiting{destination="hub"} 14');
  expect(text).toContain('foyer_destination_oldest_seconds{destination="hub"} 3600');
  expect(text).toContain('foyer_destination_set_aside{destination="hub"} 2');
  expect(text).toContain('foyer_destination_oldest_seconds{destination="ehr"} 0');
});
