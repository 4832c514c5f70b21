import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from './new-id.ts';

const MANY = 20_000;

test('ids are UUIDs of version 7, and no two are alike', () => {
  const ids = Array.from({ length: MANY }, newId);

  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(MANY);
});

test('each id is greater than the one before it, also of those made in the same millisecond', () => {
  const ids = Array.from({ length: MANY }, newId);

  expect(ids.toSorted()).toEqual(ids);
});
