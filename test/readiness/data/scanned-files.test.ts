import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../action/contract/manifest.ts';
import { scannedFiles } from '../../../action/readiness/data/scanned-files.ts';
import { given } from '../../given.ts';

const FILES = [
  'README.md',
  'alternative/results/run.json',
  'alternative/rule.ts',
  'eval/cases/all.jsonl',
  'eval/grader.ts',
  'eval/results/shard-1-of-2/results.jsonl',
  'eval/run.json',
  'evidence.md',
  'evidence/traces/a.jsonl',
  'logs/runs.jsonl',
  'notebooks/a.ipynb',
  'out/junit.xml',
  'out/log.txt',
];
const LATER = [
  'alternative/results/run.json',
  'eval/results/shard-1-of-2/results.jsonl',
  'evidence/traces/a.jsonl',
];

const INPUTS = {
  cases: ['eval/cases/**/*.jsonl'],
  grader: ['eval/**/*.ts'],
  source: ['src/**'],
  prompts: [],
  policy: [],
};

const leftOut = (results: Manifest['evidence']['results'], alternative: string | null = null) => {
  const { value } = given.manifest();
  const declared: Manifest = {
    ...value,
    evidence: { ...value.evidence, results, inputs: INPUTS },
    alternative:
      alternative === null ? null : { title: 'rule', source: ['x'], results: alternative, cost_per_case: 0 },
  };
  const scanned = new Set(scannedFiles(FILES, declared));
  return FILES.filter((file) => !scanned.has(file));
};

describe('the files that a scan has to have looked at', () => {
  it.each<[string, Manifest['evidence']['results'], string[]]>([
    ['evidence, and results where they usually are', 'eval/results/**/run.json', []],
    ['a folder of results', ['out/*.xml'], ['out/junit.xml', 'out/log.txt']],
    ['a folder of results by another way to write it', './out/junit.xml', ['out/junit.xml', 'out/log.txt']],
    ['one file of results beside the cases', 'eval/run.json', ['eval/run.json']],
    ['nothing more where results may lie anywhere', '**/run.json', []],
    ['nothing more where the folder of results holds that of the cases', 'eval/**/run.json', []],
  ])('are all but %s', (_, results, more) => {
    expect(leftOut(results)).toEqual([...LATER, ...more].sort());
  });

  it('are all but the results of the alternative, wherever they are', () => {
    expect(leftOut('eval/results/run.json', 'out/run.json')).toEqual(
      [...LATER, 'out/junit.xml', 'out/log.txt'].sort(),
    );
  });
});
