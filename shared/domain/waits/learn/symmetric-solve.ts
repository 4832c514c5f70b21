/**
 * The inverse of a symmetric positive definite matrix, by Cholesky. `matrix` holds `size` rows of
 * `size` numbers; only its lower half is read.
 */
export function invertSymmetric(matrix: Float64Array, size: number): Float64Array {
  const lower = choleskyOf(matrix, size);
  const columns = invertLower(lower, size);
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = 0;
      for (let index = row; index < size; index += 1) {
        sum += at(columns, row * size + index) * at(columns, column * size + index);
      }
      inverse[row * size + column] = sum;
      inverse[column * size + row] = sum;
    }
  }
  return inverse;
}

function choleskyOf(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(matrix, row * size + column);
      for (let index = 0; index < column; index += 1) {
        sum -= at(lower, row * size + index) * at(lower, column * size + index);
      }
      lower[row * size + column] =
        row === column ? Math.sqrt(sum) : sum / at(lower, column * size + column);
    }
  }
  return lower;
}

/** Column after column, as they are read. */
function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const start = column * size;
    inverse[start + column] = 1 / at(lower, start + column);
    for (let row = column + 1; row < size; row += 1) {
      let sum = 0;
      for (let index = column; index < row; index += 1) {
        sum -= at(lower, row * size + index) * at(inverse, start + index);
      }
      inverse[start + row] = sum / at(lower, row * size + row);
    }
  }
  return inverse;
}

/** Indices here are always inside; the type of an array cannot say so. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
