import { describe, expect, it } from 'vitest';
import { lmEvalResults } from '../../../action/evidence/formats/lm-eval/lm-eval-results.ts';
import { jsonHead } from './read-elements.ts';

const NOW = {
  results: {
    gsm8k: { alias: 'gsm8k', 'exact_match,strict-match': 0.5, 'exact_match_stderr,strict-match': 0.01 },
  },
  configs: { gsm8k: { task: 'gsm8k' } },
  versions: { gsm8k: 3 },
  config: { model: 'hf' },
};
const V0 = {
  results: { arc_easy: { acc: 0.7, acc_stderr: 0.01 }, piqa: { acc: 0.8, acc_stderr: 0.01 } },
  versions: { arc_easy: 0, piqa: 0 },
  config: { model: 'gpt2' },
};
const { config: _, ...WITHOUT_CONFIG } = NOW;

describe('lm-evaluation-harness results', () => {
  it.each([
    ['of today', NOW, 'means of the task "gsm8k"', 'samples_gsm8k_*.jsonl'],
    ['of v0', V0, 'means of 2 tasks', 'samples_<task>_*.jsonl'],
    ['between them', WITHOUT_CONFIG, 'means of the task "gsm8k"', 'samples_gsm8k_*.jsonl'],
  ])('are refused as means %s, and the file that is needed is named', (_name, outline, found, remedy) => {
    expect(lmEvalResults.recognise(jsonHead(outline))).toMatchObject({
      answer: 'refused',
      found: expect.stringContaining(found),
      remedy: expect.stringContaining(remedy),
    });
  });

  it('name no task at a length that fills a report', () => {
    const outline = { ...NOW, results: { ['x'.repeat(1_000_000)]: {} } };
    expect(JSON.stringify(lmEvalResults.recognise(jsonHead(outline))).length).toBeLessThan(1000);
  });

  it.each([
    ['results alone', { results: {} }],
    ['a list of results', { ...NOW, results: [] }],
    ['versions as text', { ...NOW, versions: '3' }],
    ['neither config nor configs', { results: NOW.results, versions: NOW.versions }],
    ['a list', [NOW]],
  ])('are not seen in %s', (_name, outline) => {
    expect(lmEvalResults.recognise(jsonHead(outline)).answer).toBe('other');
  });
});
