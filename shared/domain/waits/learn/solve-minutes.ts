import { PRIOR_LOG_VARIANCE, priorLog, SPREAD_WEIGHT } from './minutes-prior.ts';
import type { Cell, Rows } from './minutes-unknowns.ts';
import { at, invertSymmetric } from './symmetric-solve.ts';

/** The posterior of the unknowns: their means, and their covariance in rows of as many numbers. */
export type Solved = { readonly means: Float64Array; readonly covariance: Float64Array };

/** The variance of single visits, by kind. */
export type Variances = ReadonlyMap<string, number>;

const LEAST_DEVIATION = 0.15;

export type Given = { readonly rows: Rows; readonly variances: Variances };

export function solve(
  cells: readonly Cell[],
  prior: Float64Array,
  { rows, variances }: Given,
): Solved {
  const { size } = rows;
  const precision = Float64Array.from(prior);
  const target = new Float64Array(size);
  for (const cell of cells) {
    const variance = variances.get(cell.kind.kind) ?? PRIOR_LOG_VARIANCE;
    const expected = priorLog(cell.kind.plannedLog) + cell.change;
    const excess = (cell.sum - cell.weight * expected) / variance;
    for (const row of cell.rows) {
      target[row] = at(target, row) + excess;
      for (const column of cell.rows) {
        const index = row * size + column;
        precision[index] = at(precision, index) + cell.weight / variance;
      }
    }
  }
  const covariance = invertSymmetric(precision, size);
  const means = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let sum = 0;
    for (let column = 0; column < size; column += 1) {
      sum += at(covariance, row * size + column) * at(target, column);
    }
    means[row] = sum;
  }
  return { means, covariance };
}

/** The variance of single visits by kind, each drawn towards that of all, and that to the prior. */
export function variancesOf(
  cells: readonly Cell[],
  solved: Solved,
  rows: Rows,
): Map<string, number> {
  const sums = new Map<string, { squares: number; weight: number }>();
  const all = { squares: SPREAD_WEIGHT * PRIOR_LOG_VARIANCE, weight: SPREAD_WEIGHT };
  for (const cell of cells) {
    const squares = squaresAbout(cell, solved, rows.size);
    const sum = sums.get(cell.kind.kind) ?? { squares: 0, weight: 0 };
    sums.set(cell.kind.kind, {
      squares: sum.squares + squares,
      weight: sum.weight + cell.weight,
    });
    all.squares += squares;
    all.weight += cell.weight;
  }
  const overall = all.squares / all.weight;
  return new Map(
    [...sums].map(([kind, { squares, weight }]) => [
      kind,
      Math.max(
        LEAST_DEVIATION ** 2,
        (SPREAD_WEIGHT * overall + squares) / (SPREAD_WEIGHT + weight),
      ),
    ]),
  );
}

/** Expected squares about the true mean of a cell, which is itself known only so well. */
function squaresAbout(cell: Cell, { means, covariance }: Solved, size: number): number {
  let mean = priorLog(cell.kind.plannedLog) + cell.change;
  let variance = 0;
  for (const row of cell.rows) {
    mean += at(means, row);
    for (const column of cell.rows) variance += at(covariance, row * size + column);
  }
  const about = cell.squares - 2 * mean * cell.sum + mean * mean * cell.weight;
  return Math.max(0, about) + cell.weight * variance;
}
