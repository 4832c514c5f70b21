import { expect, test } from 'vitest';
import { clinicState } from './clinic-state.ts';

const NOW = Date.UTC(2026, 10, 21, 10);
const MINUTE = 60_000;

test('a clinic is silent after half an hour, whatever it had still to send', () => {
  expect(clinicState({ lastHeardAt: NOW - 31 * MINUTE, backlog: 3 }, NOW)).toBe('silent');
  expect(clinicState({ lastHeardAt: NOW - 30 * MINUTE, backlog: 3 }, NOW)).toBe('behind');
});

test('a clinic that was heard and has nothing left to send is up to date', () => {
  expect(clinicState({ lastHeardAt: NOW, backlog: 0 }, NOW)).toBe('ok');
});

test('a clinic that was never heard is not called silent', () => {
  expect(clinicState({ lastHeardAt: null, backlog: 0 }, NOW)).toBe('never');
});
