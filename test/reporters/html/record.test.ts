import { describe, expect, it } from 'vitest';
import type { Report } from '../../../action/contract/report.ts';
import type { Decided } from '../../../action/readiness/dossier.ts';
import { adoption } from '../../../action/reporters/html/adoption.ts';
import { areas } from '../../../action/reporters/html/areas.ts';
import { decisions } from '../../../action/reporters/html/decisions.ts';
import { numbersOf } from '../../../action/reporters/html/numbers.ts';
import { sources } from '../../../action/reporters/html/sources.ts';
import { trust } from '../../../action/reporters/html/trust.ts';
import { title, verdict } from '../../../action/reporters/html/verdict.ts';
import { waivers } from '../../../action/reporters/html/waivers.ts';
import { anAdoption, aReport, aResult } from '../a-report.ts';
import { aDossier, anExample, aValue, emptyDossier } from './example.ts';
import { labelsOf, textOf } from './text-of.ts';

describe('the verdict', () => {
  it.each([
    ['ship', 'Ready for production'],
    ['harden', 'Harden: worth finishing'],
    ['continue', 'Continue: not proven either way'],
    ['stop', 'Stop recommended, and that is a result'],
    ['cannot-judge', 'Could not be judged'],
  ] as const)('%s is said in words, with the one reason', (one, words) => {
    expect(textOf(verdict(anExample({ verdict: one, reason: 'it is so.' })))).toBe(`${words} Why: it is so.`);
  });

  it('stands under what proof of concept it is, and how much time is left', () => {
    expect(textOf(title(anExample()))).toBe(
      'Which invoice exceptions can be cleared without a call? pilot → production · owner Olga Owner · day 37 · decision due 11 Dec 2026 (19 days left) · judged 22 Nov 2026',
    );
    const poc = { ...(aReport().poc as NonNullable<ReturnType<typeof aReport>['poc']>), days_left: -1 };
    expect(textOf(title(aReport({ poc })))).toContain('(1 day overdue)');
    expect(textOf(title(aReport({ poc: null, stage: null })))).toBe('A proof of concept judged 22 Nov 2026');
  });
});

describe('how far to trust it', () => {
  it.each([
    ['A', 0, 'Nothing is taken off for how it was measured.'],
    ['B', 0.1, '10 % of the gain is taken off for that.'],
    ['C', 0.25, '25 % of the gain is taken off for that.'],
  ] as const)('is grade %s with what that takes off', (grade, haircut, words) => {
    expect(textOf(trust(aValue({ grade, haircut })))).toMatch(
      new RegExp(`Evidence grade ${grade}: .* ${words}`),
    );
  });

  it('counts who used it, who did it another way, and what was discarded', () => {
    expect(textOf(trust(aValue()))).toContain(
      '1140 cases done with the POC by 9 people; 3 cases done another way than assigned; 5 cases begun and discarded.',
    );
  });

  it('names what is not proven and what to know, and does not say the same twice', () => {
    const gap = 'Nobody looked at errors. Look at 50.';
    expect(textOf(trust(aValue({ not_proven: [gap], notes: ['A note.'] })))).toMatch(
      /Not proven Nobody looked at errors\. Look at 50\. To know with it A note\.$/,
    );
    expect(textOf(trust(aValue({ not_proven: [gap], figures: null })))).not.toContain(gap);
  });
});

describe('use', () => {
  const shown = (value: Report['value'], metrics: Report['adoption'] = null) =>
    adoption({ value, adoption: metrics }, numbersOf(value));
  const said = (...of: Parameters<typeof shown>) => textOf(shown(...of));

  it('is the share of what there was, with the days and the people', () => {
    expect(said(aValue())).toMatch(
      /^Use Used on 65\.2 % of 1,749 cases from 25 Oct 2026 to 21 Nov 2026, by 9 people /,
    );
  });

  it('is told week by week, with the people of each', () => {
    expect(said(aValue())).toContain('14 Sep 2026 41 437 9.4 % 3');
    expect(labelsOf(shown(aValue()))).toEqual(expect.arrayContaining(['16 Nov', '9 people', 'cases a week']));
  });

  it('is no share before there are 28 days of it', () => {
    expect(said(aValue({ adoption: null }))).toContain(
      '10 weeks of use so far; 28 days are needed for a share',
    );
  });

  it('is said to be missing where there is none', () => {
    expect(said(aValue({ adoption: null, adoption_weeks: [] }))).toBe(
      'Use There is no use to show yet Not measured: on how many cases it is used. Export use to usage/*.jsonl, and write eligible_per_month in baseline.yaml.',
    );
  });
});

describe('how it is used', () => {
  const said = (metrics: Report['adoption']) =>
    textOf(adoption({ value: null, adoption: metrics }, numbersOf(null)));

  it('is told figure by figure, with what it was taken of and what is asked for', () => {
    const text = said(anAdoption());
    expect(text).toContain(
      'How it is used, 25 Oct 2026 to 21 Nov 2026 By the people who are named Found Asked for',
    );
    expect(text).toContain('Tried, of the eligible cases 65.2 % (1140 of 1749, 62–68) at least 60 % ✓ met');
    expect(text).toContain(
      'Done without it by those who used it that week 29 % (290 of 1000, 26–32) at most 25 % ✗ missed',
    );
    expect(text).toContain(
      'Outputs accepted as they were 81 % (810 of 1000, 78–84) Rejections with a reason not known',
    );
    expect(text).toMatch(/^Use It is used, and nobody has counted the cases that there are /);
    expect(text).toContain('median, and what reading takes 41.2 s (n=980) at least 30.5 s ✓ met');
    expect(text).toContain(
      'Minutes saved a case −1.2 min (n=48, −3.4 to 1.0) over 0 in nine of ten draws ✗ missed',
    );
  });

  it('is left out where nobody who is named has used it', () => {
    expect(said(null)).not.toContain('How it is used');
  });
});

describe('readiness', () => {
  it('is told area by area, the weakest first, with marks and words', () => {
    const results = [
      aResult({ id: 'eval/pass-rate', title: 'It is right', message: 'All.' }),
      aResult({ id: 'data/a', title: 'No data', outcome: 'fail', message: '0 of 30.', remedy: 'Import 30.' }),
      aResult({ id: 'data/b', title: 'Old data', outcome: 'not-proven', message: 'No date.', remedy: null }),
      aResult({
        id: 'scope/a',
        title: 'It writes',
        outcome: 'not-applicable',
        message: 'It does not.',
        remedy: 'Nothing.',
      }),
      aResult({
        id: 'scope/b',
        title: 'One workflow',
        outcome: 'waived',
        message: 'Waived.',
        remedy: 'Later.',
      }),
    ];
    expect(textOf(areas(aReport({ results })))).toBe(
      [
        'Readiness by area 1 of 4 checks proven; weakest: data',
        'data 0 of 2 proven ✗ fail: No data. 0 of 30. To do: Import 30. ○ not proven: Old data. No date.',
        'scope 0 of 1 proven – not applicable: It writes. It does not. ◐ waived: One workflow. Waived.',
        'eval 1 of 1 proven ✓ pass: It is right. All.',
      ].join(' '),
    );
  });
});

describe('what is waived', () => {
  it('is told with the day, the name, the reason and what is done instead', () => {
    expect(textOf(waivers(anExample(), aDossier()))).toBe(
      'What is waived 1 check is waived security/injection-suite until 15 Dec 2026, approved by Sam Sponsor. Why: The red team starts on 1 December. Instead: A person reads every answer before it is booked. Waived until 2026-12-15, approved by Sam Sponsor.',
    );
  });

  it('is nothing where nothing is', () => {
    expect(textOf(waivers(aReport(), emptyDossier))).toBe('What is waived Nothing is waived');
  });
});

describe('decisions', () => {
  const [one] = aDossier().decisions as [Decided];

  it('are told with who, when and why', () => {
    expect(textOf(decisions(aDossier()))).toBe(
      'Decisions Last: continue, 16 Oct 2026, by Sam Sponsor and Olga Owner continue (explore → pilot), 16 Oct 2026, accepted, by Sam Sponsor and Olga Owner. Ten minutes a case are saved, and nine people want it. To be looked at again on 11 Dec 2026. decisions/0002-continue.md',
    );
  });

  it('may be records that a person wrote with four keys', () => {
    const { from: _, to: __, reason: ___, review_on: ____, ...four } = one;
    expect(textOf(decisions({ ...emptyDossier, decisions: [four] }))).toContain(
      'continue, 16 Oct 2026, accepted, by Sam Sponsor and Olga Owner. decisions/0002-continue.md',
    );
  });

  it('are counted beyond the twenty latest', () => {
    const many = (count: number) =>
      textOf(decisions({ ...emptyDossier, decisions: Array.from({ length: count }, () => one) }));
    expect(many(21)).toContain('…and 1 before them in decisions/.');
    expect(many(20)).not.toContain('before them');
  });

  it('are asked for where there is none', () => {
    expect(textOf(decisions(emptyDossier))).toBe(
      'Decisions No decision is recorded yet Record one with npx poc decide before the decision is due.',
    );
  });
});

describe('where every number comes from', () => {
  const text = textOf(sources(anExample(), aDossier(), numbersOf(aValue())));

  it('is told figure by figure', () => {
    for (const line of [
      'Minutes a case today 18.2 mean of 32 timed cases',
      'Minutes a case with the POC 7.5 mean of 48 timed cases',
      'Wrong today, after all review 4.5 %, 9 of 200 cases that somebody else looked at again',
      'Right in the eval 89.2 %, 107 of 120 the results of the eval',
      'Use 65.2 %, 1,140 of 1,749 the usage export, 25 Oct 2026 to 21 Nov 2026, over the cases a month',
      'Net a year $51K 10,000 seeded draws from the rows above and what was stated',
    ])
      expect(text).toContain(line);
  });

  it('shows each row with its place, and whether it counts', () => {
    expect(text).toContain('ref-0 user-0 5 Oct 2026');
    expect(text).toMatch(/system timestamps no, warm-up baseline\/timings\.csv:2/);
    expect(text).toMatch(
      /ref-5 user-1 10 Oct 2026 \d+\.\d stopwatch yes; ended by hand baseline\/timings\.csv:7/,
    );
    expect(text).toContain('ref-90 user-2 12 Oct 2026 the system went down baseline/discarded.csv:2');
    expect(text).toContain('by_hand-0 by hand user-0 user-1 yes: amount baseline/errors.csv:2');
  });

  it('never shows what was stated as if it were measured, and a range stays one', () => {
    expect(text).toContain('Stated, not measured: 8 rows');
    expect(text).toContain(
      'One error that nobody catches $35.00 ($20.00 to $60.00) Accounts payable, credit notes of 2025 baseline.yaml:20',
    );
    expect(text).toContain(
      'Share of freed hours that becomes something named 50 % overtime cut; accepted by Fin Ance, 2026-10-02',
    );
  });

  it('names at most five files of a kind', () => {
    const files = Array.from({ length: 7 }, (_, i) => `usage/${i}.jsonl`);
    const many = sources(
      aReport(),
      { ...emptyDossier, sources: [{ what: 'Use', files, rows: 9 }] },
      numbersOf(null),
    );
    expect(textOf(many)).toContain(
      'usage/0.jsonl, usage/1.jsonl, usage/2.jsonl, usage/3.jsonl, usage/4.jsonl and 2 more files 9',
    );
  });
});
