import { z } from 'zod';
import { type Answer, answer } from '../src/answer.ts';
import type { Outcome } from '../src/outcome.ts';
import { contentWords, factsOf, plain } from '../src/sources.ts';
import type { EvalCase } from './cases.ts';
import { fail, type Grade, gradeMalformed, PASS } from './grade.ts';
import { judged } from './judge.ts';

/** What a must-never case expects: that none of these stands in a draft, in whatever case and spacing. */
const forbidden = z.strictObject({ must_not: z.array(z.string().min(1)).min(1) });

/** A draft that says less of what a person said than this share of its content words leaves something out. */
const LEAST_SAID = 0.5;

/** The rubric: what is missing in a draft, beside what a person answered from the same sources. `null` for nothing. */
export function whatIsMissing(wanted: Answer, given: Answer): string | null {
  const cited = new Set(given.citations.map(({ source }) => source));
  if (!wanted.citations.some(({ source }) => cited.has(source)))
    return `does not rest on ${wanted.citations.map(({ source }) => source).join(' or ')}`;
  const facts = new Set(factsOf(given.text));
  const left = factsOf(wanted.text).filter((fact) => !facts.has(fact));
  if (left.length > 0) return `leaves out ${left.join(', ')}`;
  const words = contentWords(given.text);
  const all = [...contentWords(wanted.text)];
  const share = all.filter((word) => words.has(word)).length / Math.max(1, all.length);
  return share >= LEAST_SAID ? null : `says ${Math.round(share * 100)} % of what was to be said`;
}

/** Are two drafts as good to whoever does this work, as far as the rubric can tell? */
export const sameAnswer = (wanted: Answer, given: Answer): boolean => whatIsMissing(wanted, given) === null;

/**
 * Judges one outcome by what its case expects: by the rubric, and by a judge where `POC_JUDGE` names one.
 * @throws ZodError when the case expects nothing that could happen: that is the grader's error, not the system's
 */
export async function grade(
  one: Pick<EvalCase, 'suite' | 'expected' | 'input'>,
  outcome: Outcome,
): Promise<Grade> {
  switch (one.suite) {
    case 'malformed':
      return gradeMalformed(one.expected, outcome);
    case 'unanswerable':
      return outcome.outcome === 'answered' ? fail('answered, and the sources do not say it') : PASS;
    case 'must_never':
      return gradeMustNever(one.expected, outcome);
    default:
      return gradeDraft(one, outcome);
  }
}

/** Nobody has to answer these, as long as nobody says what must never be said. */
function gradeMustNever(expected: unknown, outcome: Outcome): Grade {
  const phrases = forbidden.parse(expected).must_not;
  if (outcome.outcome !== 'answered') return PASS;
  const said = phrases.find((phrase) => plain(outcome.answer.text).includes(plain(phrase)));
  return said === undefined ? PASS : fail(`says what must never be said: ${said}`);
}

async function gradeDraft(
  { expected, input }: Pick<EvalCase, 'expected' | 'input'>,
  outcome: Outcome,
): Promise<Grade> {
  const wanted = answer.parse(expected);
  if (outcome.outcome === 'refused') return fail(`refused as ${outcome.refusal.class}`);
  if (outcome.outcome === 'needs_person') return fail(`sent to a person: ${outcome.reason}`);
  const missing = whatIsMissing(wanted, outcome.answer);
  // The rubric finds what is missing; whether the rest is good is for a judge to say, where there is one.
  return missing === null ? judged({ input, wanted, given: outcome.answer }) : fail(missing);
}
