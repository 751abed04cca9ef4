import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { baseline } from '../../action/contract/baseline.ts';
import { evalCase } from '../../action/contract/eval-case.ts';
import { evalRow, evalRun } from '../../action/contract/eval-run.ts';
import { kill } from '../../action/contract/kill.ts';
import { manifest } from '../../action/contract/manifest.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { thresholds } from '../../action/contract/thresholds.ts';
import { waivers } from '../../action/contract/waivers.ts';
import { schemaProblems, show } from '../../action/evidence/schema-problems.ts';

const sentences = (schema: z.ZodType, value: unknown): string[] => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return schemaProblems(parsed.error, schema, value, () => ({ file: 'f', line: 1 })).map(describeProblem);
};

const at = (schema: z.ZodType, value: unknown, start: string): string | undefined =>
  sentences(schema, value).find((sentence) => sentence.startsWith(`f:1: ${start}:`));

describe('an unknown key', () => {
  it.each([
    {
      name: 'at the top of poc.yaml',
      schema: manifest,
      value: { stge: 'explore' },
      field: 'stge',
      near: 'stage',
    },
    {
      name: 'in a group',
      schema: manifest,
      value: { workflow: { titel: 'x' } },
      field: 'workflow.titel',
      near: 'title',
    },
    {
      name: 'two groups down, where every key has a default',
      schema: manifest,
      value: { evidence: { inputs: { promts: [] } } },
      field: 'evidence.inputs.promts',
      near: 'prompts',
    },
    {
      name: 'in a group that may be null',
      schema: manifest,
      value: { extension: { day: 3 } },
      field: 'extension.day',
      near: 'days',
    },
    {
      name: 'inside a list',
      schema: manifest,
      value: { users: [{}, { psuedonym: 'u' }] },
      field: 'users.1.psuedonym',
      near: 'pseudonym',
    },
    {
      name: 'inside a list with a rule of its own',
      schema: kill,
      value: { criteria: [{ metrik: 'x' }] },
      field: 'criteria.0.metrik',
      near: 'metric',
    },
    {
      name: 'among the checks that have bars',
      schema: thresholds,
      value: { version: 1, bars: { 'eval/passrate': {} } },
      field: 'bars.eval/passrate',
      near: 'eval/pass-rate',
    },
    {
      name: 'among the bars of a check',
      schema: thresholds,
      value: { version: 1, bars: { 'eval/pass-rate': { reviewd: 1 } } },
      field: 'bars.eval/pass-rate.reviewd',
      near: 'reviewed',
    },
    {
      name: 'in baseline.yaml',
      schema: baseline,
      value: { estimate: { minuts: 1 } },
      field: 'estimate.minuts',
      near: 'minutes',
    },
    {
      name: 'in a waiver',
      schema: waivers,
      value: { waivers: [{ until: 1 }] },
      field: 'waivers.0.until',
      near: undefined,
    },
    { name: 'in a case', schema: evalCase, value: { expeted: 1 }, field: 'expeted', near: 'expected' },
    { name: 'in a row', schema: evalRow, value: { verdikt: 1 }, field: 'verdikt', near: 'verdict' },
    {
      name: 'in a run',
      schema: evalRun,
      value: { producer: { comand: 'x' } },
      field: 'producer.comand',
      near: 'command',
    },
  ])('$name is told with the nearest known one', ({ schema, value, field, near }) => {
    const remedy =
      near === undefined ? 'Take it out.' : `Write \`${near}\` if that was meant; else take it out.`;
    const sentence = at(schema, value, field);
    expect(sentence).toMatch(
      new RegExp(`found the key "${field.split('.').at(-1)}", which nothing reads; expected one of `),
    );
    expect(sentence?.endsWith(` ${remedy}`)).toBe(true);
  });

  it('names what is known where it stands, and nothing of elsewhere', () => {
    expect(
      at(
        thresholds,
        { version: 1, bars: { 'users/named-users': { both: 1 } } },
        'bars.users/named-users.both',
      ),
    ).toBe(
      'f:1: bars.users/named-users.both: found the key "both", which nothing reads; expected one of explore, pilot. Take it out.',
    );
  });

  it('is quoted where it could be taken for something else', () => {
    expect(sentences(z.strictObject({}), { 'a\n::error::b': 1, [`${'k'.repeat(70)}`]: 1 })).toEqual([
      'f:1: "a\\n::error::b": found the key "a\\n::error::b", which nothing reads; expected no such key. Take it out.',
      `f:1: "${'k'.repeat(59)}…: found the key "${'k'.repeat(59)}…, which nothing reads; expected no such key. Take it out.`,
    ]);
  });
});

const only = (schema: z.ZodType) => z.strictObject({ x: schema });

describe('what was expected', () => {
  it.each([
    ['a text', z.string(), 1, 'found 1; expected text. Correct `x`.'],
    ['a number', z.number(), 'one', 'found "one"; expected a number. Correct `x`.'],
    ['a number that is none', z.number(), Number.NaN, 'found NaN; expected a number. Correct `x`.'],
    ['a whole number', z.int(), 1.5, 'found 1.5; expected a whole number. Correct `x`.'],
    ['a truth', z.boolean(), 'yes', 'found "yes"; expected true or false. Correct `x`.'],
    ['a list', z.array(z.string()), {}, 'found {}; expected a list. Correct `x`.'],
    ['a group', z.strictObject({}), [], 'found []; expected a group of keys. Correct `x`.'],
    ['words', z.enum(['a', 'b']), 'c', 'found "c"; expected "a" or "b". Correct `x`.'],
    ['a least', z.number().min(0), -1, 'found -1; expected at least 0. Correct `x`.'],
    ['more than', z.number().positive(), 0, 'found 0; expected more than 0. Correct `x`.'],
    ['a most', z.number().max(1), 2, 'found 2; expected at most 1. Correct `x`.'],
    ['one entry', z.array(z.string()).min(1), [], 'found []; expected at least 1 entry. Correct `x`.'],
    ['entries', z.array(z.string()).min(2), ['a'], 'found ["a"]; expected at least 2 entries. Correct `x`.'],
    ['a URL', z.url(), 'nowhere', 'found "nowhere"; expected a URL. Correct `x`.'],
    ['nothing given', z.string(), undefined, 'found nothing; expected text. Add `x`.'],
    [
      'no JSON given',
      z.json(),
      undefined,
      'found nothing; expected a value of the shape in the README. Add `x`.',
    ],
    ['an empty value', z.string(), null, 'found null; expected text. Correct `x`.'],
  ])('of %s is said in words', (_, schema, value, says) => {
    expect(sentences(only(schema), value === undefined ? {} : { x: value })).toEqual([`f:1: x: ${says}`]);
  });

  it('is in the contract’s own words where it has some, also for a value that is missing or empty', () => {
    expect(at(manifest, { stage_started_on: '1 Nov' }, 'stage_started_on')).toBe(
      'f:1: stage_started_on: found "1 Nov"; expected a day written as YYYY-MM-DD. Correct `stage_started_on`.',
    );
    expect(at(manifest, {}, 'decision_due')).toBe(
      'f:1: decision_due: found nothing; expected a day written as YYYY-MM-DD. Add `decision_due`.',
    );
    expect(at(manifest, { owner: '  ' }, 'owner')).toBe(
      'f:1: owner: found "  "; expected text. Correct `owner`.',
    );
    expect(at(evalRun, { inputs: { cases: 'md5:1' } }, 'inputs.cases')).toBe(
      'f:1: inputs.cases: found "md5:1"; expected sha256: and 64 hexadecimal digits. Correct `cases`.',
    );
    expect(at(kill, { version: 1, criteria: [1, 1].map(() => criterion) }, 'criteria')).toBe(
      'f:1: criteria: found [{"id":"a","metric":"users.named","op":"<","threshold":2,"by…; expected each id once. Correct `criteria`.',
    );
  });
});

const criterion = {
  id: 'a',
  metric: 'users.named',
  op: '<',
  threshold: 2,
  by_date: '2026-12-01',
  set_by: 'S',
};

describe('a value in a message', () => {
  it('is cut after sixty characters', () => {
    expect(show('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`);
    expect(show('x'.repeat(59))).toBe(`"${'x'.repeat(59)}…`);
  });

  it('that contains itself is said to', () => {
    const round: unknown[] = [];
    round.push(round);
    expect(show(round)).toBe('a value that contains itself');
  });
});
