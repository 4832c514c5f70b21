import { expect, test } from 'vitest';
import { RepeatedFailures } from './repeated-failures.ts';

const MINUTE = 60_000;

function failEachTwoMinutes(times: number, meanwhile: (failures: RepeatedFailures) => void) {
  let now = 0;
  const failures = new RepeatedFailures(1000, () => now);
  const given: boolean[] = [];
  for (let count = 0; count < times; count += 1) {
    given.push(failures.fail('visit:poison', false));
    now += MINUTE;
    meanwhile(failures);
    now += MINUTE;
  }
  return given;
}

test('what fails for ten minutes while other things are taken is given up', () => {
  const given = failEachTwoMinutes(6, (failures) => failures.succeed('visit:other', true));

  expect(given).toEqual([false, false, false, false, false, true]);
});

test('nothing is given up while a server takes nothing at all', () => {
  const given = failEachTwoMinutes(50, (failures) => failures.succeed('visit:other', false));

  expect(given).not.toContain(true);
});

test('what succeeded in between begins anew', () => {
  const given = failEachTwoMinutes(50, (failures) => failures.succeed('visit:poison', true));

  expect(given).not.toContain(true);
});

test('a request that may still be running lets its subject rest, and no other', () => {
  let now = 0;
  const failures = new RepeatedFailures(1000, () => now);
  failures.fail('visit:a', true);
  failures.fail('visit:b', false);
  now = 400;

  expect([failures.restMs('visit:a'), failures.restMs('visit:b')]).toEqual([600, 0]);
});
