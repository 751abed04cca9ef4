import { rosterOf, useOf } from '../../readiness/adoption/events.ts';
import { namingLines } from '../../readiness/adoption/naming-lines.ts';
import { type ReviewTimes, reviewTimes } from '../../readiness/adoption/review-times.ts';
import { type SeedFault, seedFaults } from '../../readiness/adoption/seed-faults.ts';
import {
  isContradicted,
  loggedSeeds,
  type ShownSeed,
  seedsCaught,
  shownSeeds,
} from '../../readiness/adoption/seeds.ts';
import { sessionsOf } from '../../readiness/adoption/sessions.ts';
import type { Share } from '../../readiness/adoption/share.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notApplicable, notProven, pass } from '../../readiness/finding.ts';
import type { Measures } from '../../readiness/measures.ts';
import { named } from '../../readiness/named-ids.ts';
import { percent, percentRange } from '../../readiness/percent.ts';

type Needed = Pick<Evidence, 'seeds' | 'usage' | 'manifest' | 'authors' | 'measures'>;

/** Of the outputs that were answered, so many have to say how long that took. */
const LEAST_TIMED = 0.8;

export const reviewIsReal = defineCheck({
  id: 'users/review-is-real',
  title: 'The people who review catch bad output',
  failureTitle: 'It is not shown that the people who review catch bad output',
  question: 'Does the human check actually catch bad output?',
  why: '“Approved by a human” is no control until somebody has measured it: who supervises sees less bad output, and does not catch more of it.',
  remedy: 'Seed five bad outputs a week among the work of the day, and show reviewers what they missed.',
  severity: 'high',
  evidence:
    'The seeded errors (`evidence.seeds` in `poc.yaml`, by default `evidence/seeds.jsonl`: `seed_id`, `shown_at`, `user`, `case_ref`, `caught`, `review_s`, `output_characters`) that were shown within `seed_days` to people under `users:` and of which the usage export tells too: their number, and the share that was caught, against the bars of `users/review-is-real`. Then what was accepted as it was over 28 days, and `review_s` beside `output_characters` of those events: 238 words of six characters a minute is how fast people read.',
  kinds: ['E4'],
  noticed:
    'Seeds with the id or the case of another one, with ids that no other case has, or most of them on one day; seeds of which the usage export knows nothing, or the contrary; times noted of a few outputs alone; every seed caught while more errors escape than today.',
  notApplicableWhen:
    'nobody reviews: `capabilities.unattended` is true, and the eval has the bar of unattended work',
  since: 2,
  blocksFrom: 'production',
  needs: ['seeds', 'usage', 'manifest', 'authors', 'measures'],
  evaluate(evidence, circumstances) {
    const { bars, now } = circumstances;
    const { manifest, authors, usage, seeds, measures } = evidence;
    if (manifest.value.capabilities.unattended)
      return notApplicable('nobody reviews: `capabilities.unattended` is true');
    const roster = rosterOf(manifest.value.users, authors);
    const { seed_days: mostDays } = bars['users/review-is-real'];
    const shown = shownSeeds(seeds.rows, sessionsOf(useOf(usage, roster)), { roster, now, mostDays });
    const logged = loggedSeeds(shown);
    const [fault] = seedFaults(seeds.rows, usage, now);
    if (fault !== undefined) return doubted(fault);
    return (
      tooFew(evidence, logged, circumstances) ??
      contradicted(logged) ??
      missed(caughtOf(logged), circumstances) ??
      stamped(measures, circumstances) ??
      tooGood(caughtOf(logged), measures) ??
      pass(summary(logged, seeds.rows.length - logged.length, measures))
    );
  },
});

const doubted = ({ what, rows, remedy }: SeedFault): Finding => namingLines(`${what}.`, rows, what, remedy);

function tooFew({ seeds }: Needed, logged: readonly ShownSeed[], { bars }: Circumstances): Finding | null {
  const { seeds: wanted, seed_days: days } = bars['users/review-is-real'];
  if (logged.length >= wanted) return null;
  const rest = seeds.rows.length - logged.length;
  const others =
    rest === 0
      ? ''
      : ` ${rest} more do not count: they are older than ${days} days, were shown to somebody who is not under \`users:\`, or the usage export knows nothing of them.`;
  return notProven(`${logged.length} of ${wanted} seeded errors were shown.${others}`, {
    location: { file: seeds.file, line: null },
  });
}

function contradicted(logged: readonly ShownSeed[]): Finding | null {
  const wrong = logged.filter(isContradicted).map(({ row }) => row);
  if (wrong.length === 0) return null;
  const what = `${wrong.length} of ${logged.length} seeds came out otherwise in the usage export: caught and accepted, or missed and rejected (${named(wrong.map(({ value }) => value.seed_id))})`;
  return doubted({ what, rows: wrong, remedy: 'Write `caught` as the usage export has it.' });
}

/** Never of none: by then there are as many as the bar says. */
const caughtOf = (logged: readonly ShownSeed[]): Share => seedsCaught(logged) as Share;

const caughtWords = ({ share, interval, count, of }: Share): string =>
  `${percent(share)} of the seeded errors were caught (${percentRange(interval)}, ${count} of ${of})`;

function missed(caught: Share, { bars }: Circumstances): Finding | null {
  const { caught: bar } = bars['users/review-is-real'];
  return caught.share >= bar ? null : fail(`${caughtWords(caught)}; at least ${percent(bar)} have to be.`);
}

/** Accepting nearly everything may be right. Accepting it unread is no review. */
function stamped({ adoption }: Measures, { bars }: Circumstances): Finding | null {
  const { accepted: bar } = bars['users/review-is-real'];
  const accepted = adoption?.accepted ?? null;
  const reviews = adoption?.reviews ?? null;
  if (accepted === null) return notProven('No output was answered in the last 28 days of the usage export.');
  if (accepted.share < bar) return null;
  const taken = acceptedWords(accepted);
  if (reviews === null || reviews.n < accepted.of * LEAST_TIMED)
    return notProven(`${taken}, and of ${reviews?.n ?? 0} of them it is known how long that took.`, {
      remedy: 'Log `review_s` and `output_characters` with each answer.',
    });
  return reviews.ofReading >= 1 ? null : fail(`${taken}, ${timeWords(reviews)}: faster than anybody reads.`);
}

const acceptedWords = ({ share, of }: Share): string =>
  `${percent(share)} of ${of} outputs were accepted as they were`;

const timeWords = ({ median, reading, n }: ReviewTimes): string =>
  `in a median of ${median.toFixed(1)} s where reading takes ${reading.toFixed(1)} s (n=${n})`;

/** Who catches every seed and lets more pass than today knows the seeds. */
function tooGood(caught: Share, { value }: Measures): Finding | null {
  if (caught.count < caught.of) return null;
  const { errorsWithPoc: escaped, errorsToday: today } = value;
  const all = `All ${caught.of} seeded errors were caught`;
  if (escaped === null || today === null)
    return notProven(`${all}, and nobody looked at what else escapes.`, {
      remedy: 'Look at 50 finished cases of each way again, and write them to `baseline/errors.csv`.',
    });
  if (escaped.rate <= today.interval.high) return null;
  return notProven(
    `${all}, and ${percent(escaped.rate)} of ${escaped.checked} finished cases are wrong, over the ${percent(today.interval.high)} that today’s may be: the seeds are known.`,
    { remedy: 'Have somebody else make seeds that look like the errors that escape.' },
  );
}

function summary(logged: readonly ShownSeed[], others: number, { adoption }: Measures): string {
  const took = (times: ReviewTimes | null) => (times === null ? '' : `, ${timeWords(times)}`);
  const seeded = took(reviewTimes(logged.map(({ row }) => row.value)));
  const rest = others === 0 ? '' : ` ${others} more seeds do not count.`;
  const accepted = adoption?.accepted ?? null;
  const words = accepted === null ? '' : ` ${acceptedWords(accepted)}${took(adoption?.reviews ?? null)}.`;
  return `${caughtWords(caughtOf(logged))}${seeded}.${rest}${words}`;
}
