import { describe, expect, it } from 'vitest';
import { EMBEDDED_ID, embeddedModel } from '../src/model/embedded.ts';
import { checkOutput, type Prediction } from '../src/output.ts';
import { FIRST, itemOf, madeUpRows, SECOND, unrelatedRows } from './made-up.ts';

const train = madeUpRows(300, 0.1, 1);
const exam = madeUpRows(400, 0.1, 2);
const model = embeddedModel(train);

async function predict(words: readonly string[]): Promise<Prediction | undefined> {
  const checked = checkOutput(await model.classify(itemOf(words)));
  return checked.status === 'prediction' ? checked.prediction : undefined;
}

describe('the embedded model', () => {
  it('names its library and version', () => {
    expect(EMBEDDED_ID).toMatch(/^embedded\/[a-z-]+@\d+\.\d+\.\d+$/);
  });

  it('is right about as often as it says', async () => {
    const predictions = await Promise.all(exam.map(async (row) => ({ row, said: await predict(row.words) })));
    const given = predictions.flatMap(({ row, said }) =>
      said ? [{ ...said, right: said.label === row.label }] : [],
    );
    const claimed = given.reduce((sum, one) => sum + one.confidence, 0) / given.length;
    const actual = given.filter((one) => one.right).length / given.length;
    expect(given.length).toBeGreaterThan(exam.length * 0.8);
    expect(given.map((one) => one.confidence)).toContain(model.answersFrom);
    // One row in ten carries the other label's words, so nine in ten is the most that anybody can reach.
    expect(actual).toBeGreaterThan(0.85);
    expect(Math.abs(claimed - actual)).toBeLessThan(0.05);
  });

  it('says the same of an item every time it is made', async () => {
    const again = embeddedModel(train);
    expect(again.answersFrom).toBe(model.answersFrom);
    for (const { words } of exam.slice(0, 20)) {
      expect(await again.classify(itemOf(words))).toEqual(await model.classify(itemOf(words)));
    }
  });

  it('is undecided about words that it has never seen', async () => {
    const words = ['bonjour', 'trois', 'baguettes', 'pour', 'samedi', 'red'];
    expect(await model.classify(itemOf(words))).toEqual({ undecided: 'unfamiliar' });
  });

  it('is undecided about a mostly foreign text, however much it holds that is known', async () => {
    const known = exam[0]?.words ?? [];
    const foreign = Array.from({ length: 24 }, (_, index) => `mot${index}`);
    expect(await model.classify(itemOf(known))).toMatchObject({ label: expect.anything() });
    expect(await model.classify(itemOf([...known, ...foreign]))).toEqual({ undecided: 'unfamiliar' });
  });

  it('is undecided about a scrap of known words', async () => {
    expect(await model.classify(itemOf(['ruby', 'wine', 'red']))).toEqual({ undecided: 'unfamiliar' });
  });

  it.each([
    ['no rows', []],
    ['a dozen rows', madeUpRows(12, 0)],
    ['rows of one label', madeUpRows(300, 0).filter((row) => row.label === FIRST)],
    ['rows whose words say nothing', madeUpRows(300, 0.5)],
    ['rows that it only knows by heart', unrelatedRows(300)],
  ])('answers nothing after %s', async (_, rows) => {
    const untaught = embeddedModel(rows);
    for (const words of [['ruby', 'the', 'wall', 'paint'], rows[0]?.words ?? []]) {
      expect(await untaught.classify(itemOf(words))).toEqual({ undecided: 'too_little_training' });
    }
  });

  it('learns from a few dozen clear rows', async () => {
    const taught = embeddedModel(madeUpRows(60, 0));
    const [, unseen] = madeUpRows(2, 0, 2);
    expect(await taught.classify(itemOf(unseen?.words ?? []))).toMatchObject({ label: SECOND });
  });
});
