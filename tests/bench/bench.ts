import {
  choose,
  type Figure,
  type FigurePlan,
  isSteady,
  type Reading,
  readingOf,
} from './result.ts';
import type { Round } from './rounds.ts';

/** A group of figures that are measured together. */
export type Bench = {
  readonly name: string;
  readonly figures: readonly FigurePlan[];
  /** Starts all processes afresh, measures paired rounds, and ends them. */
  readonly start: () => Promise<readonly Round[]>;
};

/** At most so many times the starts asked for, however noisy the machine. */
const MOST_STARTS_TIMES = 2;

/** Measures fresh starts until each figure has enough steady ones, or the machine is too noisy. */
export async function run(
  bench: Bench,
  starts: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const readings = bench.figures.map((plan) => ({ plan, all: [] as Reading[] }));
  const isEnough = (): boolean =>
    readings.every(({ all }) => all.filter(isSteady).length >= starts);
  for (let made = 1; made <= starts * MOST_STARTS_TIMES && !isEnough(); made += 1) {
    const rounds = await tryStart(bench, say);
    if (rounds === null) continue;
    for (const { plan, all } of readings) {
      const reading = readingOf(plan, rounds);
      all.push(reading);
      const kept = isSteady(reading) ? '' : ', measured again';
      const control = `A/A ${reading.control.toFixed(2)}${kept}`;
      say(`${plan.title}: start ${made}: ${reading.ratio.toFixed(2)} (${control})`);
    }
  }
  if (readings.some(({ all }) => all.length === 0))
    throw new Error(`${bench.name}: no start worked`);
  return readings.map(({ plan, all }) => choose(plan, all, starts));
}

/** A browser or a server can die in half an hour of this: one start is lost then, and not all. */
async function tryStart(
  bench: Bench,
  say: (line: string) => void,
): Promise<readonly Round[] | null> {
  try {
    return await bench.start();
  } catch (error) {
    say(`${bench.name}: a start failed: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
