import { describe, expect, it } from 'vitest';
import { roiRecomputed } from '../../../action/checks/baseline/roi-recomputed.ts';
import type { Value } from '../../../action/contract/value.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import type { ValueEvidence } from '../../../action/readiness/value/value-evidence.ts';
import type { ValueResult } from '../../../action/value/business-case.ts';
import { given } from '../../given.ts';
import { type Story, tellStories } from '../story.ts';

const { measures } = given.evidence(given.study());
const { value } = measures;
const HEADLINE = value.headline as string;
const README = { text: HEADLINE, file: 'README.md', line: 3 };

/** Everything is measured and the README says so, but for what is given. */
const all = (over: Partial<Evidence> = {}) => given.study({ pasted: README, measures, ...over });
/** The same with another worth than the rows give, for bounds that no made row would hit. */
const worth = (change: Partial<ValueEvidence>) =>
  all({ measures: { ...measures, value: { ...value, ...change } } });
const result = (change: Partial<ValueResult>) =>
  worth({ result: { ...(value.result as ValueResult), ...change } });
const money = (change: Partial<Value>) => all({ baseline: given.baseline({ value: given.money(change) }) });
const { capture, build, run } = given.money();

const net = (p10: number) => result({ net: { p10, p50: 20_000, p90: 40_000 } });
const payback = (p90: number) => result({ paybackMonths: { p50: 9, p90 } });

const AMOUNTS: Story[] = [
  {
    it: 'fails when the P10 of the net is exactly 0',
    given: net(0),
    outcome: 'fail',
    says: '(P10; P50 is €20K)',
  },
  { it: 'passes when it is a cent', given: net(0.01), outcome: 'pass' },
  { it: 'fails when it is a cent under 0', given: net(-0.01), outcome: 'fail' },
  {
    it: 'fails when one of ten plausible years loses money, and says how much',
    given: net(-4000),
    outcome: 'fail',
    says: 'In one of ten plausible years it nets -€4K or less (P10; P50 is €20K).',
  },
  { it: 'passes when it pays back in 18 months at worst', given: payback(18), outcome: 'pass' },
  {
    it: 'fails when it takes a little longer than 18',
    given: payback(18.01),
    outcome: 'fail',
    says: 'At worst it pays back after 19 months (P90); 18 is the most.',
  },
  {
    it: 'fails when at worst it never pays back',
    given: payback(Number.POSITIVE_INFINITY),
    outcome: 'fail',
    says: 'At worst it pays back never (P90); 18 is the most.',
  },
];

tellStories(roiRecomputed, { severity: 'critical', blocksFrom: 'production' }, [
  { it: 'passes with the headline that may be quoted', given: all(), outcome: 'pass', says: HEADLINE },
  ...AMOUNTS,
  {
    it: 'is not proven while anything is missing, and says the first thing',
    given: given.study({ usage: [] }),
    outcome: 'not-proven',
    says: 'Use is known for 0 of 28 days.',
  },
  {
    it: 'is not proven when there is no result for whatever reason',
    given: worth({ result: null }),
    outcome: 'not-proven',
    says: 'There is no number.',
  },
  ...(
    [
      ['nobody', { owner: null }],
      ['somebody on no day', { accepted_on: null }],
      ['somebody tomorrow', { accepted_on: '2026-11-21' }],
      ['somebody who is still to be named', { owner: 'TBD' }],
    ] as const
  ).map(([who, change]) => ({
    it: `is not proven when ${who} accepted the share of the hours`,
    given: money({ capture: { ...capture, ...change } }),
    outcome: 'not-proven' as const,
    says: 'Nobody who owns the budget has accepted which share of the freed hours counts as money.',
  })),
  ...(
    [
      ['training', { build: build.filter(({ kind }) => kind !== 'training') }, 'training'],
      ['integration', { build: build.filter(({ kind }) => kind !== 'integration') }, 'integration'],
      ['support', { run: run.filter(({ kind }) => kind !== 'support') }, 'support'],
      ['any of them', { build: [], run: [] }, 'training, integration, support'],
    ] as const
  ).map(([what, change, open]) => ({
    it: `is not proven without a cost line for ${what}`,
    given: money(change as Partial<Value>),
    outcome: 'not-proven' as const,
    says: `No cost line is about ${open}.`,
  })),
  {
    it: 'lets a cost line be 0, with its source',
    given: money({
      build: build.map((one) =>
        one.kind === 'training' ? { ...one, amount: 0, source: 'nothing to learn' } : one,
      ),
    }),
    outcome: 'pass',
  },
  {
    it: 'is not proven when a cost line says of its source that it is still to come',
    given: money({ build: build.map((one) => (one.kind === 'training' ? { ...one, source: 'TODO' } : one)) }),
    outcome: 'not-proven',
    says: 'No cost line is about training.',
  },
  {
    it: 'is not proven when building it is said to cost nothing at all',
    given: money({
      build: build.map(({ item, kind }) => ({
        item,
        kind,
        amount: 0,
        spent: false,
        source: 'done at night',
      })),
    }),
    outcome: 'not-proven',
    says: 'Building it is said to cost nothing at all.',
  },
  {
    it: 'passes when the share was accepted today',
    given: money({ capture: { ...capture, accepted_on: '2026-11-20' } }),
    outcome: 'pass',
  },
  ...(['C', 'D'] as const).map((grade) => ({
    it: `is not proven with evidence of grade ${grade}`,
    given: worth({ grade }),
    outcome: 'not-proven' as const,
    says: `The evidence is of grade ${grade}: 24 timings of 3 people by hand, 30 of 3 with the POC; B takes 20 of 3 people each.`,
  })),
  { it: 'passes with evidence of grade A', given: worth({ grade: 'A' }), outcome: 'pass' },
  {
    it: 'is not proven while the README says nothing',
    given: all({ pasted: null }),
    outcome: 'not-proven',
    says: `The README does not say: ${HEADLINE}`,
  },
  {
    it: 'is not proven while there is nothing between the markers',
    given: all({ pasted: { ...README, text: '' } }),
    outcome: 'not-proven',
    says: 'The README does not say',
  },
  {
    it: 'fails when the README says another number',
    given: all({ pasted: { ...README, text: HEADLINE.replace('€37K', '€73K') } }),
    outcome: 'fail',
    says: `The README says another number than the rows give: ${HEADLINE}`,
  },
  {
    it: 'fails when the README leaves the worst case out',
    given: all({ pasted: { ...README, text: HEADLINE.replace(' (at least €27K)', '') } }),
    outcome: 'fail',
  },
  {
    it: 'takes another kind of space and a line break for the same words',
    given: all({
      pasted: { ...README, text: `\n${HEADLINE.replaceAll(' %', '\u00A0%').replace(' min', '\nmin')} ` },
    }),
    outcome: 'pass',
  },
]);

describe('baseline/roi-recomputed in the file', () => {
  const evaluate = (over: Partial<Evidence>) =>
    roiRecomputed.evaluate(given.evidence(over), given.circumstances());

  it('says how to bring what is missing', () => {
    expect(evaluate(given.study({ usage: [] }))).toMatchObject({
      location: { file: 'baseline.yaml', line: null },
      remedy: 'Export the usage events of four weeks to `usage/`.',
    });
  });

  it('points at the pasted headline, or at the README', () => {
    expect(evaluate(all({ pasted: { ...README, text: 'x' } }))).toMatchObject({
      location: { file: 'README.md', line: 3 },
    });
    expect(evaluate(all({ pasted: null }))).toMatchObject({ location: { file: 'README.md', line: null } });
  });

  it('names the kind that is missing in its block', () => {
    const noSupport = given.money({ run: run.filter(({ kind }) => kind !== 'support') });
    const document = { ...given.baseline({ value: noSupport }), lines: { value: 9, 'value.run': 30 } };
    expect(evaluate(all({ baseline: document }))).toMatchObject({
      location: { file: 'baseline.yaml', line: 30 },
      remedy: 'Add a line of the kind `support` under `value.run:`; an amount of 0 needs its source too.',
    });
  });

  it('points at the place of a gap that has one', () => {
    const [gap] = [
      { what: 'One row is of tomorrow.', remedy: 'Correct it.', location: { file: 'x.csv', line: 7 } },
    ];
    expect(evaluate(worth({ gaps: [gap], result: null }))).toMatchObject({
      outcome: 'not-proven',
      message: 'One row is of tomorrow.',
      location: { file: 'x.csv', line: 7 },
      remedy: 'Correct it.',
    });
  });

  it.each([
    [{ payback_months: 8 }, 'At worst it pays back after 9 months (P90); 8 is the most.'],
    [{ payback_months: 9 }, HEADLINE],
  ])('takes the bar %o of the policy', (bar, message) => {
    const { bars } = given.circumstances();
    const own = { ...bars, 'baseline/roi-recomputed': { ...bars['baseline/roi-recomputed'], ...bar } };
    const finding = roiRecomputed.evaluate(given.evidence(all()), given.circumstances({ bars: own }));
    expect(finding.message).toBe(message);
  });
});
