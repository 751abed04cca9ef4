import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { type Report, type ReportEval, report } from '../../action/contract/report.ts';
import { commentSections } from '../../action/reporters/comment.ts';
import { terminalReport } from '../../action/reporters/terminal.ts';
import { aReport, aResult } from './a-report.ts';

type Change = NonNullable<ReportEval['change']>;
type Slice = ReportEval['slices'][number];

const change = (over: Partial<Change> = {}): Change => ({
  from: 'the tree of the base',
  pairs: 140,
  broke: ['a', 'b', 'c'],
  broke_in_all: over.broke?.length ?? 3,
  repaired: ['d'],
  repaired_in_all: over.repaired?.length ?? 1,
  mid_p: 0.375,
  exact_p: 0.625,
  difference: -2 / 140,
  low: -0.0544,
  high: 0.0213,
  clustered: false,
  verdict: 'cannot-tell',
  smallest_drop: 6 / 140,
  ...over,
});
const slice = (name: string, over: Partial<Slice> = {}): Slice => ({
  name,
  passed: 9,
  rows: 12,
  cases: 12,
  rate: 0.75,
  low: 0.46,
  high: 0.92,
  bar: null,
  verdict: null,
  ...over,
});
const withEval = (over: Partial<ReportEval>): Report => {
  const made = aReport({
    eval: {
      slices: [],
      slices_in_all: over.slices?.length ?? 0,
      change: null,
      files: [],
      files_in_all: 0,
      ...over,
    },
  });
  return report.parse(made);
};
const comment = (over: Partial<ReportEval>): string =>
  commentSections(withEval(over), null)
    .map((section) => section.text)
    .join('\n\n');
/** Without what keeps figures on one line. */
const plainly = (text: string): string => text.replaceAll('\u00A0', ' ').replaceAll('\u2060', '');
const line = (over: Partial<Change>): string =>
  comment({ change: change(over) })
    .split('\n')
    .find((one) => one.startsWith('**Against the base:**')) ?? '';

describe('the comparison with the base in the comment', () => {
  it('names what broke and what was repaired, what that shows, and what could have been shown', () => {
    expect(line({})).toBe(
      '**Against the base:** 3 broke (`a`, `b`, `c`), 1 repaired (`d`); −1.4 points (−5.4…+2.1), too few differ to tell.<br>140 cases could show a drop of 4.3 points or more · mid-p 0.38 · base results: the tree of the base',
    );
  });

  it.each([
    ['worse', '+2.1), a drop.'],
    ['not-worse', '+2.1), no drop shown.'],
  ] as const)('says in words that the verdict is %s', (verdict, words) => {
    expect(line({ verdict })).toContain(words);
  });

  it('is absent where there is nothing to compare with', () => {
    expect(comment({})).not.toContain('Against the base');
  });

  it('is short where nothing changed', () => {
    expect(line({ broke: [], repaired: [], difference: 0 })).toBe(
      '**Against the base:** nothing broke, nothing repaired.<br>140 cases could show a drop of 4.3 points or more · base results: the tree of the base',
    );
  });

  it('says so where no case flips and repeats got worse', () => {
    expect(line({ broke: [], repaired: [], difference: -0.03, verdict: 'worse' })).toContain(
      'none broke, none repaired; −3.0 points',
    );
  });

  it('names three and counts the rest', () => {
    const ids = Array.from({ length: 100 }, (_, n) => `id-${n}`);
    expect(line({ broke: ids, broke_in_all: 250 })).toContain(
      '250 broke (`id-0`, `id-1`, `id-2` and 247 more), 1 repaired',
    );
  });

  it('says that too few cases could show nothing', () => {
    expect(line({ pairs: 5, smallest_drop: null })).toContain('5 cases could show no drop at all');
  });

  it('rounds the smallest drop up, and a tiny p to no zero', () => {
    expect(line({ smallest_drop: 0.0421, mid_p: 0.0004 })).toMatch(/4\.3 points.*mid-p under 0\.01/);
  });

  it('keeps a hostile id from wrecking the comment', () => {
    const id = `</details>| a | b |\n\n# green @octocat \`x\` ${'long '.repeat(1000)}`;
    const text = line({ broke: [id], from: `[x](https://evil.example)${'y'.repeat(500)}` });
    expect(text.length).toBeLessThan(500);
    const html = micromark(text, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    expect(html.replace(/<\/?(?:p|code|strong|br|sub)>/g, '')).not.toMatch(/<[a-z!/]/i);
  });
});

describe('the slices in the comment', () => {
  it('are folded, in the order of the report, with the bars of those that have one', () => {
    const text = comment({
      slices: [
        slice('refunds', { bar: 0.8, verdict: 'misses' }),
        slice('others', { rate: 1, low: 0.9, high: 1 }),
      ],
    });
    expect(plainly(text)).toContain(
      [
        '<details><summary>Eval by slice, worst first</summary>',
        '',
        '| slice | right | bar |',
        '| --- | --- | --- |',
        '| `refunds` | 75 % (46–92), 9 of 12 | ❌ 80 % |',
        '| `others` | 100 % (90–100), 9 of 12 |  |',
        '',
        '</details>',
      ].join('\n'),
    );
  });

  it('have no column of bars where none has one', () => {
    expect(comment({ slices: [slice('a')] })).toContain('| slice | right |\n');
  });

  it('are at most twenty, and the rest is counted', () => {
    const slices = Array.from({ length: 100 }, (_, n) => slice(`s${n}`));
    const text = comment({ slices, slices_in_all: 1000 });
    expect(text.match(/^\| `s\d+`/gm)).toHaveLength(20);
    expect(text).toContain('…and 980 more slices.');
  });

  it('stay a table whatever they are called', () => {
    const text = comment({ slices: [slice(`a | b \n\`c\` <b>${'x'.repeat(5000)}`), slice('')].slice(0, 1) });
    const row = text.split('\n').find((one) => one.startsWith('| `a')) ?? '';
    expect(row.length).toBeLessThan(120);
    const html = micromark(`| slice | right |\n| --- | --- |\n${row}`, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    });
    expect(html.match(/<td>/g)).toHaveLength(2);
  });
});

describe('the eval in the terminal', () => {
  it('has the same in short', () => {
    const slices = Array.from({ length: 7 }, (_, n) => slice(`s${n}`, { bar: 0.7, verdict: 'cannot-tell' }));
    const text = terminalReport(withEval({ change: change(), slices }), false);
    expect(text).toContain(
      'Against the base: 3 broke (a, b, c), 1 repaired (d); −1.4 points (−5.4…+2.1), too few differ to tell\n  140 cases',
    );
    expect(text).toContain('Slices, worst first\n  s0  75 % (46–92), 9 of 12  bar ⚪ 70 %');
    expect(text).toContain('  s4  ');
    expect(text).not.toContain('  s5  ');
    expect(text).toContain('…and 2 more slices');
  });

  it('names a check that does not apply, with the condition', () => {
    const result = aResult({ id: 'eval/within-budget', outcome: 'not-applicable', message: 'No budget.' });
    expect(terminalReport(aReport({ results: [result] }), false)).toContain(
      '➖ eval/within-budget: No budget.',
    );
  });

  it('loses the control characters of an id, and its length', () => {
    const text = terminalReport(
      withEval({ change: change({ broke: [`\u001B[31mred${'x'.repeat(999)}`] }) }),
      false,
    );
    expect(text).toContain(`1 broke (red${'x'.repeat(37)}…), 1`);
  });
});
