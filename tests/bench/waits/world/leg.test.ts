import { expect, test } from 'vitest';

import { clinicOf } from './clinic.ts';
import { comesBefore, type Leg, legOf } from './leg.ts';
import { randomFor } from './random.ts';

const CLINIC = clinicOf('base', 1);

test('somebody booked is due at the booked time, late by more than ten minutes when they came', () => {
  expect(leg({ bookedAt: 600, queuedAt: 590 }).dueAt).toBe(600);
  expect(leg({ bookedAt: 600, queuedAt: 610 }).dueAt).toBe(600);
  expect(leg({ bookedAt: 600, queuedAt: 611 }).dueAt).toBe(611);
});

test('somebody without a booking is due twenty minutes after they came', () => {
  expect(leg({ bookedAt: null, queuedAt: 600 }).dueAt).toBe(620);
});

test('an urgent patient comes before all others, then whoever is due first', () => {
  const urgent = leg({ queuedAt: 650, priority: 2 });
  const early = leg({ queuedAt: 600 });
  const booked = leg({ queuedAt: 630, bookedAt: 615 });

  expect([early, booked, urgent].toSorted((a, b) => (comesBefore(a, b, 3) ? -1 : 1))).toEqual([
    urgent,
    early,
    booked,
  ]);
});

test('those overtaken as often as allowed come first, in the order in which they were ready', () => {
  const walkIn = { ...leg({ queuedAt: 600 }), overtaken: 3 };
  const booked = { ...leg({ queuedAt: 590, bookedAt: 610 }), overtaken: 3 };
  const next = leg({ queuedAt: 595, bookedAt: 600 });

  expect(comesBefore(walkIn, next, 3)).toBe(true);
  expect(comesBefore(walkIn, booked, 3)).toBe(true);
  expect(comesBefore(walkIn, next, Infinity)).toBe(false);
  expect(comesBefore(walkIn, booked, Infinity)).toBe(false);
});

function leg(changes: Partial<Pick<Leg, 'bookedAt' | 'queuedAt' | 'priority'>>): Leg {
  const [first] = CLINIC.walkInMix;
  if (!first) throw new Error('The clinic has walk-ins.');
  const arrival = {
    visitNumber: 1,
    leg: 1,
    kind: first.kind,
    station: null,
    priority: 0,
    bookedAt: null,
    queuedAt: 600,
  };
  return legOf({ ...arrival, ...changes }, CLINIC, randomFor(1, 'test'));
}
