import type { Report } from '../../../action/contract/report.ts';
import type { ReportValue } from '../../../action/contract/report-value.ts';
import type { Dossier, LookedAt, TimedCase } from '../../../action/readiness/dossier.ts';
import type { RiskCoverage } from '../../../action/readiness/eval/risk-coverage.ts';
import { normalQuantile } from '../../../action/statistics/normal.ts';
import { anAdoption, aReport, aResult } from '../a-report.ts';

/** Minutes as work spreads: many short, a few long, with this median. */
const spread = (count: number, median: number, sigma: number): number[] =>
  Array.from({ length: count }, (_, i) => {
    const rank = (((i * 7) % count) + 0.5) / count;
    return median * Math.exp(sigma * normalQuantile(rank));
  });

export const timedCases = (file: string, minutes: readonly number[]): TimedCase[] =>
  minutes.map((one, i) => ({
    file,
    line: i + 2,
    caseRef: `ref-${i}`,
    performer: `user-${i % 4}`,
    day: `2026-10-${String(5 + (i % 20)).padStart(2, '0')}`,
    minutes: one,
    method: i % 3 === 0 ? 'system_timestamps' : 'stopwatch',
    counted: i >= 4,
    fellBack: i % 17 === 5,
    refused: i % 23 === 7,
  }));

const lookedAt = (count: number, wrong: number, arm: LookedAt['arm']): LookedAt[] =>
  Array.from({ length: count }, (_, i) => ({
    file: 'baseline/errors.csv',
    line: i + 2,
    caseRef: `${arm}-${i}`,
    performer: `user-${i % 4}`,
    checkedBy: `user-${(i + 1) % 4}`,
    arm,
    wrong: i < wrong,
    kind: i < wrong ? 'amount' : '',
  }));

/** Risk rises as it answers what it is less sure of. */
const CURVE: RiskCoverage = {
  attempts: 120,
  points: Array.from({ length: 98 }, (_, i) => {
    const wrong = Math.floor(((i + 1) / 98) ** 2 * 4.99);
    return { coverage: (i + 1) / 120, risk: wrong / (i + 1), answered: i + 1, wrong };
  }),
  chosen: { coverage: 98 / 120, risk: 4 / 98, answered: 98, wrong: 4, interval: { low: 0.016, high: 0.1 } },
  leastSure: 0.82,
  aurc: 0.018,
};

/** The made-up invoice exceptions, with every figure there. */
export const aValue = (over: Partial<ReportValue> = {}): ReportValue => ({
  headline:
    'Invoice exceptions: 18.2 → 7.5 min a case including review (n=32/48, before/after, timed), used on 65 % of cases (1140 of 1749 in 28 days). Frees 2,640 h a year (at least 2,190). Net $51K a year after run cost, counting 50 % of the hours (at least $35K). Pays back in 11 months (at worst 16). Evidence grade B.',
  not_proven: [],
  grade: 'B',
  haircut: 0.1,
  currency: 'USD',
  locale: 'en-US',
  today: { n: 32, warm_up: 4, people: 4, mean: 18.2, median: 16.9, low: 15.9, high: 20.5, log_normal: null },
  with_poc: { n: 48, warm_up: 4, people: 4, mean: 7.5, median: 6.8, low: 6.6, high: 8.4, log_normal: null },
  saved_minutes: { mean: 10.7, low: 8.9, high: 12.4 },
  comparison: 'before_after',
  adoption: { attempted: 1140, eligible: 1749, share: 0.652, from: '2026-10-25', to: '2026-11-21', users: 9 },
  adoption_weeks: [41, 96, 150, 198, 240, 262, 271, 285, 290, 294].map((attempted, i) => ({
    from: new Date(Date.UTC(2026, 8, 14 + 7 * i)).toISOString().slice(0, 10),
    attempted,
    eligible: 437,
    users: Math.min(9, 3 + i),
  })),
  errors_today: { wrong: 9, checked: 200, rate: 0.045, low: 0.024, high: 0.083 },
  errors_with_poc: { wrong: 5, checked: 200, rate: 0.025, low: 0.011, high: 0.057 },
  denominators: { used: 1140, people: 9, refused: 3, never_timed: 5 },
  cost_per_case: { today: 15.77, with_poc: 7.43 },
  figures: {
    parameters: {
      minutes_today: 18.2,
      minutes_with_poc: 7.5,
      adoption: 0.652,
      cases_per_year: 22_800,
      errors_today: 0.05,
      errors_with_poc: 0.03,
      cost_per_error: 38.3,
      hourly: 52,
      capture: 0.5,
      run_per_case: 0.21,
      run_per_year: 17_400,
      build: 46_000,
      haircut: 0.1,
    },
    hours: { p10: 2195, p50: 2640, p90: 3080 },
    net: { p10: 35_300, p50: 51_200, p90: 68_900 },
    payback_months: { p50: 10.8, p90: 15.6 },
    roi_12_months: { p10: -0.23, p50: 0.11, p90: 0.5 },
    net_positive: 0.9997,
    lines: { labour: 68_600, errors: 10_900, haircut: -7_950, run: -20_500, net: 51_050, build: 46_000 },
    break_even: { minutes_saved: 8.8, adoption: 0.53, cases_per_year: 18_600 },
    tornado: [
      {
        parameter: 'capture',
        at_p10: 0.38,
        at_p90: 0.62,
        net_at_p10: 36_200,
        net_at_p90: 65_900,
      },
      {
        parameter: 'minutes_today',
        at_p10: 16.8,
        at_p90: 19.6,
        net_at_p10: 43_000,
        net_at_p90: 59_100,
      },
      { parameter: 'adoption', at_p10: 0.6, at_p90: 0.7, net_at_p10: 45_600, net_at_p90: 56_500 },
      {
        parameter: 'errors_with_poc',
        at_p10: 0.015,
        at_p90: 0.041,
        net_at_p10: 56_000,
        net_at_p90: 44_800,
      },
      {
        parameter: 'minutes_with_poc',
        at_p10: 6.9,
        at_p90: 8.1,
        net_at_p10: 54_500,
        net_at_p90: 47_600,
      },
      { parameter: 'cost_per_error', at_p10: 27, at_p90: 50, net_at_p10: 48_400, net_at_p90: 54_600 },
      { parameter: 'cases_per_year', at_p10: 22_800, at_p90: 22_800, net_at_p10: 51_050, net_at_p90: 51_050 },
      { parameter: 'run_per_case', at_p10: 0.21, at_p90: 0.21, net_at_p10: 51_050, net_at_p90: 51_050 },
    ],
    npv: null,
    slideware: { net: 277_000, ratio: 5.4 },
  },
  notes: ['Errors cost what finance said, which nobody measured.'],
  ...over,
});

const SLICES: Report['eval']['slices'] = [
  {
    name: 'credit notes',
    passed: 12,
    rows: 17,
    cases: 17,
    rate: 12 / 17,
    low: 0.469,
    high: 0.867,
    bar: 0.9,
    verdict: 'misses',
  },
  {
    name: 'handwritten',
    passed: 9,
    rows: 11,
    cases: 11,
    rate: 9 / 11,
    low: 0.523,
    high: 0.949,
    bar: 0.8,
    verdict: 'cannot-tell',
  },
  {
    name: 'missing purchase order',
    passed: 38,
    rows: 41,
    cases: 41,
    rate: 38 / 41,
    low: 0.806,
    high: 0.975,
    bar: 0.8,
    verdict: 'meets',
  },
  {
    name: 'price differs',
    passed: 48,
    rows: 51,
    cases: 51,
    rate: 48 / 51,
    low: 0.841,
    high: 0.98,
    bar: null,
    verdict: null,
  },
];

const RESULTS: Report['results'] = [
  aResult({
    id: 'scope/one-workflow',
    title: 'It is one workflow',
    message: 'Invoice exceptions, for 3 roles.',
  }),
  aResult({
    id: 'baseline/measured-timings',
    title: 'Today’s work is timed',
    message: '32 timed cases of 4 people on 18 days; mean 18.2 min (15.9–20.5).',
  }),
  aResult({
    id: 'baseline/roi-recomputed',
    title: 'The number is worked out again',
    message: 'Net $51K (P10 $35K).',
  }),
  aResult({
    id: 'eval/pass-rate',
    message: '107 of 120 passed: 89.2 % (82–94), the bar is 80 %.',
  }),
  aResult({
    id: 'eval/no-regression',
    title: 'It may have got worse',
    outcome: 'fail',
    blocks: true,
    message: '6 broke, 1 repaired; −4.2 points (−8.1…−0.2) over 120 cases.',
    remedy: 'Look at the six cases, or log why they changed in eval/CHANGES.jsonl.',
  }),
  aResult({
    id: 'eval/grader-validated',
    title: 'Nobody has checked the grader',
    outcome: 'not-proven',
    message: '12 of 50 outputs are labelled.',
    remedy: 'Label 38 more with two people.',
  }),
  aResult({
    id: 'security/injection-suite',
    title: 'It is not shown to withstand injected instructions',
    outcome: 'waived',
    message: 'Waived until 2026-12-15, approved by Sam Sponsor.',
    waived_until: '2026-12-15',
    waived_by: 'Sam Sponsor',
  }),
  aResult({
    id: 'security/least-privilege',
    title: 'It may do no more than it needs',
    outcome: 'not-applicable',
    message: 'It writes nothing.',
  }),
  aResult({ id: 'users/named-users', title: 'People want to use it', message: '9 named users have agreed.' }),
];

export const anExample = (over: Partial<Report> = {}): Report =>
  aReport({
    verdict: 'harden',
    reason: 'the value is proven, and last-mile checks are open',
    blocked: true,
    stage: 'pilot',
    next_stage: 'production',
    poc: {
      id: 'invoice-exceptions',
      title: 'Which invoice exceptions can be cleared without a call?',
      owner: 'Olga Owner',
      decision_due: '2026-12-11',
      days_left: 19,
      day_of_stage: 37,
    },
    standing: {
      minutes_today: { mean: 18.2, n: 32, low: 15.9, high: 20.5 },
      pass_rate: {
        rate: 107 / 120,
        low: 0.823,
        high: 0.936,
        passed: 107,
        rows: 120,
        cases: 120,
        to_person: 22,
        verdict: 'usable',
        unattended: false,
        against_person: null,
      },
    },
    eval: { slices: SLICES, slices_in_all: 4, change: null, files: [], files_in_all: 0 },
    value: aValue(),
    adoption: anAdoption(),
    results: RESULTS,
    ...over,
  });

/** Nothing was read. */
export const emptyDossier: Dossier = {
  unit: null,
  today: [],
  withPoc: [],
  discarded: [],
  checked: [],
  stated: [],
  decisions: [],
  waivers: [],
  riskCoverage: null,
  sources: [],
};

const stated = (
  what: string,
  amount: number | [number, number, number],
  unit: 'money' | 'share' | 'cases',
  source: string,
) => {
  const [low, likely, high] = typeof amount === 'number' ? [amount, amount, amount] : amount;
  return { file: 'baseline.yaml', line: 20, what, low, likely, high, unit, source };
};

export const aDossier = (over: Partial<Dossier> = {}): Dossier => ({
  ...emptyDossier,
  unit: 'one invoice exception',
  today: timedCases('baseline/timings.csv', spread(36, 17, 0.34)),
  withPoc: timedCases('baseline/assisted.csv', spread(52, 6.9, 0.4)),
  discarded: [
    {
      file: 'baseline/discarded.csv',
      line: 2,
      caseRef: 'ref-90',
      performer: 'user-2',
      day: '2026-10-12',
      reason: 'the system went down',
    },
  ],
  checked: [...lookedAt(200, 9, 'by_hand'), ...lookedAt(200, 5, 'with_poc')],
  stated: [
    stated('Cases a month', 1900, 'cases', 'ERP report AP-17, 2026-08-01/2026-10-31'),
    stated('An hour of work, all it costs', 52, 'money', 'Finance, cost rates 2026, 2026-09-01'),
    stated('One error that nobody catches', [20, 35, 60], 'money', 'Accounts payable, credit notes of 2025'),
    stated(
      'Share of freed hours that becomes something named',
      0.5,
      'share',
      'overtime cut; accepted by Fin Ance, 2026-10-02',
    ),
    stated('Once: people', 34_000, 'money', 'time log'),
    stated('Once: security review (planned)', 12_000, 'money', 'offer of 2026-09-20'),
    stated('A month: support and monitoring', 1450, 'money', 'invoices'),
    stated('A case: model', 0.21, 'money', 'usage export and price list of 2026-10-01'),
  ],
  decisions: [
    {
      file: 'decisions/0002-continue.md',
      line: 1,
      status: 'accepted',
      date: '2026-10-16',
      decision: 'continue',
      'decision-makers': ['Sam Sponsor', 'Olga Owner'],
      from: 'explore',
      to: 'pilot',
      reason: 'Ten minutes a case are saved, and nine people want it.',
      review_on: '2026-12-11',
    },
  ],
  waivers: [
    {
      check: 'security/injection-suite',
      text: 'The red team starts on 1 December.',
      instead: 'A person reads every answer before it is booked.',
      owner: 'Olga Owner',
      renewals: 0,
    },
  ],
  riskCoverage: CURVE,
  sources: [
    { what: 'The work today, its volume and the money', files: ['baseline.yaml'], rows: null },
    { what: 'Timed cases, as done today', files: ['baseline/timings.csv'], rows: 36 },
    { what: 'Timed cases of the study with the POC', files: ['baseline/assisted.csv'], rows: 52 },
    { what: 'Results of the eval', files: ['eval/results/results.jsonl'], rows: 120 },
  ],
  ...over,
});
