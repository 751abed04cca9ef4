import { describe, expect, it } from 'vitest';
import { isGate, isJudged, isPolicy } from '../../../action/readiness/policy/paths.ts';

describe('what changing a file does to trust', () => {
  it.each([
    ['policy/thresholds.yaml', 'policy'],
    ['policy/sub/any.md', 'policy'],
    ['policy.yaml', 'nothing'],
    ['../policy/thresholds.yaml', 'nothing'],
    ['docs/policy/thresholds.yaml', 'nothing'],
    ['.github/workflows/poc.yml', 'gate'],
    ['../.github/workflows/poc.yml', 'gate'],
    ['../../.github/workflows/poc.yml', 'gate'],
    ['.github/actions/poc-gate/index.js', 'gate'],
    ['.github/CODEOWNERS', 'gate'],
    ['CODEOWNERS', 'gate'],
    ['docs/CODEOWNERS', 'gate'],
    ['.github/ISSUE_TEMPLATE/bug.md', 'nothing'],
    ['src/workflow.ts', 'judged'],
    ['data/train.jsonl', 'judged'],
    ['prompts/classify.md', 'judged'],
    ['eval/results/run.json', 'judged'],
    ['../src/shared.ts', 'judged'],
    ['evaluation.md', 'nothing'],
    ['README.md', 'nothing'],
    ['poc.yaml', 'nothing'],
    ['decisions/0001-it.md', 'nothing'],
  ])('%s is %s', (file, what) => {
    expect({ policy: isPolicy(file), gate: isGate(file), judged: isJudged(file) }).toEqual({
      policy: what === 'policy',
      gate: what === 'gate',
      judged: what === 'judged',
    });
  });
});
