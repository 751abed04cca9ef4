import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import type { Fault, Output, Place } from '../format.ts';
import { type Fields, fieldsOf, isFields, numberOf } from '../shared/fields.ts';
import { instantNote } from '../shared/instant-cases.ts';
import { amountOf } from '../shared/scores.ts';
import { reasonOf, shown } from '../shared/shown.ts';
import { type PromptfooCase, promptfooCase } from './promptfoo-case.ts';
import { type PromptfooColumn, promptfooColumns } from './promptfoo-column.ts';
import { gradingOf, type PromptfooGrading, uncheckedNote } from './promptfoo-grading.ts';

/** What was seen in the rows of a file. */
export type PromptfooCounts = {
  rows: number;
  successes: number;
  cached: number;
  unchecked: number;
  byPerson: number;
  compared: number;
  latencies: number[];
};

/** @returns a reader of promptfoo's rows, which are the same in JSON and JSONL */
export function promptfooRows(output: Output): {
  element: (value: unknown, place: Place) => void;
  counts: PromptfooCounts;
} {
  const columnOf = promptfooColumns();
  const counts: PromptfooCounts = {
    rows: 0,
    successes: 0,
    cached: 0,
    unchecked: 0,
    byPerson: 0,
    compared: 0,
    latencies: [],
  };
  return {
    counts,
    element(row, place) {
      counts.rows += 1;
      if (!isFields(row)) return output.fault(wrong('a row', row, 'a group of keys'), place);
      if (typeof row.success !== 'boolean')
        return output.fault(wrong('`success`', row.success, 'true or false'), place);
      if (row.success) counts.successes += 1;
      const asked = promptfooCase(row);
      if (asked === null) return output.fault(wrong('`vars`', row.vars, 'the variables of the test'), place);
      const grading = gradingOf(row);
      const record = recordOf(row, { asked, grading, column: columnOf(row), number: place.row });
      count(counts, record, grading);
      output.record(record);
    },
  };
}

const wrong = (what: string, value: unknown, expected: string): Fault => ({
  found: `${what}: ${shown(value)}`,
  expected,
  remedy: 'Use the file as promptfoo wrote it, or run `promptfoo eval` again with `-o results.json`.',
});

type About = { asked: PromptfooCase; grading: PromptfooGrading; column: PromptfooColumn; number: number };

function recordOf(row: Fields, { asked, grading, column, number }: About): EvalRecord {
  const { verdict, evaluators } = grading;
  const response = fieldsOf(row.response);
  // Older versions give the time of the cache, newer ones that of the first answer: neither is of this run.
  const cached = response.cached === true;
  const threshold = fieldsOf(row.testCase).threshold;
  const { tokensIn, tokensOut } = tokensOf(response);
  return evalRecord({
    id: asked.id,
    fingerprinted: asked.fingerprinted,
    cluster: asked.cluster,
    slices: asked.slices,
    tokensIn,
    tokensOut,
    variant: column.variant,
    model: column.model,
    verdict,
    evaluators,
    score: verdict === 'pass' || verdict === 'fail' ? numberOf(row.score) : null,
    threshold: typeof threshold === 'number' ? threshold : null,
    cached,
    latencyMs: cached ? null : latencyOf(row, verdict),
    costUsd: costOf(row, response),
    reason: verdict === 'pass' ? null : reasonOf(fieldsOf(row.gradingResult).reason ?? row.error),
    row: number,
  });
}

/** A provider that threw took zero milliseconds, as promptfoo writes it. */
function latencyOf(row: Fields, verdict: EvalRecord['verdict']): number | null {
  const latency = amountOf(row.latencyMs);
  return verdict === 'system_error' && latency === 0 ? null : latency;
}

/** `tokenUsage` of the row also holds what its grader used; zeros stand for what the provider does not say. */
function tokensOf(response: Fields): Pick<EvalRecord, 'tokensIn' | 'tokensOut'> {
  const { prompt, completion } = fieldsOf(response.tokenUsage);
  const tokensIn = amountOf(prompt);
  const tokensOut = amountOf(completion);
  return tokensIn === 0 && tokensOut === 0 ? { tokensIn: null, tokensOut: null } : { tokensIn, tokensOut };
}

/** `cost` of the row is zero where the provider states none. */
function costOf(row: Fields, response: Fields): number | null {
  const cost = amountOf(row.cost);
  return cost === 0 ? amountOf(response.cost) : cost;
}

function count(counts: PromptfooCounts, record: EvalRecord, grading: PromptfooGrading): void {
  if (record.cached) counts.cached += 1;
  if (grading.unchecked) counts.unchecked += 1;
  if (grading.byPerson) counts.byPerson += 1;
  if (grading.compared) counts.compared += 1;
  if (record.latencyMs !== null) counts.latencies.push(record.latencyMs);
}

/** @returns what a person should know of the rows */
export function promptfooNotes({ cached, unchecked, byPerson, latencies }: PromptfooCounts): string[] {
  const instant = instantNote(latencies);
  return [
    ...(cached > 0 ? [`Answers from a cache: ${cached}. Their latency does not count.`] : []),
    ...(unchecked > 0 ? [uncheckedNote(unchecked)] : []),
    ...(byPerson > 0 ? [`Verdicts that a person set in promptfoo’s web view: ${byPerson}.`] : []),
    ...(instant === null ? [] : [instant]),
  ];
}
