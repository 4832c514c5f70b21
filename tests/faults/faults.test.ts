import { expect, test } from 'vitest';
import { isSound } from './fault.ts';
import { FAULTS } from './faults.ts';
import { tryFault } from './try-fault.ts';

/** Enough to notice what has become wrong; `npm run faults` is the whole of it. */
const SHORT = { seed: 1, scale: 0.1 };

for (const fault of FAULTS) {
  const { id, title, control } = fault;
  test(`${id} ${title}: nothing is lost, and ${control?.title ?? 'nothing else'} is noticed`, async () => {
    const { outcome } = await tryFault(fault, SHORT);

    if (outcome.kind === 'not-tried') {
      expect(outcome.reason).toBe(fault.missing?.());
      return;
    }
    expect(outcome.count).toMatchObject({ lost: 0, duplicated: 0, reordered: 0, broken: [] });
    expect(outcome.control && isSound(outcome.control)).not.toBe(true);
  }, 120_000);
}
