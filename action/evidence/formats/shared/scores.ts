import type { EvaluatorScore } from '../../../readiness/eval/eval-record.ts';
import { numberOf } from './fields.ts';
import { shown } from './shown.ts';

/** @returns whether a value says right (true, 1) or wrong (false, 0); `null` for anything between and beside. */
export function binaryOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return value === 1 ? true : value === 0 ? false : null;
}

/** @returns a score as a number, where true and false (also as Python writes them into CSV) are 1 and 0. */
export function scoreOf(value: unknown): number | null {
  if (value === true || value === 'True' || value === 'true') return 1;
  if (value === false || value === 'False' || value === 'false') return 0;
  return numberOf(value);
}

/** @returns whether a score is NaN or infinite. "Not below the threshold" is true of NaN: a pass that was made of it is none. */
export const isNoNumber = (score: unknown): boolean =>
  typeof score === 'number'
    ? !Number.isFinite(score)
    : typeof score === 'string' && /^[-+]?(?:nan|inf|infinity)$/i.test(score.trim());

/** @returns what an evaluator said whose tool states no threshold: a score, and never a verdict. */
export const undeclaredScore = (name: string, value: unknown): EvaluatorScore => ({
  name,
  score: scoreOf(value),
  threshold: null,
  verdict: 'no_verdict',
});

/** @returns the score of the only evaluator; `null` where several would have to be weighed against each other. */
export const soleScore = (evaluators: readonly EvaluatorScore[]): number | null =>
  evaluators.length === 1 ? (evaluators[0]?.score ?? null) : null;

/** What to say of a file whose scores have no threshold. */
export function undeclaredNote(names: ReadonlySet<string>): string {
  const [first = 'score'] = names;
  const listed = [...names].slice(0, 5).map(shown).join(', ');
  const rest = names.size > 5 ? `, and ${names.size - 5} more` : '';
  return `It has scores (${listed}${rest}) and states no threshold, so no case has a verdict. In poc.yaml declare from which score on one passes: evidence: { mapping: { threshold: { ${shown(first)}: … } } }.`;
}

/** @returns an amount (tokens, milliseconds), which is never below zero; `null` for anything else. */
export function amountOf(value: unknown): number | null {
  const amount = numberOf(value);
  return amount === null || amount < 0 ? null : amount;
}

/** @returns an amount of seconds in milliseconds. */
export function millisecondsOf(seconds: unknown): number | null {
  const amount = amountOf(seconds);
  return amount === null ? null : amount * 1000;
}
