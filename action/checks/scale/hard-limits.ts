import { LIMITS, type LimitName, type Limits } from '../../contract/limits.ts';
import type { ProofResult } from '../../contract/proofs/index.ts';
import { defineCheck } from '../../readiness/check.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { testsFault, withoutCanary } from '../../readiness/proof/named-tests.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { type Document, locate } from '../../readiness/reading.ts';
import {
  mostSensible,
  type Observed,
  type ObservedUse,
  observedUse,
} from '../../readiness/traces/observed-use.ts';
import { runsOf } from '../../readiness/traces/runs.ts';

type Trip = ProofResult<'scale/hard-limits'>['tests'][number];

/** A clock is looked at now and then; everything else is counted. */
const TOLERANCE: Partial<Record<LimitName, number>> = { wall_timeout_s: 0.1 };

const RUN = 'Run the trip tests of the limits, and commit `evidence/scale/hard-limits.json`.';

export const hardLimits = defineCheck({
  id: 'scale/hard-limits',
  title: 'A runaway is stopped by limits that a test trips',
  failureTitle: 'Nothing is shown to stop a runaway',
  question: 'What stops a runaway?',
  why: 'A loop over a weekend is paid for on Monday; a limit that nobody ever tripped may be a line in a file that no code reads.',
  remedy: RUN,
  severity: 'high',
  evidence:
    '`policy/limits.yaml`: tokens of one answer, steps and seconds of one run, cases of one user a day, money a month. `evidence/scale/hard-limits.json`, bound to the digests of the source and the limits: for each a test that asked for more than it was set to and was stopped there (seconds: within 10 %), and a canary that failed. Each limit is at most `over_observed` times the 99 % quantile of what traces and usage show; money, of a month at full volume by `policy/prices.yaml`. A limit with which nothing can run away may stand, however little was used: 256 tokens, 10 steps, 30 s, 100 cases, 10 a month.',
  kinds: ['E1', 'E3'],
  noticed:
    'A limit so high that it limits nothing; a test that asked for no more than the limit, that was stopped beyond it or before anything was done; a test that was skipped, and a harness that cannot fail; limits that were changed after the tests.',
  since: 2,
  blocksFrom: 'pilot',
  needs: ['limits', 'proof:scale/hard-limits', 'traces', 'usage', 'prices', 'baseline'],
  evaluate(evidence, { now, bars }) {
    const { limits, 'proof:scale/hard-limits': proof, traces, usage, prices, baseline } = evidence;
    const { tests } = proof.envelope.result;
    const { over_observed: over } = bars['scale/hard-limits'];
    const runs = runsOf(traces.rows);
    const use = observedUse(runs, usage, prices.value, baseline.value.eligible_per_month);
    return (
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      testsFault({ file: proof.file, tests }) ??
      untripped(proof.file, withoutCanary(tests)) ??
      absurd(limits, use, over) ??
      pass(passed(limits.value, use))
    );
  },
});

function untripped(file: string, tests: readonly Trip[]): Finding | null {
  const location = { file, line: null };
  const untested = LIMITS.filter((name) => !tests.some(({ limit }) => limit === name));
  if (untested.length > 0)
    return notProven(`No test trips ${named(untested)}.`, {
      location,
      remedy: `Write a test that asks for more than \`${untested[0]}\` allows. ${RUN}`,
    });
  const failed = tests.filter(({ status }) => status === 'failed');
  if (failed.length > 0)
    return fail(
      `${failed.length} of ${tests.length} trip tests failed: ${named(failed.map(({ id }) => id))}.`,
      {
        location,
        remedy: 'Mend the code that enforces the limit, and run the tests again.',
      },
    );
  return tests.map((test) => nothingStopped(test, location)).find((one) => one !== null) ?? null;
}

function nothingStopped(test: Trip, location: { file: string; line: null }): Finding | null {
  const { limit, set_to: set, asked_for: asked, stopped_at: stopped } = test;
  const words = `${named([test.id])} set ${limit ?? 'no limit'} to ${set}, asked for ${asked} and was stopped at ${stopped}`;
  if (asked <= set) return notProven(`${words}: it asked for no more than was allowed.`, { location });
  const most = set * (1 + (limit === null ? 0 : (TOLERANCE[limit] ?? 0)));
  if (stopped > most) return fail(`${words}: that is beyond the limit.`, { location });
  if (stopped > 0) return null;
  return notProven(`${words}: nothing was done at all, so nothing was stopped.`, { location });
}

function absurd(limits: Document<Limits>, use: ObservedUse, over: number): Finding | null {
  for (const name of LIMITS) {
    const observed = use[name];
    const most = mostSensible(name, observed, over);
    const set = limits.value[name];
    if (observed === null || most === null || set <= most) continue;
    return fail(
      `\`${name}\` is ${set}, and ${observedWords(name, observed)}: over ${over} times that limits nothing.`,
      {
        location: locate(limits, name),
        remedy: `Set \`${name}: ${Math.floor(most)}\` or less in \`policy/limits.yaml\`, and run the trip tests again.`,
      },
    );
  }
  return null;
}

const observedWords = (name: LimitName, { value, n }: Observed): string =>
  name === 'monthly_spend'
    ? `a month at full volume would cost ${short(value)} (n=${n})`
    : `99 % of what was observed is ${short(value)} or less (n=${n})`;

const short = (value: number): number => Number(value.toPrecision(3));

function passed(limits: Limits, use: ObservedUse): string {
  const seen = LIMITS.flatMap((name) => {
    const observed = use[name];
    return observed === null
      ? []
      : [`${name} ${limits[name]} (observed ${short(observed.value)}, n=${observed.n})`];
  });
  const unseen = LIMITS.filter((name) => use[name] === null).map((name) => `${name} ${limits[name]}`);
  return [
    `Each of ${LIMITS.length} limits stopped its test, and the canary failed.`,
    ...(seen.length === 0 ? [] : [`Beside the 99 % quantile of what was used: ${seen.join(', ')}.`]),
    ...(unseen.length === 0 ? [] : [`Nothing to compare was observed yet for ${unseen.join(', ')}.`]),
  ].join(' ');
}
