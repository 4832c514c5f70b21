import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from './connection.ts';

test('ids are UUIDs of version 7 that begin with the time, never the same twice', () => {
  const before = Date.now();
  const ids = Array.from({ length: 1000 }, () => newId());

  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  const [first = ''] = ids;
  expect(Number.parseInt(first.replaceAll('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(
    before,
  );
});
