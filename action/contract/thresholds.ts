import { z } from 'zod';
import { type Budgets, budgets } from './budgets.ts';
import { named, share } from './fields.ts';

export const THRESHOLDS_FILE = 'policy/thresholds.yaml';

type Bar = {
  default: number;
  tighter: 'higher' | 'lower';
  unit:
    | 'share'
    | 'cases'
    | 'people'
    | 'days'
    | 'rows'
    | 'attempts'
    | 'months'
    | 'minutes'
    | 'milliseconds'
    | 'waivers'
    | 'characters'
    /** A multiple, such as 1.5. */
    | 'times';
  /** More of it would no longer be stricter. */
  most: number;
};

const bar = (
  value: number,
  tighter: Bar['tighter'],
  unit: Bar['unit'],
  most: number = Number.MAX_SAFE_INTEGER,
): Bar => ({ default: value, tighter, unit, most });

/**
 * Every number that a check compares with, and the direction in which it gets stricter.
 * Defaults are our policy (see each check's reason); a repository sets its own in `policy/thresholds.yaml`.
 */
export const BARS = {
  'baseline/measured-timings': {
    explore_rows: bar(5, 'higher', 'rows'),
    pilot_rows: bar(20, 'higher', 'rows'),
    pilot_performers: bar(3, 'higher', 'people'),
    pilot_days: bar(3, 'higher', 'days'),
    /** Of each person's observed timings the first so many, at most a third of them, are warm-up. */
    warm_up: bar(2, 'higher', 'rows', 3),
  },
  'baseline/error-cost': { cases: bar(50, 'higher', 'cases') },
  'baseline/assisted-timings': {
    rows: bar(30, 'higher', 'rows'),
    /** Share of the rows that may have no review time. */
    unreviewed: bar(0.2, 'lower', 'share'),
  },
  'baseline/roi-recomputed': {
    /** The most that the P90 of the payback may be. */
    payback_months: bar(18, 'lower', 'months'),
    /** What of the freed hours counts while no owner of a budget has accepted a share: at most so much. */
    capture_without_owner: bar(0.5, 'lower', 'share'),
    /** What is taken off the value for how it was measured (evidence grades A, B and C). */
    haircut_a: bar(0, 'higher', 'share'),
    haircut_b: bar(0.1, 'higher', 'share'),
    haircut_c: bar(0.25, 'higher', 'share'),
    /** After so many days the work is measured again. */
    evidence_days: bar(180, 'lower', 'days'),
    /** Use is that of so many days ago at most. */
    usage_days: bar(28, 'lower', 'days'),
  },
  'data/real-cases': {
    explore_cases: bar(10, 'higher', 'cases'),
    pilot_cases: bar(30, 'higher', 'cases'),
    pilot_share: bar(0.8, 'higher', 'share'),
  },
  'data/representative-and-fresh': {
    cases_per_slice: bar(10, 'higher', 'cases'),
    newest_days: bar(90, 'lower', 'days'),
    /** Total-variation distance: the share of the cases that would have to change their slice. */
    distance: bar(0.25, 'lower', 'share'),
  },
  'data/permission': {
    /** An approval holds for so many days at most. */
    valid_days: bar(180, 'lower', 'days'),
  },
  'data/clean-repo': {
    /** A finding of a scan is suppressed for so many more days at most. */
    suppressed_days: bar(180, 'lower', 'days'),
  },
  'users/named-users': { explore: bar(2, 'higher', 'people'), pilot: bar(3, 'higher', 'people') },
  'users/real-usage': {
    users: bar(3, 'higher', 'people'),
    days: bar(5, 'higher', 'days'),
    tasks: bar(20, 'higher', 'cases'),
    /** Use counts that is so many days old at most. */
    window_days: bar(14, 'lower', 'days'),
    /** The share of the tasks that one user may have. */
    top_share: bar(0.6, 'lower', 'share'),
  },
  'users/adoption-threshold': {
    coverage: bar(0.6, 'higher', 'share'),
    abandoned: bar(0.15, 'lower', 'share'),
    /** Eligible cases that users of that week did without it. */
    old_way: bar(0.25, 'lower', 'share'),
    /** Users of the first week who are there in the fourth. */
    retention: bar(0.6, 'higher', 'share'),
    /** By how much the extract of eligible cases may differ from the volume in `baseline.yaml`. */
    volume_differs: bar(0.2, 'lower', 'share'),
    /** The four weeks end so many days ago at most. */
    usage_days: bar(14, 'lower', 'days'),
  },
  'users/review-is-real': {
    seeds: bar(20, 'higher', 'cases'),
    caught: bar(0.8, 'higher', 'share'),
    /** Accepting so many unedited, faster than anybody reads, is a rubber stamp. */
    accepted: bar(0.95, 'lower', 'share'),
    /** Seeds count that were shown so many days ago at most. */
    seed_days: bar(90, 'lower', 'days'),
  },
  'eval/grader-validated': {
    labels: bar(50, 'higher', 'rows'),
    double_labelled: bar(20, 'higher', 'rows'),
    rate: bar(0.8, 'higher', 'share'),
  },
  'eval/must-never': {
    pilot_cases: bar(30, 'higher', 'cases'),
    production_cases: bar(100, 'higher', 'cases'),
  },
  'eval/pass-rate': {
    reviewed: bar(0.8, 'higher', 'share'),
    unattended: bar(0.95, 'higher', 'share'),
    /** Every case has to be tried at least this often. */
    repeats: bar(1, 'higher', 'attempts'),
    /** Of its attempts, what a case has to pass; one that passes fewer counts as failed in all. With 0 each attempt counts. */
    of_repeats: bar(0, 'higher', 'share'),
  },
  'eval/results-fresh': { pilot_days: bar(14, 'lower', 'days'), production_days: bar(30, 'lower', 'days') },
  'errors/abstains-when-unsure': {
    cases: bar(30, 'higher', 'cases'),
    share: bar(0.2, 'higher', 'share'),
    recall: bar(0.8, 'higher', 'share'),
    confident_wrong: bar(0.1, 'lower', 'share'),
    false_abstain: bar(0.2, 'lower', 'share'),
  },
  'errors/output-contract': {
    /** Free text that one answer may carry: a page, which a person still reads. */
    text_characters: bar(2000, 'lower', 'characters'),
  },
  'errors/dependency-failure': {
    /** Calls for one case, the first included, before a person gets it. */
    attempts: bar(3, 'lower', 'attempts'),
  },
  'errors/manual-fallback': { drill_days: bar(90, 'lower', 'days') },
  'integration/real-connection': { days: bar(7, 'lower', 'days') },
  'integration/contract-drift': {
    days: bar(7, 'lower', 'days'),
    /** What has to be left of a rate limit at the peak hour. */
    headroom: bar(0.3, 'higher', 'share'),
  },
  'scale/load-at-volume': {
    /** Arrivals against the peak hour that follows from `baseline.yaml`. */
    peak: bar(1.5, 'higher', 'times'),
    minutes: bar(10, 'higher', 'minutes'),
    p95_ms: bar(10_000, 'lower', 'milliseconds'),
    errors: bar(0.01, 'lower', 'share'),
    /** Fewer say nothing of the slowest twentieth. */
    requests: bar(100, 'higher', 'attempts'),
  },
  'scale/cost-per-case': {
    cases: bar(30, 'higher', 'cases'),
    /** What a case may cost of what it saves. */
    of_value: bar(0.3, 'lower', 'share'),
    price_days: bar(90, 'lower', 'days'),
  },
  'scale/hard-limits': {
    /** A limit over so many times the 99 % quantile of what is used limits nothing. */
    over_observed: bar(10, 'lower', 'times'),
  },
  'security/least-privilege': {
    /** Grants are those that the provider listed so many days ago at most. */
    days: bar(30, 'lower', 'days'),
  },
  'security/injection-suite': { attempts: bar(50, 'higher', 'attempts') },
  'security/audit-trail': { retention_days: bar(180, 'higher', 'days') },
  'monitoring/run-logging': {
    /** Usage events that carry the id of a trace that is there. */
    joined: bar(0.95, 'higher', 'share'),
    /** Usage events on the days of the sample; where there are fewer in 28 days, all of them. */
    events: bar(20, 'higher', 'rows'),
  },
  'monitoring/quality-signal': {
    detect_days: bar(14, 'lower', 'days'),
    evaluated_days: bar(7, 'lower', 'days'),
    /** The most that output may get worse before a signal fires. */
    worse_by: bar(0.25, 'lower', 'share'),
  },
  'monitoring/off-switch': {
    minutes: bar(5, 'lower', 'minutes'),
    drill_days: bar(90, 'lower', 'days'),
  },
  'decision/waivers': { active: bar(3, 'lower', 'waivers') },
} as const satisfies Record<string, Record<string, Bar>>;

type BarsOf<C extends keyof typeof BARS> = { [K in keyof (typeof BARS)[C]]: number };
/** Every bar with its value in force; slices and budgets have those that the policy names. */
export type Bars = { [C in keyof typeof BARS]: BarsOf<C> } & {
  slices: ReadonlyMap<string, number>;
  budgets: Budgets;
};

const barsSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(BARS).map(([check, bars]) => [
      check,
      z
        .strictObject(Object.fromEntries(Object.entries(bars).map(([name, b]) => [name, field(b)])))
        .optional(),
    ]),
  ),
);

/** No rows, no cases or nobody would be no bar at all, and would leave a check with nothing to describe. */
function field(b: Bar) {
  const value =
    b.unit === 'share'
      ? z.number().min(0).max(1)
      : b.unit === 'times'
        ? z.number().positive()
        : z
            .int()
            .min(b.tighter === 'higher' ? 1 : 0)
            .max(b.most);
  return value.optional().describe(`Default ${b.default}; ${b.tighter} is stricter.`);
}

/** `policy/thresholds.yaml`: the bars. The gate reads it from the base branch, so a pull request cannot lower its own. */
export const thresholds = z
  .strictObject({
    version: z.literal(1),
    catalogue: z
      .int()
      .min(1)
      .optional()
      .describe(
        'The version of the catalogue of checks that this repository has accepted. Newer checks warn first.',
      ),
    bars: barsSchema,
    slices: named(share)
      .optional()
      .describe('Slices of the cases that have to be right often enough by themselves: name and bar.'),
    budgets: budgets.optional(),
  })
  .meta({
    id: 'thresholds',
    title: 'policy/thresholds.yaml',
    description: 'The bars that checks compare with.',
  });
export type Thresholds = z.infer<typeof thresholds>;

/** @returns every bar: the file's where it names one, the default elsewhere. */
export function barsInForce(file: Thresholds | undefined): Bars {
  const given = (file?.bars ?? {}) as Record<string, Record<string, number | undefined> | undefined>;
  const entries = Object.entries(BARS).map(([check, bars]) => [
    check,
    Object.fromEntries(Object.entries(bars).map(([name, b]) => [name, given[check]?.[name] ?? b.default])),
  ]);
  return {
    ...Object.fromEntries(entries),
    slices: new Map(Object.entries(file?.slices ?? {})),
    budgets: file?.budgets ?? {},
  } as Bars;
}
