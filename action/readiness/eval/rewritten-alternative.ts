import type { Alternative, Base } from '../evidence.ts';
import { type Finding, notProven, pass } from '../finding.ts';
import { percent, points } from '../percent.ts';
import { pairCases, type Side } from './paired-cases.ts';
import { type PairedTest, testPairs } from './paired-test.ts';

/** The alternative of the base and that of here, on the same cases. Shares are those of the pairs that each got right. */
type Rewritten = PairedTest & { pairs: number; before: number; now: number };

/**
 * A weaker alternative makes the same POC look better. Where its code is no longer that of the base, it is judged beside
 * what it was there.
 *
 * @param finding what there is to say of the contest with the alternative as it is here
 * @param unattended a case is then right only with all of its attempts
 */
export function judgeRewritten(
  finding: Finding,
  base: Base | null,
  alternative: Alternative,
  side: Pick<Side, 'cases'>,
  unattended: boolean,
): Finding {
  if (finding.outcome !== 'pass') return finding;
  const found = compareRewritten(base, alternative, side, unattended);
  if (found === null) return finding;
  const { pairs, before, now, change, broke, repaired } = found;
  const rates = `right in ${percent(before)} of ${pairs} cases at the base and in ${percent(now)} here`;
  if (found.verdict !== 'worse')
    return pass(`${finding.message} This pull request changes the code of the alternative: ${rates}.`);
  const { title, results } = alternative;
  return notProven(
    `This pull request changes the code of “${title}” and makes it worse: ${rates}, ${points(change)}; ${broke.length} broke, ${repaired.length} repaired. ${finding.message}`,
    {
      location: { file: results.file, line: null },
      remedy:
        'Put the code of the base back, and run `npm run eval:alternative`; where that code was wrong, say why in a waiver of this check.',
    },
  );
}

/** @returns `null` where the code is that of the base, or no case has a verdict on both sides */
function compareRewritten(
  base: Base | null,
  { results }: Alternative,
  { cases }: Pick<Side, 'cases'>,
  unattended: boolean,
): Rewritten | null {
  if (base === null || base.alternative === null) return null;
  if (base.alternative.source === results.inputsNow.source) return null;
  const { pairs } = pairCases(
    { cases: base.cases, rows: base.alternative.rows },
    { cases, rows: results.rows },
  );
  if (pairs.length === 0) return null;
  const shareOf = (side: 'before' | 'now'): number =>
    pairs.reduce((sum, one) => sum + (unattended ? Number(one[side] === 1) : one[side]), 0) / pairs.length;
  return {
    ...testPairs(pairs, unattended),
    pairs: pairs.length,
    before: shareOf('before'),
    now: shareOf('now'),
  };
}
