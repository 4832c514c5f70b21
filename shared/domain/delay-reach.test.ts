import { expect, test } from 'vitest';
import { isDelayedBy } from './delay-reach.ts';
import type { StationState } from './queue-entry.ts';

function room(stationId: string, providerId: string | null, serviceIds = ['doctor']): StationState {
  return {
    stationId,
    areaId: 'blue',
    serviceIds,
    status: providerId === null ? 'closed' : 'open',
    providerId,
    sinceAt: 0,
    untilAt: null,
  };
}
const ADEYEMI = { serviceId: 'doctor', providerId: 'adeyemi' };
const ANY_DOCTOR = { serviceId: 'doctor', providerId: null };

test('a delay is told to those whom that station may call', () => {
  const rooms = [
    room('room-3', 'adeyemi'),
    room('room-5', 'osei'),
    room('bloods', null, ['blood']),
  ];
  const delaying = (entry: typeof ADEYEMI | typeof ANY_DOCTOR): readonly string[] =>
    rooms.filter((station) => isDelayedBy(station, entry, rooms)).map((each) => each.stationId);

  expect(delaying(ADEYEMI)).toEqual(['room-3']);
  expect(delaying(ANY_DOCTOR)).toEqual(['room-3', 'room-5']);
});

test('while nobody knows where a provider will be, every room without one may be theirs', () => {
  const rooms = [room('room-3', null), room('room-5', 'osei')];

  expect(rooms.map((station) => isDelayedBy(station, ADEYEMI, rooms))).toEqual([true, false]);
});
