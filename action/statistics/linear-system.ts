/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's method.
 *
 * @throws RangeError for a matrix that is not positive definite
 * @see G. H. Golub and C. F. Van Loan, Matrix Computations, algorithm 4.2.1
 */
export function solvePositive(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lower = cholesky(matrix);
  const at = (row: number, column: number) => lower[row]?.[column] as number;
  const x = [...right];
  for (let row = 0; row < x.length; row += 1) {
    for (let k = 0; k < row; k += 1) x[row] = (x[row] as number) - at(row, k) * (x[k] as number);
    x[row] = (x[row] as number) / at(row, row);
  }
  for (let row = x.length - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < x.length; k += 1) x[row] = (x[row] as number) - at(k, row) * (x[k] as number);
    x[row] = (x[row] as number) / at(row, row);
  }
  return x;
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = [];
  for (const [row, cells] of matrix.entries()) {
    const own: number[] = [];
    for (let column = 0; column <= row; column += 1) {
      const other = column === row ? own : (lower[column] as number[]);
      const known = own.slice(0, column).reduce((sum, one, k) => sum + one * (other[k] as number), 0);
      const rest = (cells[column] as number) - known;
      if (column < row) own.push(rest / (other[column] as number));
      else if (rest > 0) own.push(Math.sqrt(rest));
      else throw new RangeError('The matrix is not positive definite');
    }
    lower.push(own);
  }
  return lower;
}
