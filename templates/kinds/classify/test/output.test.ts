import { describe, expect, it } from 'vitest';
import { LABELS } from '../src/labels.ts';
import { checkOutput } from '../src/output.ts';

const [label] = LABELS;

describe('the output contract', () => {
  it.each([
    ['no confidence at all', { label, confidence: 0 }],
    ['full confidence', { label, confidence: 1 }],
  ])('takes a label with %s', (_, said) => {
    expect(checkOutput(said)).toEqual({ status: 'prediction', prediction: said });
  });

  it.each([
    ['a label that is not in the list', { label: `not ${label}`, confidence: 0.9 }, 'label'],
    ['the label in another case', { label: `${label}\n`, confidence: 0.9 }, 'label'],
    ['a confidence above 1', { label, confidence: 1.01 }, 'confidence'],
    ['a confidence below 0', { label, confidence: -0.01 }, 'confidence'],
    ['a confidence that is not a number', { label, confidence: Number.NaN }, 'confidence'],
    ['a confidence in words', { label, confidence: 'high' }, 'confidence'],
    ['a confidence that is missing', { label }, 'confidence'],
    ['a property too many', { label, confidence: 0.9, note: 'x' }, 'answer'],
    ['text', `${label}`, 'answer'],
    ['nothing', undefined, 'answer'],
    ['an undecided answer with a label', { undecided: 'model_undecided', label }, 'answer'],
    ['an undecided answer without a known reason', { undecided: 'bored' }, 'undecided'],
  ])('finds %s broken', (_, said, where) => {
    expect(checkOutput(said)).toMatchObject({ status: 'broken', where: expect.stringContaining(where) });
  });

  it('does not repeat what the model wrote', () => {
    const said = { label: 'secret words', confidence: 2, secret: 1 };
    expect(JSON.stringify(checkOutput(said))).not.toContain('secret');
  });
});
