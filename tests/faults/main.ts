import { parseArgs } from 'node:util';
import { randomInt } from 'node:crypto';
import { FAULTS } from './faults.ts';
import { plainOf, tableOf } from './table.ts';
import { type FaultResult, isProven, tryFault } from './try-fault.ts';

const SEEDS = 2 ** 31;

/**
 * Breaks what can break in a clinic, again and again, and counts what was lost. Each fault is tried a
 * second time with a known mistake built in, which must be noticed. Ends with 1 when something was
 * lost, or a mistake got by.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      scale: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const seed = values.seed === undefined ? randomInt(SEEDS) : numberOf('seed', values.seed);
  const scale = numberOf('scale', values.scale);
  const chosen = chosenOf(positionals);
  // Beside the results, so that these alone can be piped on.
  console.error(`seed ${seed}, scale ${scale}`);
  const results: FaultResult[] = [];
  for (const fault of chosen) {
    console.error(`${fault.id} ${fault.title}`);
    results.push(await tryFault(fault, { seed, scale }));
  }
  const plain = { seed, scale, faults: results.map(plainOf) };
  console.log(values.json ? JSON.stringify(plain, null, 2) : `\n${tableOf(results)}`);
  // Said outright: a fault that left something open must not keep the result from whoever waits for it.
  process.exit(results.every(isProven) ? 0 : 1);
}

function chosenOf(ids: readonly string[]) {
  const known = FAULTS.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id.toUpperCase()));
  if (unknown.length > 0) {
    throw new Error(`There is no fault ${unknown.join(', ')}; there are ${known.join(', ')}`);
  }
  const wanted = new Set(ids.map((id) => id.toUpperCase()));
  return wanted.size === 0 ? FAULTS : FAULTS.filter(({ id }) => wanted.has(id));
}

function numberOf(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} takes a number above 0`);
  return number;
}

await main();
