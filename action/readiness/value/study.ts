import type { Assisted } from '../../contract/study.ts';
import { minutesOf, type Timing } from '../../contract/timings.ts';
import { describe } from '../../statistics/describe.ts';
import { logNormalMean } from '../../statistics/lognormal.ts';
import type { Timed } from '../../value/business-case.ts';
import { RANDOMISED_ROWS } from '../../value/grade.ts';
import { nameKey } from '../names.ts';
import type { Row } from '../reading.ts';
import type { ArmSummary } from './value-evidence.ts';
import { type Counted, peopleIn, separateWarmUp } from './warm-up.ts';

/** A row of either file: what both have. */
export type Duration = Row<Timing>;

/** The two arms that are compared. By hand is today's work. */
export type Study = {
  comparison: 'coin_flip' | 'before_after';
  byHand: Counted<Timing>;
  withPoc: Counted<Assisted>;
};

/**
 * Chooses what is compared. Every case stays in the arm that it was assigned to, whatever was done (intention to treat).
 *
 * @param warmUp the bar of that name
 */
export function compareArms(
  timings: readonly Row<Timing>[],
  assisted: readonly Row<Assisted>[],
  warmUp: number,
): Study {
  const flipped = assisted.filter((row) => row.value.assignment === 'coin_flip');
  const flippedHand = separateWarmUp(ofArm(flipped, 'by_hand'), warmUp);
  const flippedPoc = separateWarmUp(ofArm(flipped, 'with_poc'), warmUp);
  if (Math.min(flippedHand.counted.length, flippedPoc.counted.length) >= RANDOMISED_ROWS)
    return { comparison: 'coin_flip', byHand: flippedHand, withPoc: flippedPoc };
  return {
    comparison: 'before_after',
    byHand: separateWarmUp(timings, warmUp),
    withPoc: separateWarmUp(ofArm(assisted, 'with_poc'), warmUp),
  };
}

const ofArm = (rows: readonly Row<Assisted>[], arm: Assisted['arm']): Row<Assisted>[] =>
  rows.filter((row) => row.value.arm === arm);

const FEWEST_SKEWED = 5;

/** @returns the arm in figures; `null` where nothing of it counts. */
export function summarise({ counted, warmUp }: Counted<Timing>): ArmSummary | null {
  if (counted.length === 0) return null;
  const minutes = counted.map((row) => minutesOf(row.value));
  const mean = describe(minutes).mean;
  // Of few and far apart values it reaches into the absurd, and says nothing.
  const skewed = minutes.length < FEWEST_SKEWED ? null : logNormalMean(minutes);
  return {
    ...describe(minutes),
    people: peopleIn(counted),
    warmUp: warmUp.length,
    logNormal: skewed === null || skewed.high > 10 * mean ? null : { low: skewed.low, high: skewed.high },
  };
}

/** @returns the rows as the simulation wants them; a person is one whatever the spelling. */
export const timedOf = (rows: readonly Row<Timing>[]): Timed[] =>
  rows.map(({ value }) => ({ person: nameKey(value.performer), minutes: minutesOf(value) }));

/** @returns the mean minutes that the tool itself took, over the rows that say so; 0 where none does. */
export function meanToolMinutes(rows: readonly Row<Assisted>[]): number {
  const known = rows.flatMap(({ value }) => (value.t_tool_s === null ? [] : [value.t_tool_s / 60]));
  return known.length === 0 ? 0 : known.reduce((sum, one) => sum + one, 0) / known.length;
}

/** Was it done with the tool to the end? A refusal and a case that fell back were not. */
export const isWithTool = ({ value }: Row<Assisted>): boolean =>
  value.followed === 'yes' && value.fell_back === 'no';

/** Nobody reads an answer in no time: such a row says that review was not timed. */
const isUnreviewed = ({ value }: Row<Assisted>): boolean =>
  value.t_review_s === null || value.t_review_s === 0;

/** @returns the share of the rows that were done with the tool in which nobody timed the review; 0 where none was. */
export function unreviewedShare(rows: readonly Row<Assisted>[]): number {
  const withTool = rows.filter(isWithTool);
  return withTool.length === 0 ? 0 : withTool.filter(isUnreviewed).length / withTool.length;
}
