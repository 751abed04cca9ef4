import { describe, expect, it } from 'vitest';
import { runTrials } from '../eval/trials.ts';
import { FOLDS, foldsOf } from '../src/model/folds.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import type { TrainingRow } from '../src/model/training.ts';
import { ANSWER, ITEM, OTHER_ANSWER, proposal } from './made-up.ts';

const ROWS: TrainingRow[] = Array.from({ length: 40 }, (_, index) => ({
  id: `row-${index}`,
  item: ITEM,
  answer: index % 2 === 0 ? ANSWER : OTHER_ANSWER,
}));
const model = (said: unknown): Model => ({
  id: 'test/fixed',
  repairs: false,
  ask: async () => replyOf(said),
});

describe('trials', () => {
  it('are one for each row, right or wrong, with the signals', async () => {
    const trials = await runTrials(ROWS, async () => model(proposal(ANSWER, 0.7)));
    expect(trials.map(({ id }) => id).sort()).toEqual(ROWS.map(({ id }) => id).sort());
    for (const { id, correct, signals } of trials) {
      const row = ROWS.find((one) => one.id === id);
      expect({ correct, signals }).toEqual({ correct: row?.answer === ANSWER, signals: { score: 0.7 } });
    }
  });

  it('never ask for a row that the model has learned from', async () => {
    const unseen: string[][] = [];
    const trials = await runTrials(ROWS, async (learned) => {
      const known = new Set(learned.map(({ id }) => id));
      unseen.push(ROWS.filter(({ id }) => !known.has(id)).map(({ id }) => id));
      return model(proposal());
    });
    expect(unseen).toHaveLength(FOLDS);
    expect(unseen.flat()).toEqual(trials.map(({ id }) => id));
  });

  it.each([
    ['cannot decide', { undecided: 'unfamiliar' }],
    ['breaks the output contract', 'no JSON'],
  ])('say neither right nor wrong of a model that %s', async (_, said) => {
    const [trial] = await runTrials(ROWS, async () => model(said));
    expect(trial).toMatchObject({ correct: null, signals: {} });
  });
});

it('the folds have equal shares of rows', () => {
  const folds = foldsOf(ROWS);
  for (let fold = 0; fold < FOLDS; fold += 1) expect(folds.filter((one) => one === fold)).toHaveLength(4);
});
