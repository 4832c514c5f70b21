import { expect, test } from 'vitest';
import { offeredLanguage } from './offered-language.ts';

test('the first wished language that the clinic offers is taken, whatever its region', () => {
  expect(offeredLanguage(['fr-FR', 'es-MX', 'en'], ['en', 'es', 'ar'])).toBe('es');
});

test('somebody who wishes for none of them gets the first of the clinic', () => {
  expect(offeredLanguage(['fr'], ['ar', 'en'])).toBe('ar');
});
