import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { readUsage } from '../../action/evidence/study-files.ts';
import { readEligible, readSeeds } from '../../action/evidence/usage-extracts.ts';
import type { Reading } from '../../action/readiness/reading.ts';
import { given } from '../given.ts';
import { aTree, jsonLines } from '../repository-builder.ts';

const said = (reading: Reading<unknown>) =>
  reading.status === 'invalid' ? reading.problems.map(describeProblem).join('\n') : reading;

describe('the extract of eligible cases', () => {
  const read = async (text?: string) =>
    said(
      await readEligible(
        aTree(text === undefined ? {} : { 'usage/eligible.csv': text }),
        'usage/eligible.csv',
      ),
    );

  it('is read with the line of each case', async () => {
    expect(await read('case_ref,closed_at,closed_by\na,2026-11-01T09:00:00Z,user-1\n')).toMatchObject({
      value: {
        file: 'usage/eligible.csv',
        rows: [{ value: { case_ref: 'a', closed_by: 'user-1' }, line: 2 }],
      },
    });
  });

  it('is without a row where there is none', async () => {
    expect(await read()).toEqual({ status: 'read', value: { file: 'usage/eligible.csv', rows: [] } });
  });

  it.each([
    ['case_ref,closed_at\na,2026-11-01T09:00:00Z\n', 'without closed_by'],
    ['case_ref,closed_at,closed_by\na,yesterday,x\n', 'expected a time with its zone'],
    ['case_ref,closed_at,closed_by\n,2026-11-01T09:00:00Z,x\n', 'expected text'],
  ])('is refused where it is %j', async (text, says) => {
    expect(await read(text)).toContain(says);
  });
});

describe('the seeded errors', () => {
  const [seed] = given.seeds(1).rows.map(({ value }) => value);
  const read = async (change: object) =>
    said(
      await readSeeds(
        aTree({ 'evidence/seeds.jsonl': jsonLines([{ ...seed, ...change }]) }),
        'evidence/seeds.jsonl',
      ),
    );

  it('are read as they are written', async () => {
    expect(await read({})).toMatchObject({ value: { rows: [{ value: seed, line: 1 }] } });
  });

  it('are none without the file', async () => {
    expect(await readSeeds(aTree({}), 'evidence/seeds.jsonl')).toMatchObject({ value: { rows: [] } });
  });

  it.each([
    [{ caught: 'yes' }, 'caught'],
    [{ review_s: -1 }, 'review_s'],
    [{ output_characters: 1.5 }, 'output_characters'],
    [{ note: 'x' }, 'note'],
  ])('are refused with %o', async (change, says) => {
    expect(await read(change)).toContain(says);
  });
});

describe('what the usage export may say of an answer', () => {
  const read = async (change: object) =>
    said(
      await readUsage(aTree({ 'usage/a.jsonl': jsonLines([{ ...given.usageEvent(0), ...change }]) }), [
        'usage/*.jsonl',
      ]),
    );

  it('is how much was changed, why, how long it took, and how long it was', async () => {
    const answer = { edit_share: 1, reason: 'wrong queue', review_s: 0, output_characters: 0 };
    expect(await read(answer)).toMatchObject({ value: [{ value: answer }] });
  });

  it.each([
    [{ edit_share: 1.01 }, 'edit_share'],
    [{ edit_share: -0.01 }, 'edit_share'],
    [{ reason: ' ' }, 'reason'],
    [{ review_s: -1 }, 'review_s'],
    [{ output_characters: 0.5 }, 'output_characters'],
  ])('is refused with %o', async (change, says) => {
    expect(await read(change)).toContain(says);
  });
});
