import { type EvalRow, evalRow } from '../../../contract/eval-run.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { EvalRecord } from '../../../readiness/eval-record.ts';
import { evalRecord } from '../../../readiness/eval-record.ts';
import { schemaProblems } from '../../schema-problems.ts';
import { type Fault, FITS, type Format, OTHER } from '../format.ts';
import { type Fields, isFields, own } from '../shared/fields.ts';
import { isVerdict, plainlyValid } from './poc-row.ts';

/** @returns a row of our own as a record. */
export function recordOf(row: EvalRow, number: number): EvalRecord {
  const { latency_ms: latencyMs, cost_usd: costUsd, ...rest } = row;
  return evalRecord({ ...rest, latencyMs, costUsd, row: number });
}

const isOurs = (value: unknown): boolean =>
  isFields(value) && own(value, 'id') !== undefined && isVerdict(own(value, 'verdict'));

/** The rows that `poc eval run` writes: `id` and one of the five verdicts. No tool of another house words them so. */
export const pocRows: Format = {
  id: 'poc-rows',
  name: 'POC eval rows',
  kind: 'json-lines',
  cannotTell: ['scores', 'slices'],
  recognise(head) {
    if (head.kind !== 'json-lines') return OTHER;
    // Any of the first lines will do: where one of them is wrong, its fault says more than that no reader fits.
    if (head.first.some(isOurs)) return FITS;
    const first = head.first[0];
    return isFields(first) && isVerdict(own(first, 'verdict')) ? { answer: 'lacks', field: '`id`' } : OTHER;
  },
  reader: (_, output) => ({
    element(value, place) {
      if (isFields(value) && plainlyValid(value)) return output.record(recordOfPlain(value, place.row));
      const parsed = parse(value);
      if ('faults' in parsed) for (const fault of parsed.faults) output.fault(fault, place);
      else output.record(recordOf(parsed.row, place.row));
    },
  }),
};

function parse(value: unknown): { row: EvalRow } | { faults: Fault[] } {
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

/** One literal, since this runs a million times in a long file. `plainlyValid` has looked at every type. */
function recordOfPlain(row: Fields, number: number): EvalRecord {
  const one = row as Partial<EvalRow>;
  return {
    id: one.id ?? '',
    fingerprinted: false,
    variant: null,
    repeat: one.repeat ?? 0,
    cluster: one.cluster ?? null,
    verdict: one.verdict ?? 'no_verdict',
    score: null,
    threshold: null,
    evaluators: [],
    slices: [],
    latencyMs: one.latency_ms ?? null,
    cached: false,
    tokensIn: null,
    tokensOut: null,
    costUsd: one.cost_usd ?? null,
    outcome: one.outcome ?? null,
    answer: one.answer ?? null,
    reason: one.reason ?? null,
    confidence: one.confidence ?? null,
    model: one.model ?? null,
    row: number,
  };
}
