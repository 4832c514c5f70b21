import { expect, test } from 'vitest';
import { station, waiting } from '../../../../tests/support/queue-builders.ts';
import { simpleWaitMinutes } from './simple-wait.ts';

const entry = waiting();

test('the place from 1, times the minutes of a visit, is shared among the open stations', () => {
  const stations = [
    station(),
    station({ stationId: 'room-2' }),
    station({ stationId: 'room-3', status: 'paused' }),
    station({ stationId: 'room-4', serviceIds: ['nurse'] }),
  ];
  expect(simpleWaitMinutes({ entry, position: 2, stations, serviceMinutes: 15 })).toBe(22.5);
});

test('while no station that may call them is open it says nothing', () => {
  const stations = [station({ status: 'closed' })];
  expect(simpleWaitMinutes({ entry, position: 0, stations, serviceMinutes: 15 })).toBeNull();
});
