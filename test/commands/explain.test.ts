import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../action/checks/index.ts';
import type { Check } from '../../action/readiness/check.ts';
import { checkText } from '../../action/reporters/check-text.ts';
import { poc } from '../repository-builder.ts';

const explain = (...words: string[]) => poc(['explain', ...words], { cwd: '.' });
const checkOf = (id: string) => CHECKS.find((check) => check.id === id) as Check;

describe('poc explain', () => {
  it.each([
    ['its id', 'eval/pass-rate'],
    ['the part after the stroke', 'pass-rate'],
  ])('tells all about a check by %s', async (_, word) => {
    expect(await explain(word)).toEqual({
      code: 0,
      out: checkText(checkOf('eval/pass-rate'), false),
      err: '',
    });
  });

  it('lists the checks without a word, as `poc checks` does', async () => {
    expect(await explain()).toEqual(await poc(['checks'], { cwd: '.' }));
    expect(await explain('--json')).toEqual(await poc(['checks', '--json'], { cwd: '.' }));
  });

  it('tells of one as data', async () => {
    const { code, out, err } = await explain('eval/no-regression', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'poc-checks/v1',
      checks: [{ id: 'eval/no-regression', evidence_kinds: ['E1'], severity: 'medium', bars: {} }],
    });
  });

  it.each<[string, string[], string]>([
    [
      'a misspelt id',
      ['eval/pas-rate'],
      'found no check "eval/pas-rate"; expected the id of one. Write `poc explain eval/pass-rate` if that was meant.',
    ],
    [
      'a misspelt name',
      ['kill-critera'],
      'found no check "kill-critera"; expected the id of one. Write `poc explain decision/kill-criteria` if that was meant.',
    ],
    [
      'what is like none of them',
      ['x'.repeat(30)],
      `found no check "${'x'.repeat(30)}"; expected the id of one. List them with \`poc explain\`.`,
    ],
    ['an empty word', [''], 'found no check ""; expected the id of one. List them with `poc explain`.'],
    [
      'control characters, which it does not print',
      ['\u001b[2Jeval'],
      'found no check "eval"; expected the id of one. List them with `poc explain`.',
    ],
    ['two checks', ['a', 'b'], 'found 2 checks; expected one. See `poc explain --help`.'],
    ['an option that it does not have', ['--yaml'], "Unknown option '--yaml'."],
  ])('ends with 2 for %s, on standard error alone', async (_, words, says) => {
    const ended = await explain(...words);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err.startsWith(`poc explain: ${says}`)).toBe(true);
  });
});
