import type { Problem } from '../contract/problem.ts';
import type { EvalRecord } from '../readiness/eval/eval-record.ts';
import type { Row } from '../readiness/reading.ts';
import { fileProblem } from './decode.ts';

/**
 * Two files that say different things of the same attempt: results of two runs, or of one and a leftover. Which of them
 * holds is not for the gate to choose. Attempts that are numbered differ by their number, and contradict nobody.
 *
 * @returns one problem for each pair of files
 */
export function contradictions(rows: readonly Row<EvalRecord>[]): Problem[] {
  if (rows.every((row) => row.file === rows[0]?.file)) return [];
  const first = new Map<string, Row<EvalRecord>>();
  const pairs = new Map<string, { one: Row<EvalRecord>; other: Row<EvalRecord>; count: number }>();
  for (const row of rows) {
    const key = attemptOf(row.value);
    const one = first.get(key);
    if (one === undefined) first.set(key, row);
    else if (one.file !== row.file && one.value.verdict !== row.value.verdict) {
      const pair = `${one.file}\0${row.file}`;
      const seen = pairs.get(pair) ?? { one, other: row, count: 0 };
      pairs.set(pair, { ...seen, count: seen.count + 1 });
    }
  }
  return [...pairs.values()].map(contradiction);
}

const attemptOf = ({ id, variant, repeat }: EvalRecord): string => JSON.stringify([id, variant, repeat]);

function contradiction(pair: { one: Row<EvalRecord>; other: Row<EvalRecord>; count: number }): Problem {
  const { one, other, count } = pair;
  const more = count === 1 ? '' : `, and ${count - 1} more`;
  return fileProblem(
    other.file,
    `${other.value.verdict} for ${one.value.id}, of which ${one.file} says ${one.value.verdict}${more}`,
    'one answer for each attempt at a case',
    'Keep the file of the last run; if both are attempts, number them and name that field as `evidence.mapping.repeat` in `poc.yaml`.',
  );
}
