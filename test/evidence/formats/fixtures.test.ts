import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceOfBytes } from '../../../action/evidence/documents/source.ts';
import { readFormat } from '../../../action/evidence/result-file.ts';
import type { EvalRecord } from '../../../action/readiness/eval/eval-record.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);

type Counts = Readonly<
  Record<'cases' | 'records' | 'pass' | 'fail' | 'system_error' | 'grader_error' | 'no_verdict', number>
>;
type Expected = Counts & { format: string; told?: Counts; faults?: number; refused?: boolean };

function tally(records: readonly EvalRecord[]): Counts {
  const of = (verdict: EvalRecord['verdict']): number =>
    records.filter((record) => record.verdict === verdict).length;
  return {
    cases: new Set(records.map(({ id }) => id)).size,
    records: records.length,
    pass: of('pass'),
    fail: of('fail'),
    system_error: of('system_error'),
    grader_error: of('grader_error'),
    no_verdict: of('no_verdict'),
  };
}

const tools = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(tools.map(({ name }) => name))('what %s really wrote', (tool) => {
  const counts: Record<string, Expected> = JSON.parse(
    readFileSync(new URL(`${tool}/counts.json`, FOLDER), 'utf8'),
  );

  it.each(Object.entries(counts))('%s is read as it was made', async (file, expected) => {
    const { format, told, faults = 0, refused = false, ...made } = expected;
    const records: EvalRecord[] = [];
    const source = sourceOfBytes(file, readFileSync(new URL(`${tool}/${file}`, FOLDER)));
    const reading = await readFormat(source, undefined, (record) => records.push(record));
    expect(reading.format?.id).toBe(format);
    expect(tally(records)).toEqual(told ?? pick(made));
    expect(reading.problems).toHaveLength(refused ? 1 : faults);
  });

  it('has an expectation for each result', () => {
    const results = readdirSync(new URL(`${tool}/`, FOLDER)).filter(
      (file) => /\.(?:json|jsonl|csv|xml)$/.test(file) && file !== 'counts.json',
    );
    expect(Object.keys(counts).sort()).toEqual(results.sort());
  });
});

const pick = ({ cases, records, pass, fail, system_error, grader_error, no_verdict }: Counts): Counts => ({
  cases,
  records,
  pass,
  fail,
  system_error,
  grader_error,
  no_verdict,
});
