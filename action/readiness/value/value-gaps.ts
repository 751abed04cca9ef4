import type { Baseline } from '../../contract/baseline.ts';
import type { Location } from '../../contract/problem.ts';
import type { Assisted } from '../../contract/study.ts';
import type { Bars } from '../../contract/thresholds.ts';
import type { Timing } from '../../contract/timings.ts';
import { volumeDiffers } from '../adoption/coverage.ts';
import { daysCovered, WINDOW_DAYS } from '../adoption/window.ts';
import type { Evidence } from '../evidence.ts';
import { percent } from '../percent.ts';
import type { Row } from '../reading.ts';
import { agedGaps } from './aged-gaps.ts';
import { checkedFaults } from './checked-faults.ts';
import { isWithTool, type Study, unreviewedShare } from './study.ts';
import type { Gap, ValueEvidence } from './value-evidence.ts';

/** With fewer rows an arm has no spread to draw from. */
const FEWEST_ROWS = 5;

/** What one person does is no adoption (gate.md, T10). */
const MOST_OF_ONE = 0.6;

/** What the number is made of, as far as it could be read. */
export type Grounds = Pick<Evidence, 'usage' | 'taskDigest' | 'checkedCases' | 'timings' | 'assisted'> &
  Pick<ValueEvidence, 'doubts' | 'adoption'> & {
    baseline: Baseline;
    study: Study;
    unread: readonly string[];
    bars: Bars;
    now: Date;
  };

const gap = (what: string, remedy: string): Gap => ({ what, remedy });

/** Minutes that cannot be compared save none. */
const spoilt = (gaps: readonly Gap[]): Gap[] => gaps.map((one) => ({ ...one, spoils: true }));

/** @returns why there is no number yet, in the order in which it is brought: minutes, volume, use, errors, money. */
export function gapsOf(grounds: Grounds): Gap[] {
  return [
    ...unreadGaps(grounds),
    ...minutesGaps(grounds),
    ...useGaps(grounds),
    ...agedGaps(grounds.study, grounds.adoption, grounds.bars, grounds.now),
    ...errorGaps(grounds),
    ...moneyGaps(grounds.baseline),
  ];
}

const unreadGaps = ({ unread }: Grounds): Gap[] =>
  unread.map((file) => gap(`${file} cannot be read.`, 'See the check that names the line.'));

function minutesGaps({ study, doubts, taskDigest, bars }: Grounds): Gap[] {
  const { byHand, withPoc } = study;
  const few = ({ counted }: { counted: readonly unknown[] }) => counted.length < FEWEST_ROWS;
  if (few(byHand))
    return [
      gap(
        `${byHand.counted.length} timings of today’s work count.`,
        `Time ${FEWEST_ROWS} or more with \`poc time\`.`,
      ),
    ];
  if (few(withPoc))
    return [
      gap(
        `${withPoc.counted.length} timings with the POC count.`,
        `Time ${FEWEST_ROWS} or more with \`poc time --assisted\`.`,
      ),
    ];
  const [made] = [...doubts.today, ...doubts.withPoc];
  return spoilt([
    ...(made === undefined
      ? []
      : [gap(`Timings do not look like timings: ${made.what}.`, 'Correct or take out these rows.')]),
    ...otherTask([...byHand.counted, ...withPoc.counted], taskDigest),
    ...unused(withPoc.counted),
    ...unreviewed(withPoc.counted, bars['baseline/assisted-timings'].unreviewed),
  ]);
}

/** @returns the rows that were timed while the unit, its start or its stop were defined otherwise. */
export const ofAnotherTask = <T extends Timing>(rows: readonly Row<T>[], taskDigest: string): Row<T>[] =>
  rows.filter(({ value }) => value.task !== '' && value.task !== taskDigest);

function otherTask(rows: readonly Row<Timing>[], taskDigest: string): Gap[] {
  const other = ofAnotherTask(rows, taskDigest);
  if (other.length === 0) return [];
  return [
    gap(
      `${other.length} of ${rows.length} timings are of another unit, start or stop than \`baseline.yaml\` has now.`,
      'Time them again, or restore the definition.',
    ),
  ];
}

/** What was mostly done without the tool says nothing of the tool. */
function unused(rows: readonly Row<Assisted>[]): Gap[] {
  const used = rows.filter(isWithTool).length;
  if (used >= rows.length / 2) return [];
  return [
    gap(
      `${used} of ${rows.length} cases with the POC were done with it to the end.`,
      'Find out why people went back to the old way before you count minutes.',
    ),
  ];
}

/** Saved minutes that come back as rework are none; where rework was not timed nothing is known to be saved. */
function unreviewed(rows: readonly Row<Assisted>[], most: number): Gap[] {
  if (unreviewedShare(rows) <= most) return [];
  return [
    gap(
      'Review and correction were not timed in too many of the cases with the POC, so the saving is not proven. Workday found that 37 to 40 % of reported savings go to rework.',
      'Time them: `poc time --assisted` has a key for each.',
    ),
  ];
}

function useGaps({ baseline, adoption, usage, bars }: Grounds): Gap[] {
  if (baseline.eligible_per_month === null)
    return [
      gap('Nobody has counted the eligible cases.', 'Fill in `eligible_per_month:` in `baseline.yaml`.'),
    ];
  if (adoption === null)
    return [
      gap(
        `Use is known for ${daysCovered(usage)} of ${WINDOW_DAYS} days.`,
        'Export the usage events of four weeks to `usage/`.',
      ),
    ];
  const most = bars['users/adoption-threshold'].volume_differs;
  if (volumeDiffers(adoption.eligible, baseline.eligible_per_month) > most)
    return [
      gap(
        `The extract of eligible cases lists ${adoption.eligible} in ${WINDOW_DAYS} days, and \`baseline.yaml\` says ${baseline.eligible_per_month} a month: more than ${percent(most)} apart.`,
        'Extract them again for the days of the usage export, or count `eligible_per_month:` again.',
      ),
    ];
  if (adoption.topShare > MOST_OF_ONE)
    return [
      gap(
        `One user did ${percent(adoption.topShare)} of the cases that were done with it.`,
        'Count use when it is that of a team: nobody more than 60 %.',
      ),
    ];
  if (adoption.attempted <= adoption.eligible) return [];
  return [
    gap(
      `${adoption.attempted} cases were tried in ${WINDOW_DAYS} days, and there were ${adoption.eligible}.`,
      'Count `eligible_per_month:` in `baseline.yaml` again, for the same period.',
    ),
  ];
}

/** Rows of errors that cannot be what they say count neither for nor against. */
function errorGaps({ checkedCases, timings, assisted }: Grounds): Gap[] {
  const [fault] = checkedFaults({ checkedCases, timings, assisted });
  if (fault === undefined) return [];
  return [
    {
      what: `${fault.rows.length} of ${checkedCases.rows.length} rows of \`${checkedCases.file}\` ${fault.what}.`,
      remedy: fault.remedy,
      location: fault.rows[0] as Location,
    },
  ];
}

function moneyGaps({ value }: Baseline): Gap[] {
  if (value === null)
    return [
      gap('There is no money in `baseline.yaml`.', 'Fill in `value:`; the comment there shows each key.'),
    ];
  if (value.cost_per_error !== null) return [];
  return [gap('Nobody has priced an error.', 'Fill in `value.cost_per_error:` in `baseline.yaml`.')];
}
