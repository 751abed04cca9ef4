import { GRADER_AGREEMENT_FILE, type GraderAgreement } from '../../contract/grader-agreement.ts';
import type { Bars } from '../../contract/thresholds.ts';
import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import type { EvaluatorScore } from '../../readiness/eval/eval-record.ts';
import { countLabels, type LabelCount } from '../../readiness/eval/labelled-outputs.ts';
import { modelsOf, sameModel } from '../../readiness/eval/model-names.ts';
import type { EvalResults, GraderLabels } from '../../readiness/evidence.ts';
import { type Finding, fail, notApplicable, notProven, pass } from '../../readiness/finding.ts';
import { named } from '../../readiness/named-ids.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { type Document, locate } from '../../readiness/reading.ts';
import type { Share } from '../../statistics/agreement.ts';

/** A grader that tosses a coin is right half of the time; what cannot be told from that shows nothing. */
const COIN = 0.5;
/** Names under which eval tools run a model as their judge. A deterministic grader has no reason to be called so. */
const JUDGE_BY_NAME = /llm[-_ ]?rubric|model[-_ ]graded|g[-_ ]?eval\b|llm[-_ ]?(?:as[-_ ]?a?[-_ ]?)?judge/i;

type Bar = Bars['eval/grader-validated'];
const AT = { location: { file: GRADER_AGREEMENT_FILE, line: null } };

export const graderValidated = defineCheck({
  id: 'eval/grader-validated',
  title: 'The model that grades agrees with people',
  failureTitle: 'The model that grades is not shown to agree with people',
  question: 'Does the automatic grader agree with people?',
  why: 'A judge that nobody compared with people moves the question and does not answer it.',
  remedy: `Have two users label 50 outputs without seeing the grader’s verdicts, and write them into \`${GRADER_AGREEMENT_FILE}\`.`,
  severity: 'high',
  evidence:
    '`eval/grader-agreement.json`: the `judge`, the digest of the `grader`, and outputs with what the grader said (`graded`) and what people said (`labels`). It takes as many labelled outputs as the bar says, some of them labelled by two people. The confusion matrix is counted again from the outputs: both the true-positive and the true-negative rate meet the bar, and are better than a coin’s.',
  kinds: ['E3'],
  noticed:
    'Labels by a builder, by the author of the pull request, by the judge or by the model it judges, which do not count. Verdicts that are not those of the results: what the results say is taken. Labels about another grader than that of this tree. An output that stands twice, or is of no case. A model that grades itself fails in production and is pointed out before; so does a grader that changes together with its results. `llm_judge: false` while a file or a grader’s name says otherwise.',
  notApplicableWhen:
    'no language model grades (`capabilities.llm_judge` in `poc.yaml` is false, and nothing contradicts it)',
  since: 1,
  blocksFrom: 'pilot',
  needs: ['manifest', 'graderLabels', 'authors'],
  evaluate({ manifest, graderLabels, authors }, { bars, stage }) {
    const { agreement } = graderLabels;
    if (!manifest.value.capabilities.llm_judge) {
      const at = locate(manifest, 'capabilities.llm_judge');
      return (
        contradicted(graderLabels, at) ??
        notApplicable('No language model grades: `capabilities.llm_judge` in poc.yaml is false.')
      );
    }
    if (agreement === null) return notProven(`${GRADER_AGREEMENT_FILE} was not found.`, AT);
    const models = graderLabels.results === null ? [] : modelsOf(graderLabels.results);
    const { value } = agreement;
    const count = countLabels(value, graderLabels, [value.judge, ...models], authors);
    return (
      ofAnotherGrader(value, graderLabels) ??
      judgesItself(value, models, stage) ??
      withItsResults(graderLabels, stage) ??
      tooFew(count, bars['eval/grader-validated'], agreement) ??
      judgeRates(count, bars['eval/grader-validated'], warnings(graderLabels, value, models))
    );
  },
});

/** What poc.yaml declares cannot be verified, but it can be seen to be contradicted. */
function contradicted(
  { agreement, results }: GraderLabels,
  location: ReturnType<typeof locate>,
): Finding | null {
  const remedy = 'Write `llm_judge: true` under `capabilities:` in `poc.yaml`';
  if (agreement !== null) {
    return fail(
      `poc.yaml says that no language model grades, and ${agreement.file} is about the judge ${agreement.value.judge}.`,
      { location, remedy: `${remedy}, or take the file out.` },
    );
  }
  const judge = results === null ? undefined : judgeByName(results);
  if (judge === undefined) return null;
  return notProven(
    `poc.yaml says that no language model grades, and the results were graded by “${judge.name}”.`,
    { location, remedy: `${remedy}, or give this grader a name that does not say so.` },
  );
}

function judgeByName({ rows }: EvalResults): EvaluatorScore | undefined {
  for (const row of rows) {
    const judge = row.value.evaluators.find((one) => JUDGE_BY_NAME.test(one.name));
    if (judge !== undefined) return judge;
  }
  return undefined;
}

function ofAnotherGrader({ grader }: GraderAgreement, { graderNow }: GraderLabels): Finding | null {
  if (graderNow === null) {
    return notProven('No file is named as grader, so the labels would fit any.', {
      ...AT,
      remedy: 'Name the files that grade under `evidence: inputs: grader:` in `poc.yaml`.',
    });
  }
  if (grader === graderNow) return null;
  return notProven(
    `The labels are about the grader ${short(grader)}, and this tree has ${short(graderNow)}.`,
    {
      ...AT,
      remedy: `Grade the labelled outputs again with this grader, and write its verdicts and \`grader: ${graderNow}\` into \`${GRADER_AGREEMENT_FILE}\`.`,
    },
  );
}

const short = (digest: string): string => `${digest.slice(0, 'sha256:'.length + 7)}…`;

function judgesItself({ judge }: GraderAgreement, models: readonly string[], stage: Circumstances['stage']) {
  const itself = models.find((model) => sameModel(model, judge));
  if (itself === undefined || stage !== 'production') return null;
  return fail(`${judge} grades what ${itself} answered: it is its own judge.`, {
    ...AT,
    remedy: 'Let another model grade, and have its verdicts labelled.',
  });
}

/** Whoever changes the judge and hands in what it said has chosen both. */
function withItsResults({ changed }: GraderLabels, stage: Circumstances['stage']): Finding | null {
  const [grader] = changed.grader;
  const [result] = changed.results;
  if (grader === undefined || result === undefined || stage !== 'production') return null;
  return fail(`This pull request changes the grader (${grader}) together with its results (${result}).`, {
    location: { file: grader, line: null },
    remedy: `Move the change of \`${grader}\` to a pull request of its own, and let its workflow make the results.`,
  });
}

/** What does not make the labels worthless, and a reader should know. */
function warnings({ changed }: GraderLabels, { judge }: GraderAgreement, models: readonly string[]): string {
  const itself = models.find((model) => sameModel(model, judge));
  const [grader] = changed.grader;
  const together = grader !== undefined && changed.results.length > 0;
  return [
    itself === undefined
      ? ''
      : ` It grades what ${itself} answered: a model is a lenient judge of itself, and in production this fails.`,
    together
      ? ` This pull request changes the grader (${grader}) together with its results (${changed.results[0]}).`
      : '',
  ].join('');
}

function tooFew(count: LabelCount, bar: Bar, { file }: Document<GraderAgreement>): Finding | null {
  const missing =
    count.labelled < bar.labels
      ? `${count.labelled} outputs are labelled by people; ${bar.labels} are needed`
      : count.doubled < bar.double_labelled
        ? `${count.doubled} of ${count.labelled} outputs are labelled by two people; ${bar.double_labelled} are needed`
        : null;
  if (missing === null) return null;
  return notProven(`${missing}${describeLeft(count)}.`, {
    ...AT,
    spots: count.left.map(({ index, case: id, why }) => ({
      location: { file, line: null },
      message: `outputs.${index}: the output of ${id} ${why}`,
    })),
  });
}

function describeLeft({ left }: LabelCount): string {
  const [first] = left;
  if (first === undefined) return '';
  return `; ${left.length} more do not count: that of ${first.case} ${first.why}`;
}

function judgeRates(count: LabelCount, bar: Bar, warning: string): Finding {
  const message = describeCount(count, bar);
  const { truePositiveRate, trueNegativeRate } = count.grader ?? {
    truePositiveRate: null,
    trueNegativeRate: null,
  };
  const rates = [truePositiveRate, trueNegativeRate];
  if (rates.some((rate) => rate !== null && rate.rate < bar.rate))
    return fail(`${message}: missed.${describeWrong(count)}${warning}`, {
      ...AT,
      remedy:
        'Mend the grader on the outputs that it judged otherwise, grade all of them again, and rerun the eval.',
    });
  if (rates.some((rate) => rate === null || rate.low <= COIN))
    return notProven(`${message}: too few to tell the grader from a coin.${warning}`, {
      ...AT,
      remedy: `Have people label more outputs that ${weaker(truePositiveRate, trueNegativeRate)}.`,
    });
  return pass(`${message}.${warning}`);
}

const weaker = (passed: Share | null, failed: Share | null): string =>
  (failed?.low ?? 0) <= (passed?.low ?? 0) ? 'are wrong' : 'are right';

function describeCount(count: LabelCount, bar: Bar): string {
  const { grader, counts, people, labelled, undecided, corrected } = count;
  return [
    `The grader passes ${shareOf(counts.truePass, grader?.truePositiveRate)} of what people pass, and fails ${shareOf(counts.trueFail, grader?.trueNegativeRate)} of what they fail`,
    ` (kappa ${kappaOf(grader?.kappa)}); ${people.length} people labelled ${labelled} outputs${labelled === count.cases ? '' : ` of ${count.cases} cases`}`,
    `, ${count.doubled} of them by two, who agree on ${count.alike} (kappa ${kappaOf(count.kappa)})`,
    undecided === 0 ? '' : `; ${undecided} on which they are divided are left out`,
    corrected.length === 0
      ? ''
      : `; ${corrected.length} verdicts of the grader are not those of the results, which are taken, such as on ${corrected[0]}`,
    count.left.length === 0 ? '' : describeLeft(count),
    `; the bar is ${percent(bar.rate)} for both`,
  ].join('');
}

const shareOf = (count: number, share: Share | null | undefined): string =>
  share == null ? '0 of 0' : `${percent(share.rate)} (${percentRange(share)}), ${count} of ${share.n},`;

/** Without it, all verdicts are one and the same, and agreeing on them is no feat. */
const kappaOf = (kappa: number | null | undefined): string =>
  kappa == null ? 'undefined' : kappa.toFixed(2);

function describeWrong({ falsePasses, falseFails }: LabelCount): string {
  return [
    falsePasses.length === 0 ? '' : ` It passed what people failed: ${named(falsePasses)}.`,
    falseFails.length === 0 ? '' : ` It failed what people passed: ${named(falseFails)}.`,
  ].join('');
}
