import { expect, test } from 'vitest';
import { listedPatient } from './patient.ts';

const patient = (more: object): object => ({ resourceType: 'Patient', ...more });

test('the official name goes before the usual one, and an old one is never used', () => {
  const name = [
    { use: 'old', family: 'Smith', given: ['Ann'] },
    { use: 'usual', family: 'Jones', given: ['Annie'] },
    { use: 'official', family: 'Jones', given: ['Ann', 'Mary'] },
  ];

  expect(listedPatient(patient({ name, birthDate: '1980-02-03' }))).toEqual({
    firstName: 'Ann Mary',
    lastName: 'Jones',
    dateOfBirth: '1980-02-03',
  });
  expect(listedPatient(patient({ name: [name[0]] }))).toBeNull();
});

test.for([
  [{ text: 'Ann Mary Jones' }, 'Ann Mary', 'Jones'],
  [{ given: ['Suharto'] }, '', 'Suharto'],
  [{ family: 'Ng' }, '', 'Ng'],
] as const)('a name written as %j', ([name, firstName, lastName]) => {
  expect(listedPatient(patient({ name: [name] }))).toEqual({
    firstName,
    lastName,
    dateOfBirth: '',
  });
});

test('a year alone is no birth date to check in with', () => {
  const read = listedPatient(patient({ name: [{ family: 'Ng' }], birthDate: '1980' }));

  expect(read?.dateOfBirth).toBe('');
});
