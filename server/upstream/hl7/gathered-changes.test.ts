import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gatherChanges } from './gathered-changes.ts';

function counted() {
  let count = 0;
  const changes = gatherChanges(() => {
    count += 1;
  });
  return { ...changes, count: () => count };
}

test('changes that come together are told once, later ones again', async () => {
  const { tell, count } = counted();
  tell();
  tell();
  expect(count()).toBe(0);
  await nextTurn();
  expect(count()).toBe(1);

  tell();
  await nextTurn();
  expect(count()).toBe(2);
});

test('what waits is told at once when it must be, and only once', async () => {
  const { tell, flush, count } = counted();
  tell();
  flush();
  flush();
  expect(count()).toBe(1);

  await nextTurn();
  expect(count()).toBe(1);
});
