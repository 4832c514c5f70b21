import { expect, test } from 'vitest';
import { firstSpoken } from './staff-language.ts';

test('the page speaks the first of the browser’s languages that it knows', () => {
  expect(firstSpoken(['', 'fr-FR', 'es-MX', 'en'])).toBe('es');
  expect(firstSpoken(['ar-EG'])).toBe('ar');
});

test('it speaks English when it knows none of them', () => {
  expect(firstSpoken(['vi', 'so'])).toBe('en');
});
