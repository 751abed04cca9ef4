import { type EvalRow, evalRow } from '../../../contract/eval-run.ts';
import type { Problem } from '../../../contract/problem.ts';
import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { schemaProblems } from '../../schema-problems.ts';
import type { Fault } from '../format.ts';

/** @returns a row of our own as a record. */
export function recordOf(row: EvalRow, number: number): EvalRecord {
  const { latency_ms: latencyMs, cost_usd: costUsd, ...rest } = row;
  return evalRecord({ ...rest, latencyMs, costUsd, row: number });
}

/** Reads a row by its schema, which says what is wrong with it. */
export function parseRow(value: unknown): { row: EvalRow } | { faults: Fault[] } {
  const parsed = evalRow.safeParse(value);
  if (parsed.success) return { row: parsed.data };
  const problems = schemaProblems(parsed.error, evalRow, value, () => ({ file: '', line: null }));
  return { faults: problems.map(asFault) };
}

const asFault = ({ field, found, expected, remedy }: Problem): Fault => ({
  found: field === '' ? found : `\`${field}\`: ${found}`,
  expected,
  remedy,
});
