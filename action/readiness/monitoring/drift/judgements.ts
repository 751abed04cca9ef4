import type { SampledReview } from '../../../contract/sampled-review.ts';
import type { Signal } from '../../../contract/signals.ts';
import type { UsageEvent } from '../../../contract/usage.ts';
import { momentOf, type Use } from '../../adoption/events.ts';
import { caseKey } from '../../names.ts';
import type { Row } from '../../reading.ts';

/** What somebody made of one output, as a signal sees it. `at` in milliseconds. */
export type Judgement = { at: number; bad: boolean };

const ANSWERS: ReadonlySet<UsageEvent['event']> = new Set(['accepted', 'edited', 'rejected']);

/** What counts as bad for the signals that people's answers feed. */
const BAD = { edit_rate: 'edited', override_rate: 'rejected' } as const;

/** @returns the judgements that a signal is made of, in the order of time. */
export function judgementsFor(
  { metric }: Pick<Signal, 'metric'>,
  usage: readonly Use[],
  reviews: readonly Row<SampledReview>[],
): Judgement[] {
  const judged =
    metric === 'edit_rate' || metric === 'override_rate'
      ? lastAnswers(usage).map((row) => ({ at: momentOf(row), bad: row.value.event === BAD[metric] }))
      : lastReviews(reviews.filter(({ value }) => metric === 'human_score' || value.escaped !== null)).map(
          ({ value }) => ({
            at: Date.parse(value.reviewed_at),
            bad: metric === 'human_score' ? !value.correct : value.escaped === true,
          }),
        );
  return judged.sort((a, b) => a.at - b.at);
}

/** An output has one answer, the last: a decision that was taken back is none, and exports overlap. */
function lastAnswers(usage: readonly Use[]): Use[] {
  const answers = usage
    .filter(({ value }) => ANSWERS.has(value.event))
    .sort((a, b) => momentOf(a) - momentOf(b));
  return [
    ...new Map(
      answers.map((row) => [row.value.trace_id?.toLowerCase() ?? `case ${caseKey(row.value.case_ref)}`, row]),
    ).values(),
  ];
}

function lastReviews(reviews: readonly Row<SampledReview>[]): Row<SampledReview>[] {
  const inTime = [...reviews].sort(
    (a, b) => Date.parse(a.value.reviewed_at) - Date.parse(b.value.reviewed_at),
  );
  return [...new Map(inTime.map((row) => [caseKey(row.value.case_ref), row])).values()];
}
