import { expect, test } from 'vitest';
import { isCallNextKey } from './call-next-key.ts';

const plain = { repeat: false, ctrlKey: false, metaKey: false, altKey: false };

test('N calls the next patient, small or capital', () => {
  expect(isCallNextKey({ ...plain, key: 'n', code: 'KeyN' })).toBe(true);
  expect(isCallNextKey({ ...plain, key: 'N', code: 'KeyN' })).toBe(true);
});

test('the same key calls on an Arabic keyboard, where it writes another letter', () => {
  expect(isCallNextKey({ ...plain, key: 'ى', code: 'KeyN' })).toBe(true);
});

test('on a keyboard that has N elsewhere, only the key marked N calls', () => {
  expect(isCallNextKey({ ...plain, key: 'b', code: 'KeyN' })).toBe(false);
  expect(isCallNextKey({ ...plain, key: 'n', code: 'KeyL' })).toBe(true);
});

test('a key held down or pressed with Ctrl calls nobody', () => {
  expect(isCallNextKey({ ...plain, repeat: true, key: 'n', code: 'KeyN' })).toBe(false);
  expect(isCallNextKey({ ...plain, ctrlKey: true, key: 'n', code: 'KeyN' })).toBe(false);
});
