import type { Report, ReportResult } from '../../action/contract/report.ts';
import type { ReportFigures, ReportValue } from '../../action/contract/report-value.ts';
import { toValue } from '../../action/reporters/report-value.ts';
import { given } from '../given.ts';

/** A result of a made-up report: passed and quiet unless told otherwise. */
export const aResult = (overrides: Partial<ReportResult> = {}): ReportResult => ({
  id: 'eval/pass-rate',
  area: (overrides.id ?? 'eval/pass-rate').split('/')[0] as string,
  title: 'It is right often enough',
  outcome: 'pass',
  blocks: false,
  warns: false,
  grace_days_left: null,
  blocks_from: 'pilot',
  severity: 'critical',
  message: 'All is well.',
  location: null,
  remedy: null,
  spots: [],
  cause: null,
  waived_until: null,
  waived_by: null,
  ...overrides,
});

/** A made-up report, so that tests of wording change only when the wording does. */
export const aReport = (overrides: Partial<Report> = {}): Report => ({
  schema: 'poc-report/v1',
  version: '0.1.0',
  judged_at: '2026-11-22T09:00:00.000Z',
  folder: '.',
  commit: 'a'.repeat(40),
  base: { commit: 'b'.repeat(40), how: 'main' },
  organisation: null,
  verdict: 'continue',
  reason: 'the value is not proven either way',
  blocked: false,
  stage: 'explore',
  as_if: null,
  next_stage: 'pilot',
  poc: {
    id: 'mail-triage',
    title: 'Mail triage',
    owner: 'Ada',
    decision_due: '2026-12-04',
    days_left: 12,
    day_of_stage: 3,
  },
  standing: { minutes_today: null, pass_rate: null },
  eval: { slices: [], slices_in_all: 0, change: null, files: [], files_in_all: 0 },
  value: null,
  adoption: null,
  bars_changed: [],
  results: [aResult()],
  ahead: [],
  ...overrides,
});

const WORTH = toValue(given.evidence(given.study()).measures.value);

/** The worth of a made-up POC that has measured everything, as the published JSON. */
export const aValue = (overrides: Partial<ReportValue> = {}): ReportValue => ({ ...WORTH, ...overrides });

/** The same with other figures. */
export const withFigures = (figures: Partial<ReportFigures>): ReportValue =>
  aValue({ figures: { ...(WORTH.figures as ReportFigures), ...figures } });

type Metric = NonNullable<Report['adoption']>['metrics'][number];
const metric = (id: Metric['id'], over: Partial<Metric>): Metric => ({
  id,
  value: null,
  low: null,
  high: null,
  count: null,
  n: 0,
  bar: null,
  bar_is: null,
  met: null,
  ...over,
});

/** Made-up use: one figure of each kind. */
export const anAdoption = (): NonNullable<Report['adoption']> => ({
  from: '2026-10-25',
  to: '2026-11-21',
  days: 69,
  metrics: [
    metric('coverage', {
      value: 0.652,
      low: 0.629,
      high: 0.674,
      count: 1140,
      n: 1749,
      bar: 0.6,
      bar_is: 'least',
      met: true,
    }),
    metric('old_way', {
      value: 0.29,
      low: 0.262,
      high: 0.319,
      count: 290,
      n: 1000,
      bar: 0.25,
      bar_is: 'most',
      met: false,
    }),
    metric('accepted', { value: 0.81, low: 0.784, high: 0.833, count: 810, n: 1000 }),
    metric('reject_reasons', {}),
    metric('review_seconds', { value: 41.2, n: 980, bar: 30.5, bar_is: 'least', met: true }),
    metric('minutes_saved', { value: -1.2, low: -3.4, high: 1, n: 48, bar: 0, bar_is: 'least', met: false }),
  ],
});
