import { describe, expect, test } from 'vitest';
import { called, inService, noonPlus, waiting } from '../../../../tests/support/queue-builders.ts';
import { basis, room } from '../../../../tests/support/wait-basis.ts';
import { reasonFor, reasonForPosition } from './find-slip-reason.ts';

const ME = waiting({ id: 'me', queuedAt: noonPlus(-10), dueAt: noonPlus(10) });
const ALONE = basis({ entries: [ME] });

describe('somebody came ahead', () => {
  const came = { id: 'other', queuedAt: noonPlus(3) };

  test('an urgent patient who came since', () => {
    const other = waiting({ ...came, priority: 2, dueAt: noonPlus(23) });
    const after = basis({ minute: 5, entries: [ME, other] });

    expect(reasonFor(ALONE, after)).toEqual({
      code: 'urgent-first',
      stationId: null,
      untilAt: null,
    });
    expect(reasonForPosition(ALONE, after)?.code).toBe('urgent-first');
  });

  test('an urgent patient who came and was called at once', () => {
    const other = called({ ...came, priority: 2, calledAt: noonPlus(4) });
    const after = basis({ minute: 5, entries: [ME, other] });

    expect(reasonFor(ALONE, after).code).toBe('urgent-first');
    // Whoever is called is before nobody: the position has not changed for it.
    expect(reasonForPosition(ALONE, after)).toBeNull();
  });

  test('somebody whose priority was raised', () => {
    const other = waiting({ id: 'other', dueAt: noonPlus(15) });
    const before = basis({ entries: [ME, other] });
    const after = basis({ minute: 5, entries: [ME, { ...other, priority: 1 }] });

    expect(reasonFor(before, after).code).toBe('urgent-first');
  });

  test('somebody booked for an earlier time', () => {
    const other = waiting({ ...came, appointmentAt: noonPlus(5), dueAt: noonPlus(5) });
    expect(reasonFor(ALONE, basis({ minute: 5, entries: [ME, other] })).code).toBe('booked-first');
  });

  test('somebody put back to their place after a call they did not hear', () => {
    const other = waiting({ id: 'other', queuedAt: noonPlus(-30), dueAt: noonPlus(-10) });
    const before = basis({ entries: [ME, { ...other, ...called({ id: 'other' }) }] });
    const back = { ...other, lastCallAt: noonPlus(0), callCount: 1 };
    const after = basis({ minute: 5, entries: [ME, back] });

    expect(reasonFor(before, after).code).toBe('put-back');
    expect(reasonForPosition(before, after)?.code).toBe('put-back');
  });

  test('somebody who was ahead all along, was called since and is back', () => {
    const other = waiting({ id: 'other', queuedAt: noonPlus(-30), dueAt: noonPlus(-10) });
    const before = basis({ entries: [ME, other] });
    const after = basis({ minute: 5, entries: [ME, { ...other, lastCallAt: noonPlus(2) }] });

    expect(reasonFor(before, after).code).toBe('put-back');
  });

  test('somebody taken off hold', () => {
    const other = waiting({ id: 'other', queuedAt: noonPlus(-30), dueAt: noonPlus(-10) });
    const before = basis({ entries: [ME, { ...other, status: 'held' }] });

    expect(reasonFor(before, basis({ minute: 5, entries: [ME, other] })).code).toBe('put-back');
  });

  test('somebody behind who was called first', () => {
    const other = waiting({ id: 'other', dueAt: noonPlus(15) });
    const before = basis({ entries: [ME, other] });
    const now = called({ id: 'other', dueAt: noonPlus(15), calledAt: noonPlus(4) });

    expect(reasonFor(before, basis({ minute: 5, entries: [ME, now] })).code).toBe(
      'called-out-of-turn',
    );
  });

  test('nobody who was ahead already, waiting or called, is a reason', () => {
    const first = waiting({ id: 'first', dueAt: noonPlus(-5) });
    const second = waiting({ id: 'second', dueAt: noonPlus(0) });
    const busyFor = (freeInMinutes: number) => ({ stationIs: 'busy' as const, freeInMinutes });
    const before = basis({
      entries: [called({ id: 'inside' }), first, second, ME],
      explanation: busyFor(20),
    });
    const after = basis({
      minute: 5,
      explanation: busyFor(15),
      entries: [called({ id: 'inside' }), called({ id: 'first', stationId: 'room-2' }), second, ME],
      stations: [room(), room({ stationId: 'room-2' })],
    });

    expect(reasonFor(before, after).code).toBe('slower');
    expect(reasonForPosition(before, after)).toBeNull();
  });

  test('nobody whom only a colleague may call is a reason', () => {
    const me = { ...ME, providerId: 'dr-a' };
    const other = waiting({ ...came, priority: 2, providerId: 'dr-b' });
    const stations = [
      room({ providerId: 'dr-a' }),
      room({ stationId: 'room-2', providerId: 'dr-b' }),
    ];
    const before = basis({ entries: [me], stations });

    expect(reasonFor(before, basis({ minute: 5, entries: [me, other], stations })).code).toBe(
      'slower',
    );
  });

  test('nobody whom only other stations may call is a reason', () => {
    const other = waiting({ ...came, priority: 2, serviceId: 'nurse' });
    const elsewhere = called({ ...came, id: 'there', priority: 2, stationId: 'room-9' });
    const stations = [room(), room({ stationId: 'room-9', serviceIds: ['nurse'] })];

    expect(
      reasonFor(ALONE, basis({ minute: 5, entries: [ME, other, elsewhere], stations })),
    ).toEqual({ code: 'slower', stationId: null, untilAt: null });
  });
});

describe('a station', () => {
  const two = [room(), room({ stationId: 'room-2' })];

  test('paused since, with when it goes on', () => {
    const paused = room({ stationId: 'room-2', status: 'paused', untilAt: noonPlus(30) });
    const after = basis({ minute: 5, entries: [ME], stations: [room(), paused] });

    expect(reasonFor(basis({ entries: [ME], stations: two }), after)).toEqual({
      code: 'station-paused',
      stationId: 'room-2',
      untilAt: noonPlus(30),
    });
  });

  test('paused for longer than was said has no time to tell', () => {
    const paused = [room({ status: 'paused', untilAt: noonPlus(4) })];
    const before = basis({ entries: [ME], stations: paused });
    const after = basis({ minute: 5, entries: [ME], stations: paused });

    expect(reasonFor(before, after)).toEqual({
      code: 'station-paused',
      stationId: 'room-1',
      untilAt: null,
    });
  });

  test('paused all along beside the one that is waited for is no reason', () => {
    const stations = [room(), room({ stationId: 'room-2', status: 'paused' })];
    const before = basis({ entries: [ME], stations });

    expect(reasonFor(before, basis({ minute: 5, entries: [ME], stations })).code).toBe('slower');
  });

  test('closed since', () => {
    const stations = [room(), room({ stationId: 'room-2', status: 'closed' })];
    const before = basis({ entries: [ME], stations: two });

    expect(reasonFor(before, basis({ minute: 5, entries: [ME], stations }))).toEqual({
      code: 'station-closed',
      stationId: 'room-2',
      untilAt: null,
    });
  });

  test('that has called nobody yet', () => {
    const stations = [room({ freeSinceAt: null })];
    const before = basis({ entries: [ME], stations });

    expect(reasonFor(before, basis({ minute: 5, entries: [ME], stations }))).toEqual({
      code: 'not-started',
      stationId: 'room-1',
      untilAt: null,
    });
  });

  test('that was to open and has not', () => {
    const explanation = { stationIs: 'not-open' as const };
    const stations = [room({ status: 'closed' })];
    const before = basis({ entries: [ME], stations, explanation });
    const after = basis({ minute: 5, entries: [ME], stations, explanation });

    expect(reasonFor(before, after).code).toBe('not-started');
  });
});

describe('a visit that runs long', () => {
  const inside = inService({ id: 'inside' });
  const busy = [room({ freeSinceAt: null })];
  const freeIn = (freeInMinutes: number) => ({ stationIs: 'busy' as const, freeInMinutes });

  test('from 5 minutes beyond what was expected of it', () => {
    // Expected to take 12 minutes; after 10 it needs 7 more, or a little less.
    const before = basis({ entries: [inside, ME], stations: busy, explanation: freeIn(12) });
    const after = (left: number) =>
      basis({ minute: 10, entries: [inside, ME], stations: busy, explanation: freeIn(left) });

    expect(reasonFor(before, after(7))).toEqual({
      code: 'running-long',
      stationId: 'room-1',
      untilAt: null,
    });
    expect(reasonFor(before, after(6.9)).code).toBe('slower');
  });

  test('also when it began after the promise', () => {
    const next = waiting({ id: 'next', dueAt: noonPlus(-5) });
    const before = basis({
      entries: [next, ME],
      explanation: { before: [{ entryId: 'next', minutes: 10 }] },
    });
    const after = basis({
      minute: 14,
      entries: [inService({ id: 'next', calledAt: noonPlus(1) }), ME],
      stations: busy,
      explanation: freeIn(2),
    });

    expect(reasonFor(before, after).code).toBe('running-long');
  });
});

test('a delay that staff announced since is a reason where it concerns them', () => {
  const said = (stationId: string | null, minute: number) =>
    basis({
      minute: 5,
      entries: [ME],
      stations: [room(), room({ stationId: 'room-9', serviceIds: ['nurse'] })],
      delays: [{ stationId, shownAt: noonPlus(minute) }],
    });

  expect(reasonFor(ALONE, said('room-1', 2)).code).toBe('notice');
  expect(reasonFor(ALONE, said(null, 2)).code).toBe('notice');
  expect(reasonFor(ALONE, said('room-9', 2)).code).toBe('slower');
  expect(reasonFor(ALONE, said('room-1', -2)).code).toBe('slower');
});

test('of several reasons the one that nobody could foresee is told', () => {
  const urgent = waiting({ id: 'other', queuedAt: noonPlus(3), priority: 2 });
  const stations = [room({ status: 'paused', untilAt: noonPlus(30) })];

  expect(reasonFor(ALONE, basis({ minute: 5, entries: [ME, urgent], stations })).code).toBe(
    'urgent-first',
  );
});
