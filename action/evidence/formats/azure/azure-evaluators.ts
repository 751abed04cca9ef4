import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { type Fields, numberOf } from '../shared/fields.ts';
import { scoreOf } from '../shared/scores.ts';
import { verdictOf } from '../shared/verdict-words.ts';

type Groups = Map<string, Map<string, unknown>>;

const OUTPUTS = 'outputs.';
const RESULT = '_result';

/** A conversation is judged turn by turn as well, in lists; a list in place of the verdict itself is none. */
const isAside = (key: string, value: unknown): boolean =>
  Array.isArray(value) && (key.includes('.evaluation_per_turn.') || !key.endsWith(RESULT));

/** What an evaluator wrote, and whether it meant to judge: a measure alone decides nothing. */
export type AzureEvaluator = EvaluatorScore & { judges: boolean };

/** @returns what each evaluator of Azure wrote about one row; a verdict only where it wrote one. */
export function azureEvaluators(row: Fields): AzureEvaluator[] {
  const groups: Groups = new Map();
  for (const key of Object.keys(row)) {
    if (!key.startsWith(OUTPUTS) || isAside(key, row[key])) continue;
    // `outputs.<evaluator>.<field>`; a target's own answer is `outputs.<field>`, and no evaluator.
    const dot = key.indexOf('.', OUTPUTS.length);
    if (dot < 0) continue;
    const evaluator = key.slice(OUTPUTS.length, dot);
    const fields = groups.get(evaluator) ?? new Map<string, unknown>();
    groups.set(evaluator, fields.set(key.slice(dot + 1), row[key]));
  }
  return [...groups].flatMap(([evaluator, fields]) => scoresOf(evaluator, fields));
}

const LABEL = '_label';

function scoresOf(evaluator: string, fields: ReadonlyMap<string, unknown>): AzureEvaluator[] {
  const names = [...fields.keys()];
  const judged = names.filter((name) => name.endsWith(RESULT)).map((name) => name.slice(0, -RESULT.length));
  const labelled = names.filter((name) => name.endsWith(LABEL)).map((name) => name.slice(0, -LABEL.length));
  const withLabel = labelled.filter(
    (name) => !judged.includes(name) && typeof fields.get(name + LABEL) === 'boolean',
  );
  const taken = [...judged, ...withLabel];
  const bare = names.filter(
    (name) =>
      isMeasure(name, fields) &&
      !taken.some((one) => belongsTo(name, one)) &&
      !(judged.length === 1 && OF_A_GRADER.has(name)),
  );
  return [
    ...judged.map((name) => ({
      ...base(evaluator, name, fields),
      verdict: verdictOfResult(evaluator, name, fields),
      judges: true,
    })),
    ...withLabel.map((name) => ({
      ...base(evaluator, name, fields),
      verdict: verdictOfLabel(name, fields),
      judges: true,
    })),
    ...bare.map((name) => ({ ...bareScore(evaluator, name, fields.get(name)), judges: false })),
  ];
}

/** What a grader of Azure OpenAI writes beside `<its name>_result`: the same once more, the score, and what it was asked. */
const OF_A_GRADER: ReadonlySet<string> = new Set(['passed', 'score', 'sample']);

const scoreFields = (name: string): string[] => [name, `${name}_score`, `gpt_${name}`];

/** A field `score` without a name in it is that of the evaluator of the same name. */
const ownScoreFields = (evaluator: string, name: string): string[] =>
  name === evaluator ? [...scoreFields(name), 'score'] : scoreFields(name);

const base = (evaluator: string, name: string, fields: ReadonlyMap<string, unknown>) => ({
  name: nameOf(evaluator, name),
  score:
    ownScoreFields(evaluator, name)
      .map((field) => numberOf(fields.get(field)))
      .find((score) => score !== null) ?? null,
  threshold: numberOf(fields.get(`${name}_threshold`)),
});

const nameOf = (evaluator: string, name: string): string =>
  name === evaluator || name === 'score' ? evaluator : `${evaluator}.${name}`;

/** A score that was to be given and is none: NaN is below every threshold, so Azure writes "fail" beside it. */
function scoreIsLost(evaluator: string, name: string, fields: ReadonlyMap<string, unknown>): boolean {
  const given = ownScoreFields(evaluator, name)
    .filter((field) => fields.has(field))
    .map((field) => fields.get(field));
  return (
    given.length > 0 &&
    given.every((value) => value === null || (typeof value === 'number' && !Number.isFinite(value)))
  );
}

function verdictOfResult(
  evaluator: string,
  name: string,
  fields: ReadonlyMap<string, unknown>,
): EvaluatorScore['verdict'] {
  const reason = fields.get(`${name}_reason`);
  // Older versions write "pass" for what an evaluator could not be applied to; only the reason tells.
  if (typeof reason === 'string' && reason.startsWith('Not applicable')) return 'no_verdict';
  const result = verdictOf(fields.get(name + RESULT));
  if (result === 'no_verdict') return 'no_verdict';
  if (result === 'pass' || result === 'fail')
    return scoreIsLost(evaluator, name, fields) ? 'grader_error' : result;
  return 'grader_error';
}

/** Labels that say that something bad was found, so that `false` is good. */
const DEFECTS: ReadonlySet<string> = new Set([
  ...['xpia', 'protected_material', 'protected_materials', 'fictional_characters', 'logos_and_brands'],
  ...['artwork', 'code_vulnerability', 'ungrounded_attributes', 'eci'],
]);

/** Labels of which `true` is good. */
const MERITS: ReadonlySet<string> = new Set(['groundedness_pro']);

function verdictOfLabel(name: string, fields: ReadonlyMap<string, unknown>): EvaluatorScore['verdict'] {
  const label = fields.get(name + LABEL);
  if (DEFECTS.has(name)) return label === true ? 'fail' : 'pass';
  if (MERITS.has(name)) return label === true ? 'pass' : 'fail';
  return 'no_verdict';
}

const ASIDE =
  /(?:_tokens|_threshold|_reason|_model|_finish_reason|_sample_input|_sample_output|_details|_properties|_status|_passed|_label|_result)$/;

/** Numbers, and what is null or NaN in the place of one; `gpt_…` repeats the measure of the same name. */
function isMeasure(name: string, fields: ReadonlyMap<string, unknown>): boolean {
  const value = fields.get(name);
  if (ASIDE.test(name) || (name.startsWith('gpt_') && fields.has(name.slice('gpt_'.length)))) return false;
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}

const belongsTo = (field: string, name: string): boolean =>
  field === name || scoreFields(name).includes(field) || field.startsWith(`${name}_`);

const bareScore = (evaluator: string, name: string, value: unknown): EvaluatorScore => {
  const score = scoreOf(value);
  return {
    name: nameOf(evaluator, name),
    score,
    threshold: null,
    verdict: score === null ? 'grader_error' : 'no_verdict',
  };
};
