import { QUANTILE_LEVELS } from '../../../../shared/domain/waits/wait-estimate.ts';
import { solve } from './solve.ts';

export type Row = { readonly features: readonly number[]; readonly minutes: number };

const FIRST_ITERATIONS = 20;
const MORE_ITERATIONS = 8;
/** Minutes: below this, the absolute error is taken as squared, or a weight would be endless. */
const SMOOTH = 0.5;
const RIDGE = 1;

/**
 * Quantile regression with a ridge, one line for each of the 19 levels, by least squares weighted
 * again and again (Hunter and Lange 2000). Returns the function that predicts; its quantiles are in
 * order and not below 0.
 */
export function fitQuantiles(
  rows: readonly Row[],
): (features: readonly number[]) => readonly number[] {
  const scale = scaleOf(rows);
  const inputs = rows.map((row) => scale(row.features));
  const outputs = rows.map((row) => row.minutes);
  let start: readonly number[] | null = null;
  const lines = QUANTILE_LEVELS.map((level) => {
    start = fitLevel({ inputs, outputs, level }, start);
    return start;
  });
  return (features) => {
    const input = scale(features);
    return lines.map((line) => Math.max(0, dot(line, input))).toSorted((a, b) => a - b);
  };
}

type Data = {
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly number[];
  readonly level: number;
};

function fitLevel(data: Data, start: readonly number[] | null): readonly number[] {
  const width = data.inputs[0]?.length ?? 0;
  let line = start ?? Array.from({ length: width }, () => 0);
  const iterations = start === null ? FIRST_ITERATIONS : MORE_ITERATIONS;
  for (let done = 0; done < iterations; done += 1) line = weighAgain(data, line);
  return line;
}

/** One weighted least-squares step: those far off count less, those on the dear side more. */
function weighAgain({ inputs, outputs, level }: Data, line: readonly number[]): readonly number[] {
  const width = line.length;
  const matrix = Array.from({ length: width }, () => new Float64Array(width));
  const right = new Float64Array(width);
  for (const [index, input] of inputs.entries()) {
    const output = outputs[index] ?? 0;
    const error = output - dot(line, input);
    const weight = (error >= 0 ? level : 1 - level) / Math.max(SMOOTH, Math.abs(error));
    for (let row = 0; row < width; row += 1) {
      const weighted = weight * (input[row] ?? 0);
      const cells = matrix[row];
      if (!cells || weighted === 0) continue;
      right[row] = (right[row] ?? 0) + weighted * output;
      for (let column = 0; column <= row; column += 1) {
        cells[column] = (cells[column] ?? 0) + weighted * (input[column] ?? 0);
      }
    }
  }
  for (const [row, cells] of matrix.entries()) {
    // The first input is the constant, which a ridge must not pull towards 0.
    cells[row] = (cells[row] ?? 0) + (row === 0 ? 1e-9 : RIDGE);
  }
  return solve(matrix, right);
}

/** A constant, then each feature less its mean, over its deviation. */
function scaleOf(rows: readonly Row[]): (features: readonly number[]) => readonly number[] {
  const width = rows[0]?.features.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => {
    const values = rows.map(({ features }) => features[column] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  return (features) => [
    1,
    ...columns.map(({ mean, deviation }, column) => ((features[column] ?? 0) - mean) / deviation),
  ];
}

function dot(line: readonly number[], input: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < line.length; index += 1) {
    sum += (line[index] ?? 0) * (input[index] ?? 0);
  }
  return sum;
}
