import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ITEM as BAD_ITEM, BAD_OUTPUTS, GOOD_OUTPUT } from '../proofs/bad-outputs.ts';
import { checkOutput } from '../src/output.ts';
import { OUTPUT_SCHEMA_FILE, outputSchema } from '../src/output-schema.ts';
import { ANSWER, ITEM, proposal } from './made-up.ts';

describe('the output contract', () => {
  it.each([
    ['a signal', proposal()],
    ['no signal', { answer: ANSWER, signals: {} }],
  ])('takes an answer with %s', (_, said) => {
    expect(checkOutput(said, ITEM)).toEqual({ status: 'proposal', ...said });
  });

  it.each([
    ['a signal that is not a number', { answer: ANSWER, signals: { score: Number.NaN } }, 'signals.score'],
    ['a signal in words', { answer: ANSWER, signals: { score: 'high' } }, 'signals.score'],
    ['signals that are missing', { answer: ANSWER }, 'signals'],
    ['a property too many', { ...proposal(), note: 'x' }, 'answer'],
    ['an answer with a property too many', proposal({ ...ANSWER, note: 'x' } as never), 'answer'],
    ['text', 'an answer', 'answer'],
    ['nothing', undefined, 'answer'],
    ['an undecided answer with an answer', { undecided: 'model_undecided', answer: ANSWER }, 'answer'],
    ['an undecided answer without a known reason', { undecided: 'bored' }, 'undecided'],
  ])('finds %s broken', (_, said, where) => {
    expect(checkOutput(said, ITEM)).toMatchObject({
      status: 'broken',
      where: expect.stringContaining(where),
    });
  });

  it.each(Object.entries(BAD_OUTPUTS))('finds output broken that is bad: %s', (name, said) => {
    const doubt = name === 'business_rule_violation' ? 'rule_broken' : 'broken_output';
    expect(checkOutput(said, BAD_ITEM)).toMatchObject({ status: 'broken', doubt });
  });

  it('finds an answer good that breaks no rule', () => {
    expect(checkOutput(GOOD_OUTPUT, BAD_ITEM)).toMatchObject({ status: 'proposal' });
  });

  it('does not repeat what the model wrote', () => {
    const said = { answer: 'secret words', signals: { secret: 'words' }, secret: 1 };
    expect(JSON.stringify(checkOutput(said, ITEM))).not.toContain('words');
  });

  it('stands as JSON Schema in src/output.schema.json: npm run schema writes it', () => {
    expect(JSON.parse(readFileSync(OUTPUT_SCHEMA_FILE, 'utf8'))).toEqual(JSON.parse(outputSchema()));
  });
});
