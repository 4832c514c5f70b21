import { expect, test } from 'vitest';
import {
  called,
  came,
  clock,
  on,
  opened,
  stationOf,
  step,
} from '../../../../tests/support/recorded-log.ts';

test('a call opens a station that nobody opened, for what it calls people for', () => {
  const station = stationOf(
    came('09:00', 'a', { service: 'nurse' }),
    on('09:05', { type: 'called', visit: 'a', station: 'room-9', provider: 'kim' }),
  );

  expect(station).toMatchObject({
    stationId: 'room-9',
    serviceIds: ['nurse'],
    status: 'open',
    providerId: 'kim',
    openedAt: clock('09:05'),
  });
});

test('pauses and notices are told of their station until they are over', () => {
  const events = [
    opened('08:00'),
    came('09:00', 'a'),
    on('09:01', { type: 'notice', station: 'room-1', minutes: 20 }),
    on('09:02', { type: 'station-paused', station: 'room-1', untilAt: clock('09:30') }),
  ];
  const back = on('09:28', { type: 'station-resumed', station: 'room-1' });

  expect(stationOf(...events)).toMatchObject({
    status: 'paused',
    untilAt: clock('09:30'),
    notice: { at: clock('09:01'), minutes: 20 },
    pauses: [{ fromAt: clock('09:02'), untilAt: clock('09:30'), endedAt: null }],
  });
  expect(stationOf(...events, back, called('09:29', 'a'))).toMatchObject({
    status: 'open',
    untilAt: null,
    notice: null,
    pauses: [{ fromAt: clock('09:02'), untilAt: clock('09:30'), endedAt: clock('09:28') }],
  });
});

test('a station is free again when somebody is finished, and not while anybody is there', () => {
  const events = [opened('08:00'), came('09:00', 'a'), came('09:00', 'b'), called('09:05', 'a')];
  const finished = [...events, step('09:15', 'finished', 'a')];

  expect(stationOf(...events)?.freeSinceAt).toBe(null);
  expect(stationOf(...finished)?.freeSinceAt).toBe(clock('09:15'));
  expect(stationOf(...finished, called('09:17', 'b'))?.freeSinceAt).toBe(null);
});
