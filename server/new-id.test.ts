import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from './new-id.ts';

test('ids are UUIDs of version 7, never the same twice', () => {
  const ids = Array.from({ length: 1000 }, () => newId());

  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test('ids begin with the time they were made at, so that later ones sort behind', () => {
  const before = Date.now();
  const madeAt = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);

  expect(madeAt).toBeGreaterThanOrEqual(before);
  expect(madeAt).toBeLessThanOrEqual(Date.now());
});
