import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import type { Typed } from '../../generator/command-line.ts';
import { checkAnswer, checkAnswers, typedAnswers } from '../../generator/given.ts';
import { QUESTIONS } from '../../generator/questions.ts';
import { ANSWERS, TODAY } from './test-desk.ts';

describe('one answer', () => {
  it.each([
    ['labels', 'a, b ,c', ['a', 'b', 'c']],
    ['labels', ['a, b', 'c'], ['a, b', 'c']],
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
  it('asks for every answer but the kind, which has one value', () => {
    expect(QUESTIONS.map(({ key }) => key).sort()).toEqual(
      Object.keys(ANSWERS)
        .filter((key) => key !== 'kind')
        .sort(),
    );
  });

  it.each(QUESTIONS)('shows a good answer to $key', ({ key, placeholder }) => {
    expect(checkAnswer(key, placeholder, TODAY)).toHaveProperty('value');
  });

  it('has a default only where nobody has to know anything of the task', () => {
    const offered = QUESTIONS.filter((question) => question.default !== null);
    expect(offered.map(({ key }) => key)).toEqual(['minutes', 'owner', 'decisionDue']);
  });
});
