import { rmSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { CSV, freshDesk, MALFORMED_OUT, MANIFEST, OUT, SUPPORT, TRAIN_OUT } from './desk.ts';

const desk = freshDesk();

const importCsv = (...more: string[]) => desk.run(['in.csv', ...SUPPORT, ...more]);

describe('poc eval import of a file', () => {
  beforeEach(() => desk.write('in.csv', CSV));

  it('writes cases to score, cases to train on, and cases to refuse', async () => {
    const { code, out } = await importCsv('--id-field', 'id', '--n', '4');
    expect(code).toBe(0);
    expect([OUT, TRAIN_OUT, MALFORMED_OUT].map((path) => desk.cases(path).length)).toEqual([2, 2, 1]);
    expect(out).toContain('6 read from in.csv (csv)');
    for (const one of [...desk.cases(OUT), ...desk.cases(TRAIN_OUT)]) {
      expect(Object.keys((one.input as { fields: object }).fields)).toEqual(['text', 'notes']);
    }
  });

  it.each([
    ['untrusted_inputs: [text, notes]', []],
    ['untrusted_inputs: [text]', ['notes']],
    ['', ['text, notes']],
  ])('with %j in poc.yaml says that it does not name %j', async (line, names) => {
    desk.write('poc.yaml', `${MANIFEST}${line}\n`);
    const { notes } = JSON.parse((await importCsv('--id-field', 'id', '--json')).out);
    const about = notes.flatMap((note: string) => /does not name (.*?):/.exec(note)?.[1] ?? []);
    expect(about).toEqual(names);
  });

  it('reports the same numbers as JSON', async () => {
    const report = JSON.parse((await importCsv('--json', '--n', '4')).out);
    expect(report).toMatchObject({
      schema: 'poc-import/v1',
      source: { path: 'in.csv', kind: 'csv', system: 'support' },
      sampling: 'random',
      stratified: true,
      seed: report.source.digest.slice('sha256:'.length, 'sha256:'.length + 16),
      counts: {
        read: 6,
        sampled: 2,
        training: 2,
        duplicates: 0,
        malformed: 1,
        not_sampled: 1,
        not_matched: 0,
      },
      malformed: { ragged_row: 1 },
      files: [
        { path: OUT, cases: 2, how: 'created' },
        { path: TRAIN_OUT, cases: 2, how: 'created' },
        { path: MALFORMED_OUT, cases: 1, how: 'created' },
      ],
    });
  });

  it('samples the same again, unless another seed is given', async () => {
    const drawn = async (...more: string[]) => {
      await importCsv('--n', '2', ...more);
      const ids = desk
        .cases(OUT)
        .concat(desk.cases(TRAIN_OUT))
        .map(({ id }) => id);
      for (const path of ['eval', 'data']) rmSync(desk.at(path), { recursive: true });
      return ids.join();
    };
    const first = await drawn();
    expect(await drawn()).toBe(first);
    const others = [await drawn('--seed', 'a'), await drawn('--seed', 'b'), await drawn('--seed', 'c')];
    expect(new Set([first, ...others]).size).toBeGreaterThan(1);
  });

  it('writes nothing in a dry run, not even a key', async () => {
    const { code, out } = await desk.run(['in.csv', ...SUPPORT, '--dry-run'], {});
    expect(code).toBe(0);
    expect(out).toContain('Nothing was written (--dry-run).');
    expect(['eval', 'data', '.poc'].filter((path) => desk.has(path))).toEqual([]);
  });

  it('takes the first rows when they are to be consecutive', async () => {
    await importCsv('--sampling', 'consecutive', '--n', '3', '--train', '0.3');
    const texts = (path: string) =>
      desk.cases(path).map((one) => (one.input as { fields: { text: string } }).fields.text);
    expect(texts(TRAIN_OUT)).toEqual(['Where is my order?']);
    expect(texts(OUT)).toEqual(['You have won', 'Invoice is wrong']);
    expect(desk.cases(OUT)[0]).toMatchObject({
      sampling: 'consecutive',
      sampled_at: '2026-11-22T10:00:00.000Z',
    });
  });

  it.each([
    [
      ['--map', 'attention=spam'],
      2,
      /found "attention=spam"; expected a label of the workflow.*attention, ignore/,
    ],
    [['--map', 'attention=attention'], 1, /found 1 label without a rule: ignore \(2\).*--keep-labels/],
    [['--label-field', 'notes'], 1, /found 5 labels that the workflow does not have: a \(1\), b \(1\)/],
    [
      ['--label-field', 'topic'],
      2,
      /found "topic"; expected one that in\.csv has; the columns are id, text, queue, notes/,
    ],
    [['--only', '*.txt'], 2, /--only: found it with a file/],
    [['--n', '0'], 2, /--n: found "0"; expected a whole number from 1/],
    [['--train', '1.1'], 2, /--train: found "1\.1"; expected a share from 0 to 1/],
    [['--sampling', 'best'], 2, /--sampling: found "best"/],
    [['--suite', 'malformed'], 2, /--suite: found "malformed"; expected scored/],
    [['--out', '../cases.jsonl'], 2, /--out: found "\.\.\/cases\.jsonl"; expected a \.jsonl file inside/],
    [['--out', 'eval/cases.csv'], 2, /--out: found "eval\/cases\.csv"/],
    [['--out', 'a.jsonl', '--train-out', './a.jsonl'], 2, /--train-out: found a\.jsonl, the same as --out/],
    [['--map', 'attention'], 2, /--map: found "attention"; expected old=new/],
    [['--stratify', '--no-stratify'], 2, /--stratify: found it together/],
    [['--unknown'], 2, /--unknown/],
    [['second.csv'], 2, /found 2 sources/],
  ])('with %j ends with %d and says why', async (more, code, reason) => {
    const result = await importCsv(...more);
    expect(result.said).toMatch(reason);
    expect(result.code).toBe(code);
    expect(desk.has(OUT)).toBe(false);
  });

  it('names everything that is wrong with the arguments at once', async () => {
    const { code, said } = await desk.run(['--n', 'x', '--train', 'y']);
    expect(code).toBe(2);
    expect(said.trim().split('\n')).toHaveLength(4);
  });

  it('keeps labels that no rule is about when asked to', async () => {
    expect((await importCsv('--map', 'attention=attention', '--keep-labels')).code).toBe(0);
  });
});
