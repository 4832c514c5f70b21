import { median, shuffled } from './statistics.ts';

/** What was measured of each subject in one round: by subject, then by what was measured. */
export type Round = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Measures every subject once in each round, in another order each time. */
export async function pairedRounds(
  count: number,
  subjects: readonly string[],
  measure: (subject: string, round: number) => Promise<Readonly<Record<string, number>>>,
): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < count; round += 1) {
    const measured: Record<string, Readonly<Record<string, number>>> = {};
    for (const subject of shuffled(subjects)) measured[subject] = await measure(subject, round);
    rounds.push(measured);
  }
  return rounds;
}

/** One number of a subject in each round in which it was measured. */
export function valuesOf(rounds: readonly Round[], subject: string, metric: string): number[] {
  return rounds.flatMap((round) => round[subject]?.[metric] ?? []);
}

/** The median of the ratios taken inside each round, so that what is slow for both cancels out. */
export function pairedRatio(
  rounds: readonly Round[],
  metric: string,
  { over, under }: { readonly over: string; readonly under: string },
): number {
  const ratios = rounds.flatMap((round) => {
    const [above, below] = [round[over]?.[metric], round[under]?.[metric]];
    return above === undefined || below === undefined ? [] : [above / below];
  });
  return median(ratios);
}
