import { describe, expect, it } from 'vitest';
import { helm } from '../../../action/evidence/formats/helm/helm.ts';
import { jsonHead, readElements } from './read-elements.ts';

const stat = (name: string, value: number, more = {}) => ({
  name: { name, split: 'test', ...more },
  count: 1,
  sum: value,
  sum_squared: value * value,
  min: value,
  max: value,
  mean: value,
  variance: 0,
  stddev: 0,
});
const element = (id: unknown, stats: unknown, more = {}) => ({
  instance_id: id,
  train_trial_index: 0,
  stats,
  ...more,
});
const read = (elements: readonly unknown[]) => readElements(helm, jsonHead(elements), elements);

describe('HELM results by instance', () => {
  it.each([
    ['helm-run', [element('id1', [stat('exact_match', 1)])]],
    ['helm-summarize', [element('id1', { quasi_exact_match: 1 }, { predicted_text: 'B' })]],
  ])('are recognised as %s writes them', (_name, outline) => {
    expect(helm.recognise(jsonHead(outline))).toEqual({ answer: 'fits' });
  });

  it.each([
    ['stats.json', [stat('bbq_accuracy', 0.9)]],
    ['run_spec.json', { name: 'bbq', scenario_spec: {}, adapter_spec: {}, metric_specs: [] }],
    ['scenario_state.json', { adapter_spec: {}, request_states: [] }],
    ['display_requests.json', [{ instance_id: 'id1', train_trial_index: 0, request: {} }]],
  ])('are missing in %s, which is refused', (_name, outline) => {
    expect(helm.recognise(jsonHead(outline))).toMatchObject({
      answer: 'refused',
      remedy: expect.stringContaining('per_instance_stats.json'),
    });
  });

  it('keep what they say of an attempt', () => {
    const stats = [
      stat('num_prompt_tokens', 400),
      stat('num_output_tokens', 1),
      stat('inference_runtime', 0.97),
      { ...stat('training_co2_cost', 0), count: 0, mean: undefined },
      stat('exact_match', 1),
      stat('quasi_exact_match', 1),
    ];
    expect(read([element('id58485', stats)]).records).toMatchObject([
      {
        id: 'id58485',
        verdict: 'pass',
        repeat: 0,
        cluster: null,
        score: 1,
        slices: ['test'],
        latencyMs: 970,
        tokensIn: 400,
        tokensOut: 1,
        evaluators: [
          { name: 'exact_match', verdict: 'pass' },
          { name: 'quasi_exact_match', verdict: 'no_verdict' },
        ],
      },
    ]);
  });

  it.each([
    ['exact_match before the lenient ones', { quasi_exact_match: 1, exact_match: 0 }, 'fail'],
    ['the number in the text before the whole text', { exact_match: 0, final_number_exact_match: 1 }, 'pass'],
    ['a lenient one where it is the only one', { quasi_exact_match: 1 }, 'pass'],
    ['none where it is a share', { exact_match: 0.5 }, 'no_verdict'],
    ['none of the best of five', { 'exact_match@5': 1 }, 'no_verdict'],
    ['none where all are measures', { f1_score: 1 }, 'no_verdict'],
  ])('go by %s', (_name, stats, verdict) => {
    const list = Object.entries(stats).map(([name, value]) => stat(name, value));
    expect(read([element('id1', list)]).records.map((one) => one.verdict)).toEqual([verdict]);
    expect(read([element('id1', stats)]).records.map((one) => one.verdict)).toEqual([verdict]);
  });

  it('go by what is right or wrong in the whole file, not in its first element', () => {
    const found = read([
      element('id1', [stat('exact_match', 1), stat('quasi_exact_match', 1)]),
      element('id2', [stat('exact_match', 0.5), stat('quasi_exact_match', 0)]),
    ]);
    expect(found.records.map((one) => one.verdict)).toEqual(['pass', 'fail']);
    expect(found.notes).toEqual([expect.stringContaining('quasi_exact_match decides')]);
  });

  it('are put together where each group of metrics has elements of its own', () => {
    const found = read([
      element('id1', [stat('inference_runtime', 2)]),
      element('id2', [stat('inference_runtime', 3)]),
      element('id1', [stat('exact_match', 1)]),
      element('id2', [stat('exact_match', 0)]),
    ]);
    expect(found.records).toMatchObject([
      { id: 'id1', row: 1, verdict: 'pass', latencyMs: 2000 },
      { id: 'id2', row: 2, verdict: 'fail', latencyMs: 3000 },
    ]);
  });

  it('keep trials and perturbations of an instance apart', () => {
    const typos = {
      name: 'misspellings',
      robustness: true,
      fairness: false,
      computed_on: 'perturbed',
      prob: 0.5,
    };
    const right = [stat('exact_match', 1)];
    const found = read([
      element('id1', right),
      element('id1', right, { train_trial_index: 1 }),
      element('id1', right, { perturbation: typos }),
      element('id1', right, { perturbation: { ...typos, prob: 0.1 } }),
    ]);
    expect(found.records.map(({ id, repeat, cluster }) => [id, repeat, cluster])).toEqual([
      ['id1', 0, null],
      ['id1', 1, null],
      ['id1 misspellings prob=0.5', 0, 'id1'],
      ['id1 misspellings prob=0.1', 0, 'id1'],
    ]);
    expect(found.records[2]?.slices).toEqual(['test', 'misspellings prob=0.5']);
  });

  it('say how many lack the statistic that decides, and leave these without a verdict', () => {
    const found = read([element('id1', [stat('exact_match', 1)]), element('id2', [stat('f1_score', 1)])]);
    expect(found.records.map((one) => one.verdict)).toEqual(['pass', 'no_verdict']);
    expect(found.notes).toEqual([expect.stringContaining('1 attempts lack it')]);
  });

  it('say which splits they are of', () => {
    const valid = [stat('exact_match', 1, { split: 'valid' })];
    const found = read([element('id1', [stat('exact_match', 1)]), element('id2', valid)]);
    expect(found.notes[1]).toContain('"test", "valid"');
    expect(found.records.map((one) => one.slices)).toEqual([['test'], ['valid']]);
  });

  it('leave out statistics of a part of a split', () => {
    const found = read([
      element('id1', [stat('exact_match', 1), stat('exact_match', 0, { sub_split: 'easy' })]),
    ]);
    expect(found.records).toMatchObject([{ verdict: 'pass' }]);
    expect(found.faults).toEqual([]);
  });

  it('give a mapping the statistics by name', () => {
    expect(read([element('id1', [stat('f1_score', 0.25)])]).raws).toEqual([
      {
        instance_id: 'id1',
        perturbation: null,
        train_trial_index: 0,
        split: 'test',
        stats: { f1_score: 0.25 },
      },
    ]);
  });

  it('have a fault for two values of one statistic of one attempt', () => {
    const found = read([element('id1', [stat('exact_match', 1)]), element('id1', [stat('exact_match', 0)])]);
    expect(found.faults).toMatchObject([{ place: { row: 2 } }]);
  });

  it.each([
    ['text', 'no instance'],
    ['null', null],
    ['an element without instance_id', element(undefined, [])],
    ['an element without a trial', element('id2', [], { train_trial_index: null })],
    ['stats that are text', element('id2', 'all right')],
    ['a statistic without a name', element('id2', [{ count: 1, mean: 1 }])],
    ['a statistic that is null', element('id2', [null])],
  ])('have a fault at %s, and keep the others', (_name, bad) => {
    const found = read([element('id1', [stat('exact_match', 1)]), bad]);
    expect(found.faults).toMatchObject([{ place: { row: 2 } }]);
    expect(found.records[0]).toMatchObject({ id: 'id1', verdict: 'pass' });
  });
});
