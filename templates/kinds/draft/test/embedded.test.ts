import { describe, expect, it } from 'vitest';
import { firstSentence } from '../alternative/first-sentence.ts';
import { sameAnswer } from '../eval/grader.ts';
import type { Item } from '../src/input.ts';
import { EMBEDDED_ID, embeddedModel } from '../src/model/embedded.ts';
import { contextFor, type Model } from '../src/model/model.ts';
import { checkOutput } from '../src/output.ts';
import { ANSWER, ITEM, madeUpRows } from './made-up.ts';

const context = contextFor({ caseRef: 'test', user: 'test', role: 'test', kind: 'test' });
const ask = async (item: Item, model: Model = embeddedModel([])) =>
  checkOutput((await model.ask(item, context)).said, item);
const asking = (question: string): Item => ({ fields: { ...ITEM.fields, question } });

describe('the embedded model', () => {
  it('answers with the sentence that says it, and cites it', async () => {
    expect(await ask(ITEM)).toMatchObject({
      status: 'proposal',
      answer: { text: ANSWER.text, citations: ANSWER.citations },
    });
  });

  it('keeps the output contract whatever is asked: it only quotes', async () => {
    for (const { item } of madeUpRows(50)) {
      expect(await ask(item)).toMatchObject({ status: 'proposal', answer: { text: expect.any(String) } });
    }
  });

  it.each([
    ['something else', asking('Preheat the oven and bake?')],
    ['nothing', asking('?')],
    ['without sources', { fields: { question: 'How long can I send goods back?' } }],
    ['of sources without a sentence', { fields: { question: 'goods', 'source:a': '…' } }],
    ['of a source without a name', { fields: { question: 'goods', 'source:': 'Goods are goods here.' } }],
    [
      'of one sentence too long to quote',
      { fields: { question: 'goods', 'source:a': `Goods ${'a'.repeat(200)}` } },
    ],
  ])('is undecided when it is asked %s', async (_, item) => {
    expect(await ask(item)).toEqual({ status: 'undecided', doubt: 'unfamiliar' });
  });

  it('says less when less of the question is in the sources', async () => {
    const covered = async (question: string) => {
      const said = await ask(asking(question));
      return said.status === 'proposal' ? said.signals.covered : 0;
    };
    const whole = await covered('How long can I send goods back?');
    expect(await covered('How long can I send goods back from Iceland by submarine?')).toBeLessThan(
      whole ?? 0,
    );
  });

  it('beats the first sentence of the best source on questions that one sentence answers', async () => {
    const rows = madeUpRows(100);
    const right = async (model: Model) => {
      const said = await Promise.all(rows.map(({ item }) => ask(item, model)));
      return said.filter(
        (one, i) => one.status === 'proposal' && sameAnswer(rows[i]?.answer ?? ANSWER, one.answer),
      ).length;
    };
    const [embedded, first] = [await right(embeddedModel(rows)), await right(firstSentence())];
    expect(embedded).toBeGreaterThan(90);
    expect(first).toBeLessThan(embedded);
  });

  it('has a name', () => {
    expect(EMBEDDED_ID).toBe('embedded/quoted-sentences');
  });
});
