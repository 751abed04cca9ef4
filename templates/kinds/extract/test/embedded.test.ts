import { describe, expect, it } from 'vitest';
import { namedValues } from '../alternative/named-values.ts';
import { fieldVerdict } from '../eval/field-scores.ts';
import { type Answer, answerOf } from '../src/answer.ts';
import { FIELD_NAMES } from '../src/fields.ts';
import type { Item } from '../src/input.ts';
import { EMBEDDED_ID, embeddedModel } from '../src/model/embedded.ts';
import { contextFor, type Model } from '../src/model/model.ts';
import type { TrainingRow } from '../src/model/training.ts';
import { type Checked, checkOutput } from '../src/output.ts';
import { madeUpRows, NOTHING } from './made-up.ts';

const train = madeUpRows(200, 0.1);
const exam = madeUpRows(200, 0.1, 2);
const model = embeddedModel(train);
const context = contextFor({ caseRef: 'test', user: 'test', role: 'test', kind: 'test' });

const ask = async (item: Item, asked: Model = model): Promise<Checked> =>
  checkOutput((await asked.ask(item, context)).said, item);

type Tried = { right: number; lead: number };

/** The share of fields that were read right in each document for which there was an answer, the surest first. */
async function tried(rows: readonly TrainingRow[], asked: Model): Promise<Tried[]> {
  const checked = await Promise.all(
    rows.map(async ({ item, answer }) => ({ answer, said: await ask(item, asked) })),
  );
  return checked
    .flatMap(({ answer, said }) =>
      said.status === 'proposal'
        ? [{ right: rightFields(answer, said.answer), lead: said.signals.lead ?? 0 }]
        : [],
    )
    .sort((a, b) => b.lead - a.lead);
}

const rightFields = (wanted: Answer, given: Answer): number =>
  FIELD_NAMES.filter((name) => ['right', 'empty'].includes(fieldVerdict(name, wanted.fields, given.fields)))
    .length / FIELD_NAMES.length;

const sumOf = (some: readonly Tried[]): number => some.reduce((sum, { right }) => sum + right, 0);

describe('the embedded model', () => {
  it('reads most fields in documents of senders that it knows, and leads by more where it is right', async () => {
    const all = await tried(exam, model);
    const half = Math.floor(all.length / 2);
    // One document in ten comes from a stranger, whose words nobody has learned.
    expect(sumOf(all)).toBeGreaterThan(exam.length * 0.75);
    expect(sumOf(all.slice(0, half))).toBeGreaterThan(half * 0.9);
    expect(sumOf(all.slice(0, half))).toBeGreaterThanOrEqual(sumOf(all.slice(-half)));
  });

  it('does better than the first value after the name of the field', async () => {
    const simplest = sumOf(await tried(exam, namedValues({})));
    expect(sumOf(await tried(exam, model))).toBeGreaterThan(simplest * 1.1);
    expect(simplest).toBeGreaterThan(0);
  });

  it('says the same of an item every time it is made', async () => {
    const again = embeddedModel(train);
    for (const { item } of exam.slice(0, 20)) {
      expect(await again.ask(item, context)).toEqual(await model.ask(item, context));
    }
  });

  it('counts no tokens: nothing leaves the process', async () => {
    const { item } = exam[0] as TrainingRow;
    expect(await model.ask(item, context)).toMatchObject({ inputTokens: 0, outputTokens: 0 });
    expect(EMBEDDED_ID).toBe('embedded/values-by-their-cues');
  });

  it.each([
    ['a greeting', 'Hello'],
    ['no words', '?? ... !!'],
    ['another kind of text', 'Preheat the oven, mix flour with butter, and bake until brown.'],
  ])('is undecided about %s', async (_, text) => {
    expect(await ask({ fields: { text } })).toEqual({ status: 'undecided', doubt: 'unfamiliar' });
  });

  it.each<[string, TrainingRow[], boolean]>([
    ['nothing', [], false],
    ['nine documents', madeUpRows(9), false],
    ['many documents that do not say what was read', unrelated(train), false],
    ['thirty documents', madeUpRows(30), true],
  ])('answers after %s, or not', async (_, rows, answers) => {
    const { item } = madeUpRows(1, 0, 3)[0] as TrainingRow;
    const said = await ask(item, embeddedModel(rows));
    if (answers) expect(said.status).not.toBe('undecided');
    else expect(said).toEqual({ status: 'undecided', doubt: 'too_little_training' });
  });

  it('leaves empty what no document has ever said', async () => {
    const empty: Answer = answerOf(NOTHING);
    const untaught = embeddedModel(train.map((row) => ({ ...row, answer: empty })));
    const { item } = exam[0] as TrainingRow;
    expect(await ask(item, untaught)).toEqual({ status: 'undecided', doubt: 'unfamiliar' });
  });

  it('reads the beginning of a very long document in good time', async () => {
    const started = process.cpuUsage();
    await ask({ fields: { text: 'Acme Ltd 1,234.50 on 4 March 2026\n'.repeat(7_000) } });
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });
});

function unrelated(rows: readonly TrainingRow[]): TrainingRow[] {
  return rows.map((row) => ({ ...row, item: { fields: { text: 'Nothing of it stands here' } } }));
}
