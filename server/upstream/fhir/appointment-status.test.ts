import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appointmentStep, type WantedAppointmentStatus } from './appointment-status.ts';

const ORDER = ['pending', 'booked', 'arrived', 'checked-in', 'fulfilled'];
const ENDED = ['cancelled', 'noshow', 'entered-in-error', 'proposed', 'waitlist', 'their-own'];
const WANTED: readonly WantedAppointmentStatus[] = ['arrived', 'checked-in', 'fulfilled', 'noshow'];

test.for([
  ['booked', 'arrived', { kind: 'write', status: 'arrived' }],
  ['pending', 'fulfilled', { kind: 'write', status: 'fulfilled' }],
  ['checked-in', 'arrived', { kind: 'nothing' }],
  ['fulfilled', 'checked-in', { kind: 'nothing' }],
  ['arrived', 'noshow', { kind: 'write', status: 'noshow' }],
  ['fulfilled', 'noshow', { kind: 'closed' }],
  ['noshow', 'noshow', { kind: 'nothing' }],
  ['noshow', 'arrived', { kind: 'closed' }],
  ['cancelled', 'arrived', { kind: 'closed' }],
  ['entered-in-error', 'fulfilled', { kind: 'closed' }],
] as const)('from %s towards %s', ([present, wanted, step]) => {
  expect(appointmentStep(present, wanted)).toEqual(step);
});

test('whatever is asked for in whatever order, an appointment never goes back or out of its end', () => {
  const present = fc.constantFrom(...ORDER, ...ENDED);
  fc.assert(
    fc.property(
      present,
      fc.array(fc.constantFrom(...WANTED), { maxLength: 8 }),
      (begin, wishes) => {
        let status = begin;
        for (const wish of wishes) {
          const step = appointmentStep(status, wish);
          if (step.kind !== 'write') continue;
          expect(ENDED).not.toContain(status);
          if (step.status !== 'noshow') {
            expect(ORDER.indexOf(step.status)).toBeGreaterThan(ORDER.indexOf(status));
          }
          ({ status } = step);
        }
      },
    ),
  );
});
