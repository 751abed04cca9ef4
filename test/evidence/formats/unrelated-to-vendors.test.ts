import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { braintrust } from '../../../action/evidence/formats/braintrust/braintrust.ts';
import { braintrustLines } from '../../../action/evidence/formats/braintrust/braintrust-lines.ts';
import type { Format, Head } from '../../../action/evidence/formats/format.ts';
import { helm } from '../../../action/evidence/formats/helm/helm.ts';
import { langfuse } from '../../../action/evidence/formats/langfuse.ts';
import { langsmith } from '../../../action/evidence/formats/langsmith/langsmith.ts';
import { langsmithJson } from '../../../action/evidence/formats/langsmith/langsmith-json.ts';
import { langsmithLines } from '../../../action/evidence/formats/langsmith/langsmith-lines.ts';
import { lmEvalResults } from '../../../action/evidence/formats/lm-eval/lm-eval-results.ts';
import { lmEvalSamples } from '../../../action/evidence/formats/lm-eval/lm-eval-samples.ts';
import { lmEvalSamplesJson } from '../../../action/evidence/formats/lm-eval/lm-eval-samples-json.ts';
import { openaiEvalsApi } from '../../../action/evidence/formats/openai-evals/openai-evals-api.ts';
import { openaiEvalsApiLines } from '../../../action/evidence/formats/openai-evals/openai-evals-api-lines.ts';
import { openaiEvalsLog } from '../../../action/evidence/formats/openai-evals/openai-evals-log.ts';
import { jsonHead, readElements } from './read-elements.ts';

const FORMATS: readonly Format[] = [
  lmEvalSamplesJson,
  lmEvalResults,
  lmEvalSamples,
  openaiEvalsLog,
  openaiEvalsApi,
  openaiEvalsApiLines,
  helm,
  braintrust,
  braintrustLines,
  langfuse,
  langsmith,
  langsmithJson,
  langsmithLines,
];

const claimants = (head: Head) =>
  FORMATS.filter((format) => format.recognise(head).answer !== 'other').map(({ id }) => id);

const lines = (...first: readonly unknown[]): Head => ({ kind: 'json-lines', first });
const csv = (...columns: readonly string[]): Head => ({ kind: 'csv', columns, first: [] });

describe('a file of something else is claimed by none of the benchmark and vendor formats', () => {
  it.each([
    ['package.json', { name: 'x', version: '1.0.0', config: {}, scripts: { test: 'vitest' } }],
    [
      'an OpenAPI document',
      { openapi: '3.1.0', info: {}, paths: { '/evals': {} }, components: { schemas: {} } },
    ],
    ['an API list of models', { object: 'list', data: [{ id: 'gpt-4', object: 'model' }] }],
    ['an empty API list', { object: 'list', data: [] }],
    ['a chat completion', { object: 'chat.completion', choices: [], usage: {} }],
    ['numbers', [1, 2, 3]],
    ['an empty list', []],
    ['an empty object', {}],
    ['text', 'passed'],
    ['null', null],
    ['promptfoo', { results: { version: 3, results: [], stats: { successes: 1 } }, config: {} }],
    ['rows with scores', { results: [{ input: 'Q', scores: { a: 1 } }], summary: { total: 1 } }],
    ['an Azure evaluation', { rows: [{ 'inputs.q': 'Q', 'outputs.f.f_result': 'pass' }], metrics: {} }],
    ['the same as a list', [{ 'inputs.q': 'Q', 'outputs.f.f_result': 'pass', line_number: 0 }]],
    ['named things with counts', [{ name: 'a', count: 1, sum: 1 }]],
    ['instances of another tool', [{ instance_id: 'django__django-1', model_patch: '' }]],
    ['a survey', { projectName: 'x', scores: [1, 2] }],
    ['a span of a trace', { span_id: 's', name: 'GET /' }],
    ['a graded exam', { itemResults: [{ id: 1, score: 1 }], summaryFeedback: 'good' }],
  ])('%s', (_name, outline) => {
    expect(claimants(jsonHead(outline))).toEqual([]);
  });

  it.each([
    ['a log with a status', lines({ ts: 1, ok: true, status: 'completed' })],
    ['a log of events', lines({ type: 'match', data: { correct: true } })],
    ['a benchmark of times', lines({ name: 'sum', result: 1052749302 })],
    ['documents', lines({ doc_id: 1, text: 'a', acc: 1 })],
    ['predictions', lines({ instance_id: 'a', model_name_or_path: 'b', model_patch: '' })],
    ['results of our own', lines({ id: 'a', verdict: 'pass', score: 1 })],
    ['a job of a pipeline', lines({ spec: { run_id: 'r1', image: 'node' } })],
    ['a Kubernetes manifest', lines({ spec: { replicas: 1 }, kind: 'Deployment' })],
    ['traces', lines({ trace_id: 't', span_id: 's', attributes: {} })],
    ['values that are no objects', lines(1, 'a', null)],
    ['no lines', lines()],
  ])('%s', (_name, head) => {
    expect(claimants(head)).toEqual([]);
  });

  it.each([
    ['customers', csv('id', 'name', 'feedback.score')],
    ['an Azure table', csv('inputs.q', 'outputs.a', 'outputs.f.f_result')],
    ['job times', csv('job', 'execution_time', 'status')],
    ['no columns', csv()],
  ])('%s', (_name, head) => {
    expect(claimants(head)).toEqual([]);
  });

  it('whatever stands where they look', () => {
    const values = [undefined, null, 0, '', true, [], {}, [null], [[]], { object: 'list', data: 'x' }];
    const keys = [
      'results',
      'versions',
      'config',
      'doc_id',
      'resps',
      'spec',
      'data',
      'adapter_spec',
      'stats',
      'scores',
    ];
    for (const value of values)
      for (const key of keys) {
        const one = { [key]: value };
        for (const head of [jsonHead(one), jsonHead([one]), lines(one)]) expect(claimants(head)).toEqual([]);
      }
  });
});

const KEYS = [
  ...['doc_id', 'resps', 'filter', 'metrics', 'acc', 'spec', 'final_report', 'sample_id', 'type', 'data'],
  ...[
    'object',
    'results',
    'sample',
    'status',
    'datasource_item',
    'instance_id',
    'train_trial_index',
    'stats',
  ],
  ...[
    'perturbation',
    'input',
    'scores',
    'error',
    'metadata',
    'origin',
    'tags',
    'item',
    'evaluations',
    'example_id',
  ],
  ...['feedback.a', 'inputs.q', 'execution_time', '__proto__', 'constructor'],
];
const WORDS = ['match', 'metrics', 'error', 'sampling', 'list', 'eval.run', 'eval.run.output_item'];

const element = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(fc.constantFrom(...WORDS), fc.jsonValue(), fc.double()),
);

describe('a reader of the benchmark and vendor formats', () => {
  it.each(FORMATS.filter(({ id }) => id !== 'lm-eval-results').map((format) => [format.id, format] as const))(
    '%s never throws, names each case, and says of each fault what to do',
    (_id, format) => {
      const heads: Record<string, (first: readonly unknown[]) => Head> = {
        json: jsonHead,
        'json-lines': (first) => lines(...first.slice(0, 3)),
        csv: () => csv(),
      };
      fc.assert(
        fc.property(fc.array(fc.oneof(element, fc.jsonValue()), { maxLength: 5 }), (elements) => {
          const head = heads[format.kind]?.(elements) ?? csv();
          format.recognise(head);
          const { records, faults } = readElements(format, head, elements);
          for (const { id } of records) expect(id).not.toBe('');
          for (const { found, expected, remedy } of faults)
            expect([found, expected, remedy]).not.toContain('');
        }),
        { numRuns: 300 },
      );
    },
  );
});
