import type { Item } from '../src/input.ts';
import { FOLDS, foldsOf } from '../src/model/folds.ts';
import { contextFor, type Model } from '../src/model/model.ts';
import type { TrainingRow } from '../src/model/training.ts';
import { type Checked, checkOutput, type Signals } from '../src/output.ts';
import { sameAnswer } from './grader.ts';
import { inTurn } from './in-turn.ts';

/** Was an answer right, and what spoke for it? `null` where the model gave none that can be used. */
export type Trial = { id: string; correct: boolean | null; signals: Signals };

const CONCURRENCY = 4;

/**
 * Asks for every row of the training split: an embedded model as it learned from the other folds, a hosted one as it
 * is. The exam in `eval/cases/` stays untouched, or the threshold would be chosen on it.
 *
 * @param learn makes the model from the rows that it may learn from
 */
export async function runTrials(
  rows: readonly TrainingRow[],
  learn: (rows: readonly TrainingRow[]) => Promise<Model>,
): Promise<Trial[]> {
  const folds = foldsOf(rows);
  const trials: Trial[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = await learn(rows.filter((_, index) => folds[index] !== fold));
    const own = rows.filter((_, index) => folds[index] === fold);
    trials.push(...(await inTurn(own, CONCURRENCY, (row) => tryOut(model, row))));
  }
  return trials;
}

async function tryOut(model: Model, { id, item, answer }: TrainingRow): Promise<Trial> {
  const checked = await asked(model, id, item);
  if (checked.status !== 'proposal') return { id, correct: null, signals: {} };
  return { id, correct: sameAnswer(answer, checked.answer), signals: checked.signals };
}

async function asked(model: Model, caseRef: string, item: Item): Promise<Checked> {
  const context = contextFor({ caseRef, user: 'trial', role: 'trial', kind: 'eval' });
  return checkOutput((await model.ask(item, context)).said, item);
}
