import { choose, type Figure, type FigurePlan, isSteady, readingOf } from './result.ts';
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
  const readings = bench.figures.map((plan) => ({
    plan,
    all: [] as ReturnType<typeof readingOf>[],
  }));
  const isEnough = (): boolean =>
    readings.every(({ all }) => all.filter(isSteady).length >= starts);
  for (let made = 0; made < starts * MOST_STARTS_TIMES && !isEnough(); made += 1) {
    const rounds = await bench.start();
    for (const { plan, all } of readings) {
      const reading = readingOf(plan, rounds);
      all.push(reading);
      const kept = isSteady(reading) ? '' : ', measured again';
      say(
        `${plan.title}: start ${made + 1}: ${reading.ratio.toFixed(2)} (A/A ${reading.control.toFixed(2)}${kept})`,
      );
    }
  }
  return readings.map(({ plan, all }) => choose(plan, all, starts));
}
