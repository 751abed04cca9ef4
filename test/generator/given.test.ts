import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import type { Typed } from '../../generator/command-line.ts';
import { checkAnswer, checkAnswers, typedAnswers } from '../../generator/given.ts';
import { isAskedOf, QUESTIONS } from '../../generator/questions.ts';
import { ANSWERS, TODAY } from './test-desk.ts';

const TYPES = (place: string) => `one of "text" or "amount" or "date" or "integer", as ${place}`;

describe('one answer', () => {
  it.each([
    ['labels', 'a, b ,c', ['a', 'b', 'c']],
    ['labels', ['a, b', 'c'], ['a, b', 'c']],
    [
      'fields',
      'supplier:text, total : amount',
      [
        { name: 'supplier', type: 'text' },
        { name: 'total', type: 'amount' },
      ],
    ],
    ['fields', [{ name: 'issued', type: 'date' }], [{ name: 'issued', type: 'date' }]],
    ['fields', 'n_2:integer', [{ name: 'n_2', type: 'integer' }]],
    ['parts', 'all', 'all'],
    ['parts', 'default', 'default'],
    ['parts', 'none', []],
    ['parts', ' off-switch, audit', ['off-switch', 'audit']],
    ['parts', [], []],
    ['kind', 'draft', 'draft'],
    ['minutes', '6', 6],
    ['minutes', '0.5', 0.5],
    ['minutes', 'none', null],
    ['minutes', '', null],
    ['minutes', null, null],
    ['minutes', 6, 6],
    ['workflow', '  Sort mail ', 'Sort mail'],
    ['decisionDue', '2026-11-23', '2026-11-23'],
  ] as const)('%s: %j is %j', (key, written, value) => {
    expect(checkAnswer(key, written, TODAY)).toEqual({ value });
  });

  it.each([
    ['minutes', 'abc', 'a number of minutes above 0, or none'],
    ['minutes', '0', 'a number of minutes above 0, or none'],
    ['minutes', '-1', 'a number of minutes above 0, or none'],
    ['minutes', true, 'a number of minutes above 0, or none'],
    ['minutes', '1e999', 'a number of minutes above 0, or none'],
    ['labels', 'one', 'two labels or more'],
    ['labels', 'a,b,a', 'each label once'],
    ['labels', 'a,,b', 'text'],
    ['fields', 'total', TYPES('type of field 1')],
    ['fields', 'a:text,total:money', TYPES('type of field 2')],
    ['fields', 'a:text:b', TYPES('type of field 1')],
    [
      'fields',
      '2nd:text',
      'a name of letters, digits and _, that starts with a letter, such as total, as name of field 1',
    ],
    [
      'fields',
      '__proto__:text',
      'a name of letters, digits and _, that starts with a letter, such as total, as name of field 1',
    ],
    ['fields', 'constructor:text', 'another name: every JavaScript object has this one, as name of field 1'],
    ['fields', 'a:text,a:date', 'each field once'],
    ['parts', 'Audit', 'lower-case words joined by hyphens, such as invoice-exceptions'],
    ['parts', 7, 'default, all, none, or names of parts such as off-switch,audit'],
    ['kind', 'other', 'one of "classify"|"extract"|"draft"'],
    ['workflow', '   ', 'text'],
    ['workflow', 'two\nlines', 'one line, without tabs or control characters'],
    ['owner', null, 'string'],
    ['decisionDue', '2026-11-22', 'a day after today, 2026-11-22'],
    ['decisionDue', '2026-02-30', 'a day written as YYYY-MM-DD'],
    ['decisionDue', 'soon', 'a day written as YYYY-MM-DD'],
    ['name', 'My POC', 'no spaces: npm refuses them'],
  ] as const)('%s: %j is refused, expecting %s', (key, written, expected) => {
    expect(checkAnswer(key, written, TODAY)).toEqual({ expected });
  });
});

describe('all answers', () => {
  it('are told apart: what holds, and each problem with its flag and an example', () => {
    const typed: Typed = { name: 'My POC', workflow: 'Sort mail', minutes: 'soon' };
    const { values, problems } = checkAnswers(typedAnswers(typed), TODAY);
    expect(values).toEqual({ workflow: 'Sort mail' });
    expect(problems.map(describeProblem)).toEqual([
      'NAME: found "My POC"; expected no spaces: npm refuses them. Write, for example, my-poc.',
      '--minutes: found "soon"; expected a number of minutes above 0, or none. Write, for example, 6.',
    ]);
  });
});

describe('the table of questions', () => {
  it('asks for every answer, the kind second', () => {
    expect(QUESTIONS.map(({ key }) => key).sort()).toEqual(Object.keys(ANSWERS).sort());
    expect(QUESTIONS[1]?.key).toBe('kind');
  });

  it.each([
    ['classify', ['labels']],
    ['extract', ['fields']],
    ['draft', []],
  ] as const)('asks %s for %j, beside what every kind is asked', (kind, own) => {
    const asked = QUESTIONS.filter((one) => one.kind !== undefined && isAskedOf(one, kind));
    expect(asked.map(({ key }) => key)).toEqual(own);
  });

  it.each(QUESTIONS)('shows a good answer to $key', ({ key, placeholder }) => {
    expect(checkAnswer(key, placeholder, TODAY)).toHaveProperty('value');
  });

  it('has a default only where nobody has to know anything of the task', () => {
    const offered = QUESTIONS.filter((question) => question.default !== null);
    expect(offered.map(({ key }) => key)).toEqual(['kind', 'minutes', 'parts', 'owner', 'decisionDue']);
  });
});
