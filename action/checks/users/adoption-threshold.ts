import { eligibleByVolume, volumeDiffers } from '../../readiness/adoption/coverage.ts';
import type { AdoptionMetrics } from '../../readiness/adoption/metrics.ts';
import type { Share } from '../../readiness/adoption/share.ts';
import { WINDOW_DAYS } from '../../readiness/adoption/window.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { dayOf, daysBetween, yetToCome } from '../../readiness/clock.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { locate } from '../../readiness/reading.ts';

type Needed = Pick<Evidence, 'usage' | 'eligible' | 'baseline' | 'manifest' | 'measures'>;

/** None seen in so many leaves one in twenty possible (the rule of three); in fewer it says nothing. */
const ENOUGH_ANSWERS = 60;

export const adoptionThreshold = defineCheck({
  id: 'users/adoption-threshold',
  title: 'It has become the way the work is done',
  failureTitle: 'It has not become the way the work is done',
  question: 'Is it becoming the way the work is done?',
  why: 'Seats and clicks say nothing; of all the cases that there were, the share that was done with it does.',
  remedy: 'Watch three people give a case up, mend the commonest cause, and measure again for two weeks.',
  severity: 'high',
  evidence:
    'Over the last 28 days of the usage export (`usage/*.jsonl`), for the people under `users:` in `poc.yaml`, beside the extract of eligible cases (`usage/eligible.csv`) and `eligible_per_month` in `baseline.yaml`: tried of the eligible cases (`coverage`), begun and come to nothing within eight hours (`abandoned`), closed without it by those who used it that week (`old_way`, and whether that is rising from the first week to the last by more than chance), users of the first week who are active in the fourth (`retention`). The bars are those of `users/adoption-threshold`.',
  kinds: ['E4'],
  noticed:
    'A shrunken denominator: an extract further than `volume_differs` from the volume in `baseline.yaml` proves nothing. Clicks that were ordered: nearly everything accepted as it is, and of 60 outputs or more not one edited or rejected. Cases that were rejected, given up or ended by hand count as done the old way, whatever they are called.',
  since: 2,
  blocksFrom: 'production',
  needs: ['usage', 'eligible', 'baseline', 'manifest', 'measures'],
  evaluate(evidence, circumstances) {
    const { adoption } = evidence.measures;
    const unknown = unmeasured(evidence, circumstances);
    if (unknown !== null || adoption === null)
      return unknown ?? notProven('Nobody who is named has used it.');
    const { bars } = circumstances;
    return (
      otherVolume(evidence, adoption, circumstances) ??
      ordered(adoption, bars['users/review-is-real'].accepted) ??
      rated(adoption, bars['users/adoption-threshold'])
    );
  },
});

function unmeasured({ usage, eligible, measures }: Needed, { bars, now }: Circumstances): Finding | null {
  const { adoption } = measures;
  const future = usage.find(({ value }) => yetToCome(value.ts, now));
  if (future !== undefined)
    return notProven(`An event of ${future.value.ts} is yet to come.`, {
      location: future,
      remedy: 'Correct the clock of the export, and export again.',
    });
  if (adoption === null || adoption.days < WINDOW_DAYS)
    return notProven(`Use by the named users is known for ${adoption?.days ?? 0} of ${WINDOW_DAYS} days.`, {
      remedy: 'Export the usage events of four weeks to `usage/`.',
    });
  const age = daysBetween(adoption.to, dayOf(now));
  const most = bars['users/adoption-threshold'].usage_days;
  if (age > most)
    return notProven(`The last use is of ${adoption.to}, ${age} days ago; it may be ${most}.`, {
      remedy: 'Export the usage events of the last four weeks to `usage/`.',
    });
  if (eligible.rows.length > 0) return null;
  return notProven('There is no extract of the eligible cases, so nobody knows what there was to do.', {
    remedy: `List the eligible cases of the system of record in \`${eligible.file}\`: \`npx poc usage eligible --help\`.`,
  });
}

function otherVolume(
  { baseline, eligible }: Needed,
  { coverage, from, to }: AdoptionMetrics,
  { bars }: Circumstances,
): Finding | null {
  const { eligible_per_month: perMonth } = baseline.value;
  if (perMonth === null)
    return notProven('Nobody has counted the eligible cases a month.', {
      location: locate(baseline, 'eligible_per_month'),
      remedy: 'Fill in `eligible_per_month:` in `baseline.yaml`.',
    });
  const listed = coverage?.of ?? 0;
  const most = bars['users/adoption-threshold'].volume_differs;
  if (volumeDiffers(listed, perMonth) <= most) return null;
  return notProven(
    `\`${eligible.file}\` lists ${listed} cases from ${from} to ${to}, and by \`baseline.yaml\` there were ${eligibleByVolume(perMonth)} (${perMonth} a month): they may differ by ${percent(most)}.`,
    {
      location: { file: eligible.file, line: null },
      remedy: 'Extract all eligible cases of these days, or count `eligible_per_month:` again.',
    },
  );
}

/** Who has to click clicks "accept". */
function ordered({ accepted, edited, rejected }: AdoptionMetrics, bar: number): Finding | null {
  if (accepted === null || accepted.of < ENOUGH_ANSWERS || accepted.share < bar) return null;
  if ((edited?.count ?? 0) + (rejected?.count ?? 0) > 0) return null;
  return notProven(
    `${accepted.count} of ${accepted.of} outputs were accepted as they were, and not one was edited or rejected: so do people who were told to click.`,
    { remedy: 'Watch three people use it, and log edits and rejections as they happen.' },
  );
}

/** A share with its bar, and whether it is met. */
type Line = { text: string; met: boolean };

function rated(adoption: AdoptionMetrics, bars: Circumstances['bars']['users/adoption-threshold']): Finding {
  const { coverage, abandoned, oldWay, retention, from, to } = adoption;
  if (oldWay === null)
    return notProven('Nobody who used it closed a case of the extract, so nobody knows who went back.', {
      remedy: 'Write the pseudonyms of the usage export in the column `closed_by`.',
    });
  if (coverage === null || abandoned === null || retention === null)
    return notProven('Nobody who is named did a case with it in the first of the four weeks.', {
      remedy: 'Export four weeks in which it was used.',
    });
  const lines = [
    line('tried on', coverage, 'of the eligible cases', { least: bars.coverage }),
    line('given up in', abandoned, 'of those begun', { most: bars.abandoned }),
    line('the old way in', oldWay, 'of the cases of its users', { most: bars.old_way }),
    line('there in the fourth week', retention, 'of the users of the first', { least: bars.retention }),
    ...(oldWay.rising ? [{ text: rising(oldWay), met: false }] : []),
  ];
  const said = (met: boolean) => lines.filter((one) => one.met === met).map(({ text }) => text);
  const [missed, kept] = [said(false).join('; '), said(true).join('; ')];
  if (missed === '') return pass(`From ${from} to ${to}: ${kept}.`);
  return fail(`From ${from} to ${to}, short of the bar: ${missed}.${kept === '' ? '' : ` Met: ${kept}.`}`);
}

function line(verb: string, share: Share, of: string, bar: { least: number } | { most: number }): Line {
  const [met, wanted] =
    'least' in bar
      ? [share.share >= bar.least, `at least ${percent(bar.least)}`]
      : [share.share <= bar.most, `at most ${percent(bar.most)}`];
  const range = `${percentRange(share.interval)}, ${share.count} of ${share.of}`;
  return { met, text: `${verb} ${percent(share.share)} (${range}) ${of}, ${wanted}` };
}

const rising = ({ first, last }: { first: Share | null; last: Share | null }): string =>
  `the old way is rising, from ${percent(first?.share ?? 0)} in the first week to ${percent(last?.share ?? 0)} in the last`;
