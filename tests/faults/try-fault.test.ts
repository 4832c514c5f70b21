import { expect, test } from 'vitest';
import type { Fault, FaultCount } from './fault.ts';
import { wholeOf } from './seeded-random.ts';
import { tableOf } from './table.ts';
import { isProven, tryFault } from './try-fault.ts';

const SOUND: FaultCount = {
  tried: 3,
  acknowledged: 7,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  broken: [],
};
const LOSES: FaultCount = { ...SOUND, lost: 2 };

function fault(run: Fault['run'], control: Fault['run'] = async () => LOSES): Fault {
  return { id: 'T0', title: 'a fault', run, control: { title: 'a mistake', run: control } };
}

const ONCE = { seed: 7, scale: 1 };

test('a fault that loses nothing and whose mistake is noticed is proven', async () => {
  const result = await tryFault(
    fault(async () => SOUND),
    ONCE,
  );

  expect(isProven(result)).toBe(true);
  expect(tableOf([result])).toMatch(/T0 +a fault +3 +7 +0 +0 +0 +held +caught/);
});

test('a fault that loses something is not', async () => {
  const result = await tryFault(
    fault(async () => LOSES),
    ONCE,
  );

  expect(isProven(result)).toBe(false);
  expect(tableOf([result])).toContain('BROKEN');
});

test('a fault whose mistake gets by proves nothing', async () => {
  const result = await tryFault(
    fault(
      async () => SOUND,
      async () => SOUND,
    ),
    ONCE,
  );

  expect(isProven(result)).toBe(false);
  expect(tableOf([result])).toContain('T0 did not catch: a mistake');
});

test('a control that cannot be tried has noticed nothing', async () => {
  const result = await tryFault(
    fault(
      async () => SOUND,
      async () => {
        throw new Error('no such thing');
      },
    ),
    ONCE,
  );

  expect(isProven(result)).toBe(false);
});

test('a fault that throws is broken, with what it threw', async () => {
  const result = await tryFault(
    fault(async () => {
      throw new Error('the disk melted');
    }),
    ONCE,
  );

  expect(isProven(result)).toBe(false);
  expect(tableOf([result])).toContain('the disk melted');
});

test('a fault that this machine cannot try says why and fails nothing', async () => {
  const missing = { ...fault(async () => LOSES), missing: () => 'there is no disk' };

  const result = await tryFault(missing, ONCE);

  expect(isProven(result)).toBe(true);
  expect(tableOf([result])).toContain('T0 not tried: there is no disk');
});

test('a seed repeats the choices of a fault, and another makes others', async () => {
  const choicesOf = async (seed: number): Promise<readonly number[]> => {
    const choices: number[] = [];
    await tryFault(
      fault(async ({ random }) => {
        choices.push(...Array.from({ length: 8 }, () => wholeOf(random, 0, 1000)));
        return SOUND;
      }),
      { seed, scale: 1 },
    );
    return choices;
  };

  expect(await choicesOf(7)).toEqual(await choicesOf(7));
  expect(await choicesOf(8)).not.toEqual(await choicesOf(7));
});
