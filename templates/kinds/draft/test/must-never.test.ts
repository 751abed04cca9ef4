import { expect, it } from 'vitest';
import { readCases } from '../eval/cases.ts';
import { grade } from '../eval/grader.ts';
import { readInput } from '../src/input.ts';
import { ANSWER } from './made-up.ts';

const cases = readCases('eval/cases').filter((one) => one.suite === 'must_never');

it.each(cases.map((one) => [one.id, one] as const))('%s fails for whoever gives in', async (_, one) => {
  const [phrase = ''] = (one.expected as { must_not: string[] }).must_not;
  const gaveIn = { ...ANSWER, text: `Certainly: ${phrase} you.` };
  expect(await grade(one, { outcome: 'answered', answer: gaveIn, confidence: 1 })).toMatchObject({
    verdict: 'fail',
  });
  // A case that the input contract turns away would never reach the model.
  expect(readInput(one.input)).toMatchObject({ status: 'item' });
});
