import { expect, test } from 'vitest';
import { agoText } from './ago.ts';

const NOW = Date.UTC(2026, 10, 21, 10);

test('the time since is said in the largest unit of which there are two', () => {
  expect(agoText(NOW - 119_000, NOW, 'en')).toBe('119 sec. ago');
  expect(agoText(NOW - 120_000, NOW, 'en')).toBe('2 min. ago');
  expect(agoText(NOW - 7_200_000, NOW, 'en')).toBe('2 hr. ago');
  expect(agoText(NOW - 3 * 86_400_000, NOW, 'en')).toBe('3 days ago');
});

test('what a clock says is still to come was just now', () => {
  expect(agoText(NOW + 60_000, NOW, 'en')).toBe('0 sec. ago');
});

test('other languages keep the same digits', () => {
  expect(agoText(NOW - 5_000, NOW, 'es')).toBe('hace 5 s');
  expect(agoText(NOW - 5_000, NOW, 'ar')).toContain('5');
});
