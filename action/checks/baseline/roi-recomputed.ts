import type { Baseline } from '../../contract/baseline.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { dayOf } from '../../readiness/clock.ts';
import type { Evidence } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { isPlaceholder } from '../../readiness/placeholder.ts';
import { type Document, locate } from '../../readiness/reading.ts';
import { buildCost, isAccepted } from '../../readiness/value/money.ts';
import type { ValueEvidence } from '../../readiness/value/value-evidence.ts';
import { moneyShort, sameWords } from '../../readiness/value/value-words.ts';
import type { ValueResult } from '../../value/business-case.ts';

type Needed = Pick<Evidence, 'baseline' | 'measures' | 'pasted'>;

/** Costs that a demo has none of, and that every system has. An amount of 0 with its source says so too. */
const COST_LINES = [
  { block: 'build', kind: 'training' },
  { block: 'build', kind: 'integration' },
  { block: 'run', kind: 'support' },
] as const;

const PASTE = 'Run `npx poc roi --write README.md`.';

export const roiRecomputed = defineCheck({
  id: 'baseline/roi-recomputed',
  title: 'The number follows from the rows, and survives pessimism',
  failureTitle: 'The number does not follow from the rows, or does not survive pessimism',
  question: 'Does the headline follow from the data and survive pessimism?',
  why: 'A typed number is an opinion; one that is computed from rows, with all its costs and its worst plausible case, can be taken apart by finance.',
  remedy: 'Run `npx poc roi`: it prints the number, what it is made of, and what is missing.',
  severity: 'critical',
  evidence:
    '`value:` of `baseline.yaml` (loaded cost, capture, build and run costs, price of an error), the timings of both arms, the cases looked at again, and the usage export of four weeks. From them the gate computes the value of a year as a distribution: the P10 of the net has to be over 0, the P90 of the payback within the bar, and the evidence of grade A or B (20 timings of 3 people in each arm). The README says the headline between its markers.',
  kinds: ['E3'],
  noticed:
    'A headline that is not the one that the rows give today. A share of the freed hours that nobody who owns the budget has accepted. A business case without a line for training, integration or support, or one in which building cost nothing. Use that is mostly one person’s, or of more cases than there were. Timings, errors or use that are too old, or that their own checks doubt.',
  since: 1,
  blocksFrom: 'production',
  needs: ['baseline', 'measures', 'pasted'],
  evaluate(evidence, circumstances) {
    const { value } = evidence.measures;
    const [gap] = value.gaps;
    if (gap !== undefined || value.result === null)
      return notProven(gap?.what ?? 'There is no number.', {
        location: gap?.location ?? { file: evidence.baseline.file, line: null },
        ...(gap === undefined ? {} : { remedy: gap.remedy }),
      });
    return (
      unacceptable(evidence.baseline, circumstances) ??
      tooWeak(value) ??
      pessimism(value, value.result, circumstances) ??
      notPasted(evidence) ??
      pass(value.headline ?? '')
    );
  },
});

/** A share of hours that nobody stands for, and a business case without its costs, convince nobody. */
function unacceptable(baseline: Document<Baseline>, { now }: Circumstances): Finding | null {
  const value = baseline.value.value as NonNullable<Baseline['value']>;
  if (!isAccepted(value.capture, dayOf(now)))
    return notProven(
      'Nobody who owns the budget has accepted which share of the freed hours counts as money.',
      {
        location: locate(baseline, 'value.capture'),
        remedy: 'Write `owner:` and `accepted_on:` under `value.capture:` in `baseline.yaml`.',
      },
    );
  const open = COST_LINES.filter(
    ({ block, kind }) => !value[block].some((line) => line.kind === kind && !isPlaceholder(line.source)),
  );
  if (open.length === 0 && buildCost(value) === 0)
    return notProven('Building it is said to cost nothing at all.', {
      location: locate(baseline, 'value.build'),
      remedy: 'Count the days of whoever built it under `value.build:`.',
    });
  if (open.length === 0) return null;
  return notProven(`No cost line is about ${open.map(({ kind }) => kind).join(', ')}.`, {
    location: locate(baseline, `value.${open[0]?.block}`),
    remedy: `Add a line of the kind \`${open[0]?.kind}\` under \`value.${open[0]?.block}:\`; an amount of 0 needs its source too.`,
  });
}

function tooWeak({ grade, today, withPoc }: ValueEvidence): Finding | null {
  if (grade === 'A' || grade === 'B') return null;
  return notProven(
    `The evidence is of grade ${grade}: ${today?.n ?? 0} timings of ${today?.people ?? 0} people by hand, ${withPoc?.n ?? 0} of ${withPoc?.people ?? 0} with the POC; B takes 20 of 3 people each.`,
    { remedy: 'Time more cases: `npx poc time status` says how many.' },
  );
}

function pessimism(
  { currency, locale }: ValueEvidence,
  { net, paybackMonths }: ValueResult,
  { bars }: Circumstances,
): Finding | null {
  const most = bars['baseline/roi-recomputed'].payback_months;
  const money = (value: number) => moneyShort(value, currency as string, locale);
  if (net.p10 <= 0)
    return fail(
      `In one of ten plausible years it nets ${money(net.p10)} or less (P10; P50 is ${money(net.p50)}).`,
      {
        remedy: 'Run `npx poc roi`: its tornado shows which figure moves the result most.',
      },
    );
  if (paybackMonths.p90 <= most) return null;
  const worst = Number.isFinite(paybackMonths.p90) ? `after ${Math.ceil(paybackMonths.p90)} months` : 'never';
  return fail(`At worst it pays back ${worst} (P90); ${most} is the most.`, {
    remedy: 'Run `npx poc roi`: its break-evens show what would do.',
  });
}

/** The sentence that people quote has to be the one that the rows give today. */
function notPasted({ pasted, measures }: Needed): Finding | null {
  const headline = measures.value.headline ?? '';
  if (pasted === null || pasted.text === '')
    return notProven(`The README does not say: ${headline}`, {
      location: { file: pasted?.file ?? 'README.md', line: pasted?.line ?? null },
      remedy: PASTE,
    });
  if (sameWords(pasted.text, headline)) return null;
  return fail(`The README says another number than the rows give: ${headline}`, {
    location: { file: pasted.file, line: pasted.line },
    remedy: PASTE,
  });
}
