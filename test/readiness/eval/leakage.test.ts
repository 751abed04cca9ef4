import { describe, expect, it } from 'vitest';
import type { EvalCase } from '../../../action/contract/eval-case.ts';
import { caseTextInSource } from '../../../action/readiness/eval/leakage.ts';
import { given } from '../../given.ts';

const PROMPT = 'prompts/classify.md';
const EIGHT = 'please cancel my order before it ships tomorrow';
const SEVEN = 'please cancel my order before it ships';
const FOOTER = 'this message was sent from a shared inbox by mistake';

const texts = (...list: string[]) => list.map((text, n) => given.evalCase(`case-${n}`, { input: { text } }));
const leaks = (cases: EvalCase[], source: string) =>
  caseTextInSource(given.rows('eval/cases/all.jsonl', cases), [{ file: PROMPT, text: source }]).map(
    (one) => one.message,
  );
const leak = (id: string, quote: string) => `the text of case ${id} stands in ${PROMPT} (“${quote}”)`;

describe('the text of a case in prompts and code', () => {
  it('is reported from eight words in a row', () => {
    expect(leaks(texts(`Hello, ${EIGHT} or so`), `For example: ${EIGHT}.`)).toEqual([leak('case-0', EIGHT)]);
  });

  it('is not reported for seven', () => {
    expect(leaks(texts(`Hello, ${SEVEN} or so`), `For example: ${SEVEN}.`)).toEqual([]);
  });

  it('is not reported for eight words with another between them', () => {
    expect(leaks(texts(EIGHT), EIGHT.replace('order', 'big order'))).toEqual([]);
  });

  it.each([
    ['capitals', EIGHT.toUpperCase()],
    ['punctuation and line breaks', EIGHT.replaceAll(' ', ',\n> ')],
    ['wide letters', EIGHT.replace('order', 'ｏｒｄｅｒ')],
  ])('is found in spite of %s', (_, source) => {
    expect(leaks(texts(EIGHT), source)).toHaveLength(1);
  });

  it('is found in spite of letters that are put together otherwise', () => {
    const german = 'bitte lösche mein früheres Konto über die Hotline sofort';
    expect(leaks(texts(german.normalize('NFC')), german.normalize('NFD'))).toHaveLength(1);
  });

  it('is found in any field of the input, however deep', () => {
    const nested = given.evalCase('deep', { input: { mail: { parts: ['x', { body: EIGHT }] } } });
    expect(leaks([nested], EIGHT)).toEqual([leak('deep', EIGHT)]);
  });

  it('is reported for each of three cases that share it', () => {
    const three = texts(`one ${EIGHT}`, `two ${EIGHT}`, `three ${EIGHT}`);
    expect(leaks(three, EIGHT)).toHaveLength(3);
  });

  it('is taken for boilerplate when four cases share it', () => {
    const four = texts(`one ${EIGHT}`, `two ${EIGHT}`, `three ${EIGHT}`, `four ${EIGHT}`);
    expect(leaks(four, EIGHT)).toEqual([]);
  });

  it('is found beside boilerplate', () => {
    const five = texts(
      `${FOOTER} ${EIGHT}`,
      ...['one', 'two', 'three', 'four'].map((word) => `${FOOTER} ${word}`),
    );
    expect(leaks(five, `${FOOTER}. Such as: ${EIGHT}`)).toEqual([leak('case-0', EIGHT)]);
  });

  it('counts a case once in which the boilerplate stands often', () => {
    expect(leaks(texts(`${EIGHT}. ${EIGHT}. ${EIGHT}. ${EIGHT}.`), EIGHT)).toHaveLength(1);
  });

  it.each([
    ['synthetic cases', { origin: 'synthetic' }],
    ['cases of other suites', { suite: 'unanswerable' }],
  ] as const)('does not matter for %s', (_, change) => {
    expect(
      leaks(
        texts(EIGHT).map((one) => ({ ...one, ...change })),
        EIGHT,
      ),
    ).toEqual([]);
  });

  it('is not looked for where there is none', () => {
    expect(caseTextInSource(given.cases(3), [])).toEqual([]);
    expect(leaks(texts(''), EIGHT)).toEqual([]);
  });
});
