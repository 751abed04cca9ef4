import { z } from 'zod';
import { count, day, moment, share, text } from './fields.ts';
import { reportAdoption } from './report-adoption.ts';
import { reportValue } from './report-value.ts';

/** The version of the shape below. A change that breaks a reader raises it. */
export const REPORT_SCHEMA = 'poc-report/v1';

const location = z.strictObject({
  file: text,
  line: z.int().min(1).nullable(),
  column: z.int().min(1).optional(),
});

const spot = z.strictObject({ location, message: z.string() });

const result = z.strictObject({
  id: z.string().regex(/^[a-z]+\/[a-z-]+$/),
  area: text,
  title: text,
  outcome: z.enum(['pass', 'fail', 'not-proven', 'not-applicable', 'waived']),
  blocks: z.boolean().describe('Does this result keep the pull request from being merged?'),
  warns: z.boolean().describe('Will it block at the next stage, or when its grace ends?'),
  grace_days_left: count.nullable(),
  blocks_from: z.enum(['explore', 'pilot', 'production']),
  severity: z.enum(['critical', 'high', 'medium']),
  message: z.string().describe('What was found, with the value that was read.'),
  location: location.nullable().describe('The place that a person would edit.'),
  remedy: z.string().nullable().describe('One command or one edit; null where nothing is to be done.'),
  spots: z.array(spot),
  cause: z.string().nullable().describe('What other checks wait for as well, in the same words.'),
  waived_until: day.nullable(),
  waived_by: z.string().nullable(),
});
export type ReportResult = z.infer<typeof result>;

const interval = { low: z.number(), high: z.number() };

const standing = z.strictObject({
  minutes_today: z
    .strictObject({ mean: z.number(), n: count, low: z.number().nullable(), high: z.number().nullable() })
    .nullable(),
  pass_rate: z
    .strictObject({
      rate: share,
      ...interval,
      passed: count,
      rows: count,
      cases: count,
      to_person: count,
      verdict: z
        .enum(['usable', 'closable', 'not-closable'])
        .describe('Its interval lies over the bar, around it, or under it.'),
      unattended: z.boolean().describe('Is the bar that of work that nobody looks at?'),
      against_person: z
        .strictObject({ difference: z.number(), ...interval })
        .nullable()
        .describe('Right with the POC before review less right today, where both are known.'),
    })
    .nullable(),
});

/** Lists are cut to this many, beside the count of all. */
export const MOST_LISTED = 100;

const slice = z.strictObject({
  name: text,
  passed: count,
  rows: count,
  cases: count,
  rate: share,
  ...interval,
  bar: share.nullable().describe('The slice’s own bar; null where it is only shown.'),
  verdict: z.enum(['meets', 'misses', 'cannot-tell']).nullable(),
});

const names = z.array(z.string()).max(MOST_LISTED);

const change = z.strictObject({
  from: z.string().describe('Where the results of the base come from.'),
  pairs: count.describe('Real cases with a verdict on both sides.'),
  broke: names,
  broke_in_all: count,
  repaired: names,
  repaired_in_all: count,
  mid_p: share,
  exact_p: share,
  difference: z.number().describe('Pass rate now less that of the base, over the pairs.'),
  ...interval,
  clustered: z
    .boolean()
    .describe('Is the interval that of clusters, since cases are alike or were repeated?'),
  verdict: z.enum(['worse', 'not-worse', 'cannot-tell']),
  smallest_drop: share.nullable().describe('The smallest drop that so many cases could show.'),
});

const resultFile = z.strictObject({
  file: text,
  format: text,
  records: count,
  notes: z.array(z.string()).max(MOST_LISTED),
});

const evals = z.strictObject({
  slices: z.array(slice).max(MOST_LISTED).describe('Worst first.'),
  slices_in_all: count,
  change: change.nullable(),
  files: z.array(resultFile).max(MOST_LISTED),
  files_in_all: count,
});
export type ReportEval = z.infer<typeof evals>;

const poc = z.strictObject({
  id: text,
  title: text,
  owner: text,
  decision_due: day,
  days_left: z.int().describe('Negative when the decision is overdue.'),
  day_of_stage: z.int(),
});

/** What the gate says, as data. Written by `poc check --format json` and by the Action. */
export const report = z
  .strictObject({
    schema: z.literal(REPORT_SCHEMA),
    version: text.describe('Version of create-poc that judged.'),
    judged_at: moment,
    folder: text.describe('The POC inside the repository; `.` is its root.'),
    commit: z.string().nullable(),
    base: z.strictObject({ commit: z.string().nullable(), how: text }),
    organisation: z
      .string()
      .nullable()
      .describe('Where the policy of an organisation was read that asks for more; null without one.'),
    verdict: z.enum(['ship', 'harden', 'continue', 'stop', 'cannot-judge']),
    reason: text,
    blocked: z.boolean(),
    stage: z.enum(['explore', 'pilot', 'production', 'stopped']).nullable(),
    as_if: z
      .enum(['explore', 'pilot', 'production'])
      .nullable()
      .describe('The stage whose demands were asked for at a desk; null for those of its own.'),
    next_stage: z.enum(['pilot', 'production']).nullable(),
    poc: poc.nullable(),
    standing,
    eval: evals,
    value: reportValue.nullable().describe('null where there is no baseline.yaml that can be read.'),
    adoption: reportAdoption.nullable().describe('null while nobody who is named in poc.yaml has used it.'),
    bars_changed: z.array(
      z.strictObject({
        bar: text,
        from: z.number().nullable().describe('null where the base has no such bar.'),
        to: z.number().nullable().describe('null where it was taken out.'),
        loosened: z.boolean(),
      }),
    ),
    results: z.array(result),
    ahead: z.array(result).describe('Met today, and not by the bars of the next stage.'),
  })
  .meta({ id: 'report', title: 'Report of the gate', description: 'What the gate found, check by check.' });
export type Report = z.infer<typeof report>;
