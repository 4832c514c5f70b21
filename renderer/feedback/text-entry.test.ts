import { expect, test } from 'vitest';
import { afterKey } from './text-entry.ts';

const at = (text: string, start: number, end = start) => ({ text, start, end });

test('a key types at the cursor', () => {
  expect(afterKey(at('god', 2), { kind: 'type', text: 'o' }, 140)).toEqual(at('good', 3));
});

test('a key replaces what is selected', () => {
  expect(afterKey(at('bad day', 0, 3), { kind: 'type', text: 'g' }, 140)).toEqual(at('g day', 1));
  expect(afterKey(at('bad day', 3, 7), { kind: 'erase' }, 140)).toEqual(at('bad', 3));
});

test('the text never grows beyond its limit', () => {
  expect(afterKey(at('abc', 3), { kind: 'type', text: 'd' }, 3)).toEqual(at('abc', 3));
  expect(afterKey(at('ab', 2), { kind: 'type', text: 'لا' }, 3)).toEqual(at('ab', 2));
});

test('erasing takes one whole sign away, and nothing at the beginning', () => {
  expect(afterKey(at('hi🙂', 4), { kind: 'erase' }, 140)).toEqual(at('hi', 2));
  expect(afterKey(at('hi', 0), { kind: 'erase' }, 140)).toEqual(at('hi', 0));
});
