import type { CheckedCase } from '../../contract/study.ts';
import { defineCheck } from '../../readiness/check.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, notProven, pass } from '../../readiness/finding.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { locate, type Row } from '../../readiness/reading.ts';
import { checkedFaults } from '../../readiness/value/checked-faults.ts';
import { checkedByOthers, errorRate } from '../../readiness/value/error-rates.ts';
import type { ErrorRate } from '../../readiness/value/value-evidence.ts';
import { moneyShort } from '../../readiness/value/value-words.ts';
import { upperBound } from '../../statistics/clopper-pearson.ts';

type Needed = Pick<Evidence, 'checkedCases' | 'baseline' | 'timings' | 'assisted'>;

const MOST_CLASSES = 3;

export const errorCost = defineCheck({
  id: 'baseline/error-cost',
  title: 'It is known how often today’s work is wrong, and what that costs',
  failureTitle: 'It is not known how often today’s work is wrong, or what that costs',
  question: 'How often is today’s work wrong, and what does one wrong one cost?',
  why: 'Minutes saved by making more mistakes are only moved to somebody else; a person is not right every time either.',
  remedy:
    'Let `npx poc errors draw` list finished cases, have 50 of them looked at again by somebody who did not do them, add that with `npx poc errors add`, and price one error in `value.cost_per_error:` of `baseline.yaml`.',
  severity: 'high',
  evidence:
    '`baseline/errors.csv` (or what `errors:` of `baseline.yaml` names), one row for each finished case that somebody looked at again: `case_ref`, `performer`, `checked_by`, `wrong`, `class`, `arm`. Rows of the arm `by_hand` count, and it takes as many as the bar says; the gate computes the rate with its interval. `value.cost_per_error` of `baseline.yaml` has `low`, `likely`, `high` and `source`.',
  kinds: ['E3'],
  noticed:
    'People who check themselves: `checked_by` is the performer, or somebody who was timed on that case. A case that stands in two rows. Cases done with the POC that are counted as work by hand. That nobody was ever wrong: none in 50 is printed as the rate that it may still be, never as 0 %.',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['checkedCases', 'baseline', 'timings', 'assisted'],
  evaluate(evidence, { bars }) {
    const { checkedCases, baseline } = evidence;
    const wrong = firstWrong(evidence);
    if (wrong !== null) return wrong;
    const wanted = bars['baseline/error-cost'].cases;
    const rate = errorRate(checkedCases.rows, 'by_hand');
    const { checked } = rate ?? { checked: 0 };
    if (rate === null || checked < wanted) {
      return notProven(`${checked} of ${wanted} finished cases were looked at again by somebody else.`, {
        location: { file: checkedCases.file, line: checkedCases.rows.at(-1)?.line ?? 1 },
      });
    }
    const cost = baseline.value.value?.cost_per_error ?? null;
    if (cost === null) {
      return notProven(`${rateWords(rate)} of today’s work is wrong, and nobody has priced an error.`, {
        location: locate(baseline, 'value.cost_per_error'),
        remedy:
          'Write `cost_per_error:` with `low`, `likely`, `high` and `source` under `value:` in `baseline.yaml`.',
      });
    }
    const { currency, locale } = baseline.value.value as { currency: string; locale: string };
    const money = (value: number) => moneyShort(value, currency, locale);
    return pass(
      `${rateWords(rate)} of today’s work is wrong${classWords(checkedCases.rows)}; one costs ${money(cost.low)} to ${money(cost.high)}, likely ${money(cost.likely)} (${cost.source}).`,
    );
  },
});

/** None in n is no 0 %: it is at most so many. */
function rateWords({ wrong, checked, rate, interval }: ErrorRate): string {
  if (wrong === 0) return `At most ${Math.ceil(upperBound(0, checked, 0.95) * 100)} % (0 of ${checked})`;
  return `${percent(rate)} (${percentRange(interval)}, ${wrong} of ${checked})`;
}

function classWords(rows: readonly Row<CheckedCase>[]): string {
  const counts = new Map<string, number>();
  for (const { value } of checkedByOthers(rows, 'by_hand'))
    if (value.wrong === 'yes')
      counts.set(value.class || 'no class', (counts.get(value.class || 'no class') ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_CLASSES);
  return most.length === 0 ? '' : `, most often ${most.map(([name, n]) => `${name} (${n})`).join(', ')}`;
}

function firstWrong(evidence: Needed): Finding | null {
  const { checkedCases } = evidence;
  const [fault] = checkedFaults(evidence);
  if (fault === undefined) return null;
  const { what, rows, remedy } = fault;
  return notProven(`${rows.length} of ${checkedCases.rows.length} rows ${what}.`, {
    location: rows[0] as Row<CheckedCase>,
    spots: rows.map((row) => ({ location: row, message: `${row.value.case_ref}: rows ${what}` })),
    remedy,
  });
}
