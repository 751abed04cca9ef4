import { expect, it } from 'vitest';
import { TEST_RUN } from '../proofs/test-run.ts';
import { likeness } from '../src/answer.ts';
import { contextFor, type Model, replyOf } from '../src/model/model.ts';
import { withSecondOpinion } from '../src/model/second-opinion.ts';
import { ANSWER, ITEM, OTHER_ANSWER, proposal } from './made-up.ts';

const saying = (said: unknown): Model => ({
  id: 'test/fixed',
  repairs: true,
  ask: async () => replyOf(said),
});
const asked = async (first: unknown, second: unknown) =>
  (await withSecondOpinion(saying(first), saying(second)).ask(ITEM, contextFor(TEST_RUN))).said;

const OWN = proposal(ANSWER, 0.8);
const withSignal = (second_opinion: number) => ({
  answer: ANSWER,
  signals: { ...OWN.signals, second_opinion },
});

it('an answer is at its most alike to itself, and less to another', () => {
  expect(likeness(ANSWER, ANSWER)).toBe(1);
  expect(likeness(ANSWER, OTHER_ANSWER)).toBeLessThan(1);
  expect(likeness(ANSWER, OTHER_ANSWER)).toBe(likeness(OTHER_ANSWER, ANSWER));
});

it.each([
  ['says the same', proposal(ANSWER, 0.3), 1],
  ['says something else', proposal(OTHER_ANSWER), likeness(ANSWER, OTHER_ANSWER)],
  ['has no answer', { undecided: 'unfamiliar' }, 0],
  ['says what is no answer', { answer: 'made up' }, 0],
])('beside its own signals stands what a second model thinks, which %s', async (_, second, signal) => {
  expect(await asked(OWN, second)).toEqual(withSignal(signal));
});

it.each([
  ['undecided', { undecided: 'model_undecided' }],
  ['not usable', 'not JSON'],
])('an answer that is %s stays as it is', async (_, first) => {
  expect(await asked(first, OWN)).toEqual(first);
});
