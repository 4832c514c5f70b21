/**
 * Solves a symmetric positive definite system by Cholesky's method. Only the lower half of the
 * matrix is read, and it is overwritten.
 */
export function solve(matrix: readonly Float64Array[], right: Float64Array): readonly number[] {
  const at = (row: number, column: number): number => matrix[row]?.[column] ?? 0;
  const put = (row: number, column: number, value: number): void => {
    const cells = matrix[row];
    if (cells) cells[column] = value;
  };
  const width = right.length;
  for (let column = 0; column < width; column += 1) {
    let diagonal = at(column, column);
    for (let k = 0; k < column; k += 1) diagonal -= at(column, k) ** 2;
    put(column, column, Math.sqrt(diagonal));
    for (let row = column + 1; row < width; row += 1) {
      let sum = at(row, column);
      for (let k = 0; k < column; k += 1) sum -= at(row, k) * at(column, k);
      put(row, column, sum / at(column, column));
    }
  }
  const half: number[] = [];
  for (let row = 0; row < width; row += 1) {
    let sum = right[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= at(row, k) * (half[k] ?? 0);
    half.push(sum / at(row, row));
  }
  const solution = Array.from({ length: width }, () => 0);
  for (let row = width - 1; row >= 0; row -= 1) {
    let sum = half[row] ?? 0;
    for (let k = row + 1; k < width; k += 1) sum -= at(k, row) * (solution[k] ?? 0);
    solution[row] = sum / at(row, row);
  }
  return solution;
}
