import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arbitraryQueue,
  arbitraryStation,
  arbitraryWaiting,
} from '../../tests/support/queue-arbitraries.ts';
import { NOON, noonPlus, POLICY, station, waiting } from '../../tests/support/queue-builders.ts';
import {
  canServe,
  compareInQueue,
  dueAt,
  isCallable,
  nextFor,
  orderQueue,
  overtakenBy,
} from './queue-order.ts';

function idsInOrder(...entries: Parameters<typeof orderQueue>[0]): string[] {
  return orderQueue(entries, POLICY).map((entry) => entry.id);
}

describe('when a fair turn falls due', () => {
  test('a booked patient who is early is due at the appointment', () => {
    expect(dueAt({ queuedAt: noonPlus(-30), appointmentAt: NOON }, POLICY)).toBe(NOON);
  });

  test('a booked patient who is late by the grace to the minute is still due at the appointment', () => {
    expect(dueAt({ queuedAt: noonPlus(10), appointmentAt: NOON }, POLICY)).toBe(NOON);
  });

  test('a booked patient who is later than the grace is due at the arrival', () => {
    const justTooLate = noonPlus(10) + 1;
    expect(dueAt({ queuedAt: justTooLate, appointmentAt: NOON }, POLICY)).toBe(justTooLate);
  });

  test('a walk-in is due at the arrival plus the handicap', () => {
    expect(dueAt({ queuedAt: NOON, appointmentAt: null }, POLICY)).toBe(noonPlus(20));
  });
});

describe('the one order of the queue', () => {
  test('a higher clinical priority goes ahead of any length of wait and of any protection', () => {
    const longest = waiting({ id: 'longest', dueAt: noonPlus(-300), overtakenCount: 3 });
    const urgent = waiting({ id: 'urgent', priority: 1, dueAt: noonPlus(20) });
    const emergency = waiting({ id: 'emergency', priority: 2, dueAt: noonPlus(30) });
    expect(idsInOrder(longest, urgent, emergency)).toEqual(['emergency', 'urgent', 'longest']);
  });

  test('within a priority it is the due time that counts, not the arrival', () => {
    const walkIn = waiting({ id: 'walk-in', queuedAt: noonPlus(-5), dueAt: noonPlus(15) });
    const booked = waiting({ id: 'booked', queuedAt: NOON, dueAt: noonPlus(10) });
    expect(idsInOrder(walkIn, booked)).toEqual(['booked', 'walk-in']);
  });

  test('of two due at the same time the one who came first goes first', () => {
    const second = waiting({ id: 'a', queuedAt: noonPlus(-1) });
    const first = waiting({ id: 'b', queuedAt: noonPlus(-2) });
    expect(idsInOrder(second, first)).toEqual(['b', 'a']);
  });

  test('the id settles an exact tie', () => {
    expect(idsInOrder(waiting({ id: 'b' }), waiting({ id: 'a' }))).toEqual(['a', 'b']);
  });

  test('those overtaken as often as is allowed go ahead of those due earlier', () => {
    const due = waiting({ id: 'due', dueAt: noonPlus(-60) });
    const passedOver = waiting({ id: 'passed-over', dueAt: noonPlus(20), overtakenCount: 3 });
    const nearly = waiting({ id: 'nearly', dueAt: noonPlus(20), overtakenCount: 2 });
    expect(idsInOrder(due, nearly, passedOver)).toEqual(['passed-over', 'due', 'nearly']);
  });

  test('among those protected the one ready for longest goes first, whatever the due times', () => {
    const ready = waiting({
      id: 'ready',
      queuedAt: noonPlus(-9),
      dueAt: noonPlus(9),
      overtakenCount: 3,
    });
    const booked = waiting({
      id: 'booked',
      queuedAt: noonPlus(-30),
      appointmentAt: noonPlus(-5),
      dueAt: noonPlus(-5),
      overtakenCount: 4,
    });
    expect(idsInOrder(booked, ready)).toEqual(['ready', 'booked']);
  });

  test('any two patients stand one way round only, and nobody stands before themselves', () => {
    fc.assert(
      fc.property(arbitraryWaiting, arbitraryWaiting, (a, b) => {
        const forth = Math.sign(compareInQueue(a, b, POLICY));
        const back = Math.sign(compareInQueue(b, a, POLICY));
        expect(forth + back).toBe(0);
        expect(compareInQueue(a, { ...a }, POLICY)).toBe(0);
        expect(forth === 0 && a.id !== b.id).toBe(false);
      }),
    );
  });

  test('who is before someone is before everybody after them', () => {
    fc.assert(
      fc.property(arbitraryWaiting, arbitraryWaiting, arbitraryWaiting, (a, b, c) => {
        fc.pre(compareInQueue(a, b, POLICY) <= 0 && compareInQueue(b, c, POLICY) <= 0);
        expect(compareInQueue(a, c, POLICY)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  test('the order does not depend on the order of the rows, and leaves them as they were', () => {
    const shuffled = arbitraryQueue.chain((queue) =>
      fc.tuple(
        fc.constant(queue),
        fc.shuffledSubarray(queue, { minLength: queue.length, maxLength: queue.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([queue, other]) => {
        const rows = [...queue];
        expect(orderQueue(queue, POLICY)).toEqual(orderQueue(other, POLICY));
        expect(queue).toEqual(rows);
      }),
    );
  });
});

describe('who a station may call', () => {
  test('a station serves its own services only', () => {
    expect(canServe(station({ serviceIds: ['nurse', 'doctor'] }), waiting())).toBe(true);
    expect(canServe(station({ serviceIds: ['nurse'] }), waiting())).toBe(false);
  });

  test.each(['paused', 'closed'] as const)('a %s station serves nobody', (status) => {
    expect(canServe(station({ status }), waiting())).toBe(false);
  });

  test('a patient of one provider is served by that provider only', () => {
    const ofAda = waiting({ providerId: 'ada' });
    expect(canServe(station({ providerId: 'ada' }), ofAda)).toBe(true);
    expect(canServe(station({ providerId: 'ben' }), ofAda)).toBe(false);
    expect(canServe(station({ providerId: null }), ofAda)).toBe(false);
  });

  test('a patient of no provider in particular is served by any', () => {
    expect(canServe(station({ providerId: 'ben' }), waiting())).toBe(true);
  });

  test('someone put back is offered again from the very end of the pause', () => {
    const putBack = waiting({ notBeforeAt: noonPlus(5) });
    expect(isCallable(putBack, noonPlus(5) - 1)).toBe(false);
    expect(isCallable(putBack, noonPlus(5))).toBe(true);
  });

  test.each(['called', 'in-service', 'held', 'done', 'no-show', 'left'] as const)(
    'someone whose status is %s is not offered',
    (status) => {
      expect(isCallable(waiting({ status }), NOON)).toBe(false);
    },
  );

  test('a station calls the first in the order whom it may call', () => {
    fc.assert(
      fc.property(arbitraryQueue, arbitraryStation, (queue, room) => {
        const first = orderQueue(queue, POLICY).find(
          (entry) => isCallable(entry, NOON) && canServe(room, entry),
        );
        expect(nextFor(room, queue, { policy: POLICY, now: NOON })).toBe(first ?? null);
      }),
    );
  });
});

describe('being overtaken', () => {
  const booked = waiting({
    id: 'booked',
    appointmentAt: NOON,
    queuedAt: noonPlus(-3),
    dueAt: NOON,
  });
  const walkIn = waiting({ id: 'walk-in', queuedAt: noonPlus(-10), dueAt: noonPlus(10) });

  function overtaken(...others: Parameters<typeof overtakenBy>[2]['entries']): string[] {
    const queue = { entries: [booked, ...others], now: noonPlus(1) };
    return overtakenBy(booked, station(), queue).map((entry) => entry.id);
  }

  test('whoever was ready earlier is overtaken', () => {
    expect(overtaken(walkIn)).toEqual(['walk-in']);
  });

  test('being ready at the same time or later is not being overtaken', () => {
    expect(overtaken(waiting({ ...walkIn, queuedAt: NOON }))).toEqual([]);
  });

  test('someone who came early for a later appointment is not overtaken before it', () => {
    expect(overtaken(waiting({ ...walkIn, appointmentAt: noonPlus(5) }))).toEqual([]);
  });

  test('clinical priority is not overtaking', () => {
    expect(overtaken(waiting({ ...walkIn, priority: 1 }))).toEqual([]);
  });

  test('someone this station may not call, or who is put back, is not overtaken', () => {
    expect(overtaken(waiting({ ...walkIn, serviceId: 'nurse' }))).toEqual([]);
    expect(overtaken(waiting({ ...walkIn, notBeforeAt: noonPlus(5) }))).toEqual([]);
  });
});
