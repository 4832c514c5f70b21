import { expect, test } from 'vitest';
import { newId } from '../../new-id.ts';
import { controlIdOf } from './control-id.ts';

test('the same id always gives the same 20 letters and digits', () => {
  const id = '0199a2f0-7c11-7000-8000-5d2a6c3b1e90';

  expect(controlIdOf(id)).toMatch(/^[0-9A-Z]{20}$/);
  expect(controlIdOf(id)).toBe(controlIdOf(id));
});

test('ids made one after another, which differ in few bits, are told apart', () => {
  const ids = Array.from({ length: 5_000 }, newId);

  expect(new Set(ids.map(controlIdOf)).size).toBe(5_000);
});
