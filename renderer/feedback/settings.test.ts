import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const written = {
  clinicName: 'Riverside Health Centre',
  languages: ['en', 'es'],
  isDemonstration: false,
  faces: 5,
  betterReasons: [{ id: 'wait', label: { en: 'Waiting time', es: 'Tiempo de espera' } }],
  thanksReasons: [],
};

test('settings written by this page are read again', () => {
  expect(readSettings(JSON.parse(JSON.stringify(written)))).toEqual(written);
});

test.each([
  null,
  'text',
  {},
  { ...written, faces: 3 },
  { ...written, languages: [] },
  { ...written, languages: 'en' },
  { ...written, betterReasons: [{ id: 'wait', label: { es: 'Espera' } }] },
  { ...written, thanksReasons: undefined },
])('settings that cannot be used are not: %j', (value) => {
  expect(readSettings(value)).toBeNull();
});
