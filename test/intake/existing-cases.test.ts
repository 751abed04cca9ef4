import { appendFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { CSV, freshDesk, MALFORMED_OUT, OUT, SUPPORT, TRAIN_OUT } from './desk.ts';

const desk = freshDesk();

const importCsv = (...more: string[]) => desk.run(['in.csv', ...SUPPORT, ...more]);

/** With another key ids are others, so only texts tell that a case is there already. */
const importWithOtherKey = (...more: string[]) =>
  desk.run(['in.csv', ...SUPPORT, ...more], { POC_SOURCE_KEY: 'another-key-of-16' });

const synthetic = (text: string, slices: string[]): string =>
  `${JSON.stringify({
    id: 'synthetic-1',
    input: { fields: { text, notes: 'a' } },
    expected: { label: 'attention' },
    origin: 'synthetic',
    source_system: null,
    source_ref: null,
    sampled_at: null,
    sampling: null,
    slices,
    suite: 'training',
  })}\n`;

describe('cases that exist', () => {
  beforeEach(() => desk.write('in.csv', CSV));

  it('are not overwritten, and stay as they are', async () => {
    await importCsv();
    const before = desk.text(OUT);
    const { code, said } = await importCsv('--seed', 'other');
    expect(code).toBe(1);
    expect(said).toMatch(/imported\.jsonl: found a file; expected none.*--append/);
    expect(desk.text(OUT)).toBe(before);
  });

  it('are replaced when they are made up, as if they had never been there', async () => {
    desk.write(TRAIN_OUT, synthetic('Where is my order?', ['made_up']));
    const { code, out } = await importCsv('--train', '0.4', '--id-field', 'id');
    expect(code).toBe(0);
    expect(out).toContain(`Replaced the made-up rows by 2 cases: ${TRAIN_OUT}`);
    expect(desk.cases(TRAIN_OUT).map(({ origin }) => origin)).toEqual(['real', 'real']);
    expect(desk.cases(OUT)).toHaveLength(3);
  });

  it('are not replaced when they are synthetic and people wrote them', async () => {
    desk.write(TRAIN_OUT, synthetic('Where is my order?', []));
    expect((await importCsv()).code).toBe(1);
  });

  it.each([
    ['0', 0],
    ['0.4', 1],
  ])('to train on are no hindrance to an import that trains on %s: exit code %d', async (share, code) => {
    desk.write(TRAIN_OUT, synthetic('What time is it?', []));
    const before = desk.text(TRAIN_OUT);
    expect((await importCsv('--train', share)).code).toBe(code);
    expect(desk.text(TRAIN_OUT)).toBe(before);
  });

  it('and are trained on from another file are not scored', async () => {
    await importCsv('--train', '1', '--train-out', 'data/train-first.jsonl');
    const { out } = await importWithOtherKey('--append', '--json', '--train', '0');
    expect(JSON.parse(out).counts).toMatchObject({ sampled: 0, duplicates: 5 });
  });

  it('are passed over with --append, whichever file they are in', async () => {
    await importCsv('--id-field', 'id', '--out', 'eval/cases/first.jsonl');
    appendFileSync(desk.at('in.csv'), '7,"A new question",attention,f\n8,"WHERE is my order",attention,a\n');
    const { code, out } = await importCsv('--id-field', 'id', '--append', '--json', '--train', '0');
    expect(code).toBe(0);
    expect(JSON.parse(out).counts).toMatchObject({
      read: 8,
      sampled: 1,
      already_present: 5,
      duplicates: 1,
      malformed: 1,
    });
    const all = [OUT, 'eval/cases/first.jsonl', TRAIN_OUT].flatMap(desk.cases);
    expect(all).toHaveLength(6);
    expect(new Set(all.map(({ id }) => id)).size).toBe(6);
    expect(desk.cases('eval/cases/first-malformed.jsonl')).toHaveLength(1);
    expect(desk.cases(MALFORMED_OUT)).toEqual([]);
  });

  it('stay byte for byte when others are added below', async () => {
    await importCsv('--id-field', 'id', '--n', '2');
    const before = desk.text(OUT).trimEnd();
    desk.write(OUT, before);
    await importCsv('--id-field', 'id', '--n', '4', '--append');
    const after = desk.text(OUT);
    expect(after.startsWith(`${before}\n`)).toBe(true);
    expect(desk.cases(OUT).length).toBeGreaterThan(1);
  });
});
