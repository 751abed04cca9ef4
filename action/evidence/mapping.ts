import type { Mapping } from '../contract/mapping.ts';
import type { EvalRecord } from '../readiness/eval/eval-record.ts';
import { declaredPaths } from './declared-paths.ts';
import { judgeByScore } from './declared-thresholds.ts';
import type { Fault } from './formats/format.ts';
import { at, numberOf, textOf } from './formats/shared/fields.ts';
import { isNoNumber } from './formats/shared/scores.ts';
import { verdictOf } from './formats/shared/verdict-words.ts';

export { mapped } from './formats/mapped/mapped.ts';

/**
 * Lays what `evidence.mapping` declares over a record of any reader. A declared threshold decides anew; where a verdict
 * is declared too, both have to hold. Laying it over twice changes nothing.
 *
 * @param raw what the declared paths start from
 * @returns the record, or what is wrong with the element: above all a declared path that is not in it
 */
export function withMapping(record: EvalRecord, raw: unknown, mapping: Mapping): EvalRecord | Fault {
  const missing = missingPath(raw, mapping);
  if (missing !== null) return missing;
  const said = identity(record, raw, mapping);
  if ('found' in said) return said;
  const measured = measures(said, raw, mapping);
  if ('found' in measured) return measured;
  const passed = withPass(measured, raw, mapping);
  return 'found' in passed || mapping.threshold === undefined ? passed : judgeByScore(passed, raw, mapping);
}

function missingPath(raw: unknown, mapping: Mapping): Fault | null {
  const missing = declaredPaths(mapping).find(([, path]) => at(raw, path) === undefined);
  if (missing === undefined) return null;
  const [name, path] = missing;
  return {
    found: `a result without \`${path}\``,
    expected: `what \`evidence.mapping.${name}\` in poc.yaml declares`,
    remedy: 'Correct the path, or write null where there is nothing to say.',
  };
}

const wrong = (path: string, expected: string): Fault => ({
  found: `\`${path}\` of another kind`,
  expected,
  remedy: 'Correct the result, or the path in `evidence.mapping`.',
});

/** A cell without anything in it is how CSV writes null. */
const isNothing = (value: unknown): boolean => value === null || value === '';

function identity(record: EvalRecord, raw: unknown, mapping: Mapping): EvalRecord | Fault {
  const id = mapping.id === undefined ? record.id : textOf(at(raw, mapping.id));
  if (id === null || id === '') return wrong(mapping.id ?? 'id', 'text or a number as the id of the case');
  return {
    ...record,
    id,
    fingerprinted: mapping.id === undefined && record.fingerprinted,
    variant: mapping.variant === undefined ? record.variant : textOf(at(raw, mapping.variant)),
    model: mapping.model === undefined ? record.model : textOf(at(raw, mapping.model)),
    cluster: mapping.cluster === undefined ? record.cluster : textOf(at(raw, mapping.cluster)),
    slices:
      mapping.slices === undefined ? record.slices : mapping.slices.flatMap((path) => names(at(raw, path))),
  };
}

const names = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).map(textOf).filter((one) => one !== null);

function measures(record: EvalRecord, raw: unknown, mapping: Mapping): EvalRecord | Fault {
  const repeat = amount(record.repeat, raw, mapping.repeat);
  const latency = amount(record.latencyMs, raw, mapping.latency);
  const cost = amount(record.costUsd, raw, mapping.cost);
  if (repeat === undefined || (repeat !== null && !Number.isSafeInteger(repeat)))
    return wrong(mapping.repeat ?? '', 'a whole number, 0 or more, as the number of the repeat');
  if (latency === undefined) return wrong(mapping.latency ?? '', 'milliseconds, 0 or more');
  if (cost === undefined) return wrong(mapping.cost ?? '', 'US dollars, 0 or more');
  return { ...record, repeat, latencyMs: record.cached ? null : latency, costUsd: cost };
}

/** @returns a number that is 0 or more; `null` where nothing is said; `undefined` for anything else. */
function amount(before: number | null, raw: unknown, path: string | undefined): number | null | undefined {
  if (path === undefined) return before;
  const value = at(raw, path);
  if (isNothing(value)) return null;
  const number = numberOf(value);
  return number !== null && number >= 0 ? number : undefined;
}

/** A tool that says `false` of an attempt that it could not make, or could not judge, says no more than that. */
const isError = ({ verdict }: EvalRecord): boolean =>
  verdict === 'system_error' || verdict === 'grader_error';

function withPass(record: EvalRecord, raw: unknown, mapping: Mapping): EvalRecord | Fault {
  if (mapping.pass === undefined) return record;
  const value = at(raw, mapping.pass);
  if (isNothing(value)) return isError(record) ? record : { ...record, verdict: 'no_verdict' };
  const verdict = verdictOf(value);
  if (verdict === null) return wrong(mapping.pass, 'true or false, 1 or 0, or pass or fail');
  if (verdict === 'pass' && isNoNumber(at(raw, mapping.score ?? 'score')))
    return { ...record, verdict: 'grader_error' };
  return isError(record) && verdict === 'fail' ? record : { ...record, verdict };
}
