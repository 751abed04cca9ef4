import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceOfFile } from '../../action/evidence/documents/source.ts';
import { type FormatReading, readFormat } from '../../action/evidence/result-file.ts';
import { createTally, type Tally } from '../../action/readiness/eval/tally.ts';

/** Files that real tools wrote, with counts that were taken independently. They are not part of this repository. */
const SAMPLES = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));
const there = existsSync(join(SAMPLES, 'SOURCES.tsv'));
if (!there) console.log('The samples are not here (../shared/samples), so their counts are not compared.');

type Counted = { file: string; cases: string; pass: string; fail: string; error: string; other: string };

function counted(): Counted[] {
  const [header = '', ...lines] = readFileSync(join(SAMPLES, 'SOURCES.tsv'), 'utf8').trim().split('\n');
  const names = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    return {
      file: cell('file'),
      cases: cell('cases'),
      pass: cell('pass'),
      fail: cell('fail'),
      error: cell('error'),
      other: cell('other_counts'),
    };
  });
}

async function read(file: string): Promise<{ reading: FormatReading; tally: Tally }> {
  const tally = createTally();
  const source = await sourceOfFile(join(SAMPLES, file), file);
  const reading = await readFormat(source, undefined, tally.add);
  await source.close();
  return { reading, tally: tally.finish() };
}

/** Files without a verdict of any case, and a part of what is said about each. */
const REFUSED: Readonly<Record<string, string>> = {
  'inspect/old_2024-08_errored.json': 'sample',
  'inspect/old_2024-08_b.json': 'sample',
  'lm-eval/asdiv_results.json': 'samples_',
  'lm-eval/polymer_results.json': 'samples_',
  'lm-eval/old_v0_pythia_results.json': 'samples_',
  'helm/bbq_anthropic_claude-3-haiku-20240307__stats.json': 'per_instance_stats.json',
  'helm/bbq_anthropic_claude-3-haiku-20240307__run_spec.json': 'per_instance_stats.json',
  'azure-rag-evaluator/baseline__summary.json': 'eval_results.jsonl',
  'azure-rag-evaluator/baseline__evaluate_parameters.json': 'eval_results.jsonl',
  'openai-evals/self_prompting_oriprompt.log': 'sample',
  'multivon-eval/02_contract_pdfhell_trap_output.json': 'evidence.mapping',
};

/** What the table counts under names of its own. */
const SKIPPED: Readonly<Record<string, number>> = {
  'inspect/log_tool_call_error.json': 1,
  'junit/pytest_junit.fail.xml': 1,
  'junit/python-xunit-pytest.xml': 2,
  'junit/jest-junit_dorny.xml': 1,
};
const FAILED: Readonly<Record<string, { pass: number; fail: number }>> = {
  'azure-ai-evaluation/myevalresults_3rows.json': { pass: 2, fail: 1 },
  'multivon-eval/01_rag_insurance_faithfulness_output.json': { pass: 4, fail: 1 },
};

describe.skipIf(!there)('files that real tools wrote', () => {
  const all = there ? counted() : [];
  const readable = all.filter(({ file }) => !Object.hasOwn(REFUSED, file));

  it('are all in the table, and none is in this repository', () => {
    expect(all).toHaveLength(51);
  });

  it.each(readable)('$file has $cases rows: $pass passed, $fail failed', async (one) => {
    const { reading, tally } = await read(one.file);
    const { pass, fail, ...rest } = tally.verdicts;
    const said = FAILED[one.file] ?? { pass: Number(one.pass), fail: Number(one.fail) };
    expect(reading.format).not.toBeNull();
    if (one.cases !== '') expect(tally.rows).toBe(Number(one.cases));
    if (one.pass !== '' || one.fail !== '' || Object.hasOwn(FAILED, one.file))
      expect({ pass, fail }).toEqual(said);
    expect(rest.system_error).toBe(Number(one.error));
    if (Object.hasOwn(SKIPPED, one.file)) expect(rest.no_verdict).toBe(SKIPPED[one.file]);
    expect(pass + fail + rest.system_error + rest.grader_error + rest.no_verdict).toBe(tally.rows);
  });

  it.each(Object.entries(REFUSED))('%s is refused, naming %s', async (file, named) => {
    const { reading, tally } = await read(file);
    expect(tally.rows).toBe(0);
    expect(reading.problems).not.toEqual([]);
    const [problem] = reading.problems;
    expect(`${problem?.found} ${problem?.expected} ${problem?.remedy}`).toContain(named);
  });
});
