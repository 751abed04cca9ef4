import { MOST_LISTED, type ReportEval } from '../contract/report.ts';
import type { Bars } from '../contract/thresholds.ts';
import type { Comparison } from '../readiness/eval/comparison.ts';
import { judgeRate } from '../readiness/eval/estimate.ts';
import type { SliceScore } from '../readiness/eval/eval-score.ts';
import type { ResultFile } from '../readiness/evidence.ts';
import type { Measures } from '../readiness/measures.ts';
import { shortId } from '../readiness/named-ids.ts';

/** A hundred names of a megabyte would be no report any more. */
const cut = (text: string): string => shortId(text, 200);

/** @returns what the eval showed, as the published JSON. Lists are cut; how long they were stands beside them. */
export function toEval(
  { score, comparison }: Pick<Measures, 'score' | 'comparison'>,
  files: readonly ResultFile[],
  bars: Pick<Bars, 'slices'>,
): ReportEval {
  const slices = (score?.slices ?? []).flatMap((one) => toSlice(one, bars.slices.get(one.name) ?? null));
  return {
    slices: slices.sort(worstFirst).slice(0, MOST_LISTED),
    slices_in_all: slices.length,
    change: comparison === null ? null : toChange(comparison),
    files: files.slice(0, MOST_LISTED).map(({ file, format, records, notes }) => ({
      file,
      format,
      records,
      notes: notes.slice(0, MOST_LISTED).map(cut),
    })),
    files_in_all: files.length,
  };
}

type Slice = ReportEval['slices'][number];

function toSlice({ name, estimate }: SliceScore, bar: number | null): Slice[] {
  if (estimate === null) return [];
  const { passed, rows, cases, rate, interval } = estimate;
  const verdict = bar === null ? null : judgeRate(estimate, bar);
  return [{ name: cut(name), passed, rows, cases, rate, ...interval, bar, verdict }];
}

const URGENCY = { misses: 0, 'cannot-tell': 1, meets: 2 } as const satisfies Record<
  NonNullable<Slice['verdict']>,
  number
>;

/** What misses its bar, then what cannot tell; among the rest the lowest rate, and of those the most rows. */
function worstFirst(a: Slice, b: Slice): number {
  const urgency = ({ verdict }: Slice) => (verdict === null ? URGENCY.meets : URGENCY[verdict]);
  return urgency(a) - urgency(b) || a.rate - b.rate || b.rows - a.rows || (a.name < b.name ? -1 : 1);
}

function toChange(found: Comparison): NonNullable<ReportEval['change']> {
  return {
    from: found.from,
    pairs: found.pairs,
    broke: found.broke.slice(0, MOST_LISTED).map(cut),
    broke_in_all: found.broke.length,
    repaired: found.repaired.slice(0, MOST_LISTED).map(cut),
    repaired_in_all: found.repaired.length,
    mid_p: found.midP,
    exact_p: found.exactP,
    difference: found.change.difference,
    low: found.change.low,
    high: found.change.high,
    clustered: found.clustered,
    verdict: found.verdict,
    smallest_drop: found.smallestDrop,
  };
}
