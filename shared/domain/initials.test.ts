import { expect, test } from 'vitest';
import { initialOf, initials } from './initials.ts';

test.each([
  ['Walsh', 'W'],
  ['walsh', 'W'],
  ['O’Brien', 'O'],
  ["'t Hooft", 'T'],
  ['  van Dyk', 'V'],
  ['-Smith', 'S'],
  ['ʻAkamu', 'A'],
])('the initial of %s is %s: the first letter, whatever stands before it', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});

test.each([
  ['Ñandú', 'N'],
  ['N\u0303andu', 'N'],
  ['Élodie', 'E'],
  ['Çelik', 'C'],
  ['İnan', 'I'],
  ['ılgaz', 'I'],
  ['Łukasz', 'L'],
  ['łukasz', 'L'],
  ['Ørsted', 'O'],
  ['Œuvrard', 'O'],
  ['Æbelø', 'A'],
  ['Đặng', 'D'],
  ['Ðora', 'D'],
  ['Þór', 'T'],
  ['Ħal', 'H'],
  ['ßen', 'S'],
])('the initial of %s is %s, as people type it without accents', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});

test.each([
  ['أحمد', 'ا'],
  ['إبراهيم', 'ا'],
  ['آمنة', 'ا'],
  ['ٱلرحمن', 'ا'],
  ['احمد', 'ا'],
  ['ـأحمد', 'ا'],
  ['ىاسر', 'ي'],
  ['ياسر', 'ي'],
])('the Arabic initial of %s is %s, however it is written', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});

test('a letter outside the basic plane stays whole', () => {
  expect(initialOf('𞤀𞤣𞤤𞤢𞤥')).toBe('𞤀');
});

test.each(['', '   ', '’', '42'])('a name without a letter (“%s”) has no initial', (name) => {
  expect(initialOf(name)).toBe('');
});

test('what is typed and what is on the list have the same initial', () => {
  expect(initialOf('ñ')).toBe(initialOf('NUNEZ'));
});

test('initials are letters with full stops', () => {
  expect(initials('Jo', 'O’Brien')).toBe('J. O.');
});

test('a name that is missing leaves no mark', () => {
  expect([initials('', 'Walsh'), initials('Jo', ''), initials('', '')]).toEqual(['W.', 'J.', '']);
});
