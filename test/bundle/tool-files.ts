import { zipOf } from '../evidence/documents/zip-of.ts';

/** What a tool is told to have found: the cases, those that failed, and when. */
export type Found = { ids: readonly string[]; failing?: readonly string[]; at?: string };

export const DATED_MODEL = 'vendor/model-2026-05-01';

/** JSON as `promptfoo eval -o results.json` writes it, with the ids of the cases in their metadata. */
export function promptfooJson({ ids, failing = [], at = new Date().toISOString() }: Found): string {
  const results = ids.map((id) => ({
    success: !failing.includes(id),
    score: failing.includes(id) ? 0 : 1,
    latencyMs: 20,
    promptIdx: 0,
    prompt: { raw: `Answer: ${id}`, label: 'Answer: {{question}}' },
    provider: { id: DATED_MODEL },
    response: { output: 'bill' },
    testCase: {
      vars: { question: id },
      assert: [{ type: 'equals', value: 'bill' }],
      metadata: { id, channel: 'mail' },
    },
    vars: { question: id },
  }));
  const stats = { successes: ids.length - failing.length, failures: failing.length, errors: 0 };
  return JSON.stringify({
    evalId: 'eval-1',
    results: { version: 3, timestamp: at, prompts: [], results, stats },
  });
}

/** XML as pytest writes it. */
export function junitXml({ ids, failing = [] }: Found): string {
  const cases = ids.map((id) => {
    const inside = failing.includes(id) ? '<failure message="no">no</failure>' : '';
    return `<testcase classname="eval.test_cases" name="${id}" time="0.010">${inside}</testcase>`;
  });
  const totals = `errors="0" failures="${failing.length}" skipped="0" tests="${ids.length}"`;
  return `<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" ${totals} time="1.0">${cases.join('')}</testsuite></testsuites>`;
}

/** A log as Inspect writes it: a zip with a header and an entry for each sample. */
export function inspectEval({ ids, failing = [] }: Found): Uint8Array {
  const header = {
    version: 2,
    status: 'success',
    eval: {
      task: 'triage',
      model: DATED_MODEL,
      scorers: [{ name: 'match', metrics: [{ name: 'inspect_ai/accuracy' }] }],
    },
    results: {
      total_samples: ids.length,
      scores: [{ name: 'match', scorer: 'match', metrics: { accuracy: {} } }],
    },
  };
  const samples = ids.map((id) => ({
    name: `samples/${id}_epoch_1.json`,
    content: JSON.stringify({
      id,
      epoch: 1,
      input: id,
      scores: { match: { value: failing.includes(id) ? 'I' : 'C' } },
    }),
  }));
  return zipOf([...samples, { name: 'header.json', content: JSON.stringify(header) }]);
}
