import { defineCheck } from '../../readiness/check.ts';
import {
  type CaseCost,
  type Contest,
  compareWithAlternative,
  costOfCase,
  handedOver,
  type Majority,
  majorityOf,
} from '../../readiness/eval/against-alternative.ts';
import { incomplete, staleFinding } from '../../readiness/eval/attempts.ts';
import { ALPHA } from '../../readiness/eval/paired-test.ts';
import { judgeRewritten } from '../../readiness/eval/rewritten-alternative.ts';
import type { Alternative, EvalResults } from '../../readiness/evidence.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { percent, points } from '../../readiness/percent.ts';
import { locate } from '../../readiness/reading.ts';

/** Share of the cases that may lack a verdict on one of the sides, as in the rate. */
const MOST_UNJUDGED = 0.05;
/** What the last bits of a mean may come to. */
const LAST_BITS = 1e-12;
/** Inputs that have to be those of this tree: the exam, and the alternative's own code. The POC's may have changed since. */
const DECIDING = { cases: 'cases', grader: 'grader', source: '`alternative.source`' } as const;
const KINDS = ['cases', 'grader', 'source'] as const satisfies (keyof typeof DECIDING)[];
const RUN_IT = 'Run `npm run eval:alternative`.';
const RUN_BOTH = 'Run `npm run eval` and `npm run eval:alternative`.';

type Place = { location: ReturnType<typeof locate> };

export const simplestAlternative = defineCheck({
  id: 'scope/simplest-alternative',
  title: 'It does better than the simplest thing that could work',
  failureTitle: 'It is not shown to do better than the simplest thing that could work',
  question: 'Would a rule, query, template or plain form do it?',
  why: 'A model that does no better than a rule costs more than the rule, and breaks in ways that a rule does not.',
  remedy:
    'Spend half a day on the dumb version, declare it as `alternative:` in `poc.yaml`, and run `npm run eval:alternative`.',
  severity: 'medium',
  evidence:
    '`alternative:` of `poc.yaml` (`title`, `source`, `results`, `cost_per_case`), and its results on the same real cases, with the same grader, as those of the POC. Both are paired case by case: the POC has to be ahead by more than chance explains. What a case costs on either side is printed. The results of the alternative at the base, where its code changed since.',
  kinds: ['E1', 'E3'],
  noticed:
    'A straw man: an alternative that is right no more often than always giving the commonest answer. One without code in this tree. The POC’s own results under another name. Code of the alternative that changes and makes it worse than at the base by more than chance, case by case. An alternative that was run on part of the cases, on others, or with another grader. Cases sent to a person count as not done, and how many each side sent is printed.',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['manifest', 'alternative', 'cases', 'results', 'change'],
  evaluate({ manifest, alternative, cases, results, change }) {
    const at = { location: locate(manifest, 'alternative') };
    if (alternative === null) return notProven('poc.yaml names no alternative (`alternative: null`).', at);
    const { unattended } = manifest.value.capabilities;
    return (
      withoutSource(alternative, { location: locate(manifest, 'alternative.source') }) ??
      ofAnotherExam(alternative, results) ??
      staleFinding(results) ??
      judgeRewritten(
        judge({
          alternative,
          contest: compareWithAlternative(alternative, { cases, rows: results.rows }, unattended),
          majority: majorityOf(cases),
          cost: costOfCase(cases, results.rows),
          alternativeCost: costOfCase(cases, alternative.results.rows),
          toPerson: handedOver(cases, results.rows),
          alternativeToPerson: handedOver(cases, alternative.results.rows),
        }),
        change.base,
        alternative,
        { cases },
        unattended,
      )
    );
  },
});

/** A number without code that makes it is no alternative but a claim. */
function withoutSource({ source, title }: Alternative, at: Place): Finding | null {
  if (source.length > 0) return null;
  return notProven(`\`alternative.source\` matches no file: nothing here makes the results of “${title}”.`, {
    ...at,
    remedy: 'Commit the code of the alternative, and name it in `alternative.source`.',
  });
}

/** Another set of cases or another grader would be another exam, and other code another alternative. */
function ofAnotherExam({ results, title }: Alternative, poc: EvalResults): Finding | null {
  const at = { location: { file: results.file, line: null } };
  const { run, inputsNow } = results;
  if (run === null) {
    return notProven(`Nothing says on which cases ${results.file} was made: it came without an envelope.`, {
      ...at,
      remedy: RUN_IT,
    });
  }
  const own = new Set(poc.files.map((one) => one.file));
  const shared = results.files.find((one) => own.has(one.file));
  if (shared !== undefined) {
    return notProven(`${shared.file} holds the results of the POC itself, not those of “${title}”.`, {
      ...at,
      remedy: 'Give the alternative a file of its own, and name it in `alternative.results`.',
    });
  }
  const other = KINDS.filter((kind) => run.inputs[kind] !== inputsNow[kind]).map((kind) => DECIDING[kind]);
  if (other.length === 0) return incomplete(results);
  return notProven(`The results of “${title}” are not about the ${other.join(' and the ')} of this tree.`, {
    ...at,
    remedy: RUN_IT,
  });
}

type Sides = {
  alternative: Alternative;
  contest: Contest | null;
  majority: Majority | null;
  cost: CaseCost | null;
  alternativeCost: CaseCost | null;
  /** Cases that went to a person. They count as not done, which is not the same as done wrongly. */
  toPerson: number;
  alternativeToPerson: number;
};

function judge(sides: Sides): Finding {
  const { alternative, contest, majority } = sides;
  const { title, results } = alternative;
  const at = { location: { file: results.file, line: null } };
  if (contest === null)
    return notProven(`No real case has a verdict both for “${title}” and for the POC.`, {
      ...at,
      remedy: `Import real cases (\`npm run import\`). ${RUN_BOTH}`,
    });
  const unpaired = tooFewPairs(contest, title);
  if (unpaired !== null) return notProven(unpaired, { ...at, remedy: RUN_BOTH });
  const message = describe(sides, contest);
  const { difference } = contest.change;
  if (difference <= LAST_BITS) {
    return fail(`“${title}” does it ${difference < -LAST_BITS ? 'better' : 'as well'}. ${message}.`, {
      ...at,
      remedy: `Take “${title}”, or show on real cases that it gets wrong what the POC is for.`,
    });
  }
  if (majority !== null && contest.theirs <= majority.share) {
    return notProven(
      `“${title}” is a straw man: always answering “${majority.answer}” is right in ${percent(majority.share)}. ${message}.`,
      {
        ...at,
        remedy: 'Spend half a day on a rule that looks at its input, and run `npm run eval:alternative`.',
      },
    );
  }
  if (isAhead(contest)) return pass(`${message}.`);
  return notProven(`${message}. Chance could make such a lead: cannot tell yet.`, {
    ...at,
    remedy: `Add real cases until the lead can be told from chance; or take “${title}”.`,
  });
}

/** Cases that only one of them was run on would make a contest of unequal exams. */
function tooFewPairs({ pairs, withoutAlternative, unjudged }: Contest, title: string): string | null {
  const judged = pairs + unjudged;
  if (withoutAlternative > 0)
    return `“${title}” has no result for ${withoutAlternative} of ${judged + withoutAlternative} real cases.`;
  if (unjudged <= judged * MOST_UNJUDGED) return null;
  return `${unjudged} of ${judged} real cases have no verdict on one of the sides; at most 5 % may.`;
}

/** Where so few cases differ that no test could show anything, none is asked. */
const isAhead = ({ verdict, clustered, change, p }: Contest): boolean =>
  verdict !== 'cannot-tell' && (clustered ? change.low > 0 : p <= ALPHA);

function describe(sides: Sides, contest: Contest): string {
  const { alternative, cost, alternativeCost, toPerson, alternativeToPerson } = sides;
  const { ours, theirs, pairs, change, repaired, broke, unjudged } = contest;
  return [
    `On ${pairs} real cases the POC is right in ${percent(ours)} and “${alternative.title}” in ${percent(theirs)}: ${points(change)}`,
    `; ${repaired.length} only the POC got right, ${broke.length} only the alternative, ${describeP(contest)}`,
    toPerson + alternativeToPerson === 0
      ? ''
      : `; the POC sent ${toPerson} to a person and the alternative ${alternativeToPerson}`,
    unjudged === 0 ? '' : `; ${unjudged} cases without a verdict are left out`,
    `; a case costs ${cost === null ? 'an unknown amount' : dollars(cost)} and ${
      alternativeCost === null ? `$${alternative.costPerCase} (as poc.yaml says)` : dollars(alternativeCost)
    }`,
  ].join('');
}

/** Where cases are alike or were tried several times, McNemar's test does not hold, and the clusters decide. */
function describeP({ clustered, clusters, midP, exactP, p }: Contest): string {
  if (clustered) return `p ${pValue(p)} over ${clusters} clusters`;
  return `mid-p ${pValue(midP)}, exact p ${pValue(exactP)}`;
}

const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

const dollars = ({ mean, cases, of }: CaseCost): string =>
  `$${Number(mean.toPrecision(3))}${cases === of ? '' : ` (${cases} of ${of} cases say it)`}`;
