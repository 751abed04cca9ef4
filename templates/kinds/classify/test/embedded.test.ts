import { describe, expect, it } from 'vitest';
import { EMBEDDED_ID, embeddedModel } from '../src/model/embedded.ts';
import { contextFor } from '../src/model/model.ts';
import { wordsOf } from '../src/model/words.ts';
import { checkOutput } from '../src/output.ts';
import { ANSWER, FIRST, itemOf, madeUpRows, OTHER_ANSWER, unrelatedRows } from './made-up.ts';

const train = madeUpRows(300, 0.1, 1);
const exam = madeUpRows(400, 0.1, 2);
const model = embeddedModel(train);
const context = contextFor({ caseRef: 'test', user: 'test', role: 'test', kind: 'test' });

const said = async (words: readonly string[], asked = model) =>
  (await asked.ask(itemOf(words), context)).said;

describe('the embedded model', () => {
  it('names its library and version', () => {
    expect(EMBEDDED_ID).toMatch(/^embedded\/[a-z-]+@\d+\.\d+\.\d+$/);
  });

  it('is mostly right, and its score is higher where it is', async () => {
    const given = await Promise.all(
      exam.map(async ({ item, answer }) => {
        const checked = checkOutput(await said(wordsOf(item)), item);
        if (checked.status !== 'proposal') return [];
        return [{ score: checked.signals.score ?? 0, right: checked.answer.label === answer.label }];
      }),
    );
    const proposals = given.flat().sort((a, b) => b.score - a.score);
    const right = (some: typeof proposals) => some.filter((one) => one.right).length / some.length;
    expect(proposals.length).toBeGreaterThan(exam.length * 0.8);
    // One row in ten carries the other label's words, so nine in ten is the most that anybody can reach.
    expect(right(proposals)).toBeGreaterThan(0.85);
    const half = Math.floor(proposals.length / 2);
    expect(right(proposals.slice(0, half))).toBeGreaterThanOrEqual(right(proposals.slice(half)));
  });

  it('says the same of an item every time it is made', async () => {
    const again = embeddedModel(train);
    for (const { item } of exam.slice(0, 20)) {
      expect(await again.ask(item, context)).toEqual(await model.ask(item, context));
    }
  });

  it('counts no tokens: nothing leaves the process', async () => {
    expect(await model.ask(itemOf(['red']), context)).toMatchObject({ inputTokens: 0, outputTokens: 0 });
  });

  it('is undecided about words that it has never seen', async () => {
    const words = ['bonjour', 'trois', 'baguettes', 'pour', 'samedi', 'red'];
    expect(await said(words)).toEqual({ undecided: 'unfamiliar' });
  });

  it('is undecided about a mostly foreign text, however much it holds that is known', async () => {
    const known = exam[0] === undefined ? [] : wordsOf(exam[0].item);
    const foreign = Array.from({ length: 24 }, (_, index) => `mot${index}`);
    expect(await said(known)).toMatchObject({ answer: expect.anything() });
    expect(await said([...known, ...foreign])).toEqual({ undecided: 'unfamiliar' });
  });

  it('is undecided about a scrap of known words', async () => {
    expect(await said(['ruby', 'wine', 'red'])).toEqual({ undecided: 'unfamiliar' });
  });

  it.each([
    ['no rows', []],
    ['rows of one label', madeUpRows(300, 0).filter(({ answer }) => answer.label === FIRST)],
  ])('answers nothing after %s', async (_, rows) => {
    for (const words of [
      ['ruby', 'the', 'wall', 'paint'],
      rows[0] === undefined ? [] : wordsOf(rows[0].item),
    ]) {
      expect(await said(words, embeddedModel(rows))).toEqual({ undecided: 'too_little_training' });
    }
  });

  it('answers nothing to what it could only know by heart', async () => {
    const [row] = unrelatedRows(300).slice(-1);
    const unseen = itemOf(wordsOf(row?.item ?? itemOf([])).map((word) => `${word}-new`));
    const untaught = embeddedModel(unrelatedRows(300));
    expect(await untaught.ask(unseen, context)).toMatchObject({ said: { undecided: 'unfamiliar' } });
  });

  it('learns from a few dozen clear rows', async () => {
    const [first, second] = madeUpRows(2, 0, 2);
    const taught = embeddedModel(madeUpRows(60, 0));
    expect(await said(wordsOf(first?.item ?? itemOf([])), taught)).toMatchObject({ answer: ANSWER });
    expect(await said(wordsOf(second?.item ?? itemOf([])), taught)).toMatchObject({ answer: OTHER_ANSWER });
  });
});
