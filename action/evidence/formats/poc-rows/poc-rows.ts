import type { EvalRow } from '../../../contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../../readiness/eval/eval-record.ts';
import { FITS, type Format, OTHER } from '../format.ts';
import { type Fields, isFields, own } from '../shared/fields.ts';
import { isVerdict, plainlyValid } from './poc-row.ts';

const isOurs = (value: unknown): boolean =>
  isFields(value) && own(value, 'id') !== undefined && isVerdict(own(value, 'verdict'));

/** Loaded where rows are read: files of other tools have no need of it, and it takes a third of a reader's start. */
let schema: typeof import('./poc-row-schema.ts') | undefined;

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
  prepare: async () => {
    schema ??= await import('./poc-row-schema.ts');
  },
  reader: (_, output) => ({
    element(value, place) {
      if (isFields(value) && plainlyValid(value)) return output.record(recordOfPlain(value, place.row));
      if (schema === undefined) throw new Error('The schema of rows is loaded before the first of them');
      const parsed = schema.parseRow(value);
      if ('faults' in parsed) for (const fault of parsed.faults) output.fault(fault, place);
      else output.record(schema.recordOf(parsed.row, place.row));
    },
  }),
};

/** Named field by field, since this runs a million times in a long file. `plainlyValid` has looked at every type. */
function recordOfPlain(row: Fields, number: number): EvalRecord {
  const one = row as Partial<EvalRow>;
  return evalRecord({
    id: one.id ?? '',
    repeat: one.repeat ?? 0,
    cluster: one.cluster ?? null,
    verdict: one.verdict ?? 'no_verdict',
    latencyMs: one.latency_ms ?? null,
    costUsd: one.cost_usd ?? null,
    outcome: one.outcome ?? null,
    answer: one.answer ?? null,
    reason: one.reason ?? null,
    confidence: one.confidence ?? null,
    model: one.model ?? null,
    row: number,
  });
}
