import type { RowVerdict } from '../../contract/eval-run.ts';
import { type EvalRecord, evalRecord } from '../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Place,
  type Reader,
  type Recognition,
} from './format.ts';
import { at, type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from './shared/fields.ts';
import { fingerprint } from './shared/fingerprint.ts';
import { momentOf } from './shared/moment-of.ts';
import { amountOf, undeclaredNote, undeclaredScore } from './shared/scores.ts';
import { reasonOf, shown } from './shared/shown.ts';

/**
 * `evalite --outputPath results.json`: an element for each eval, with its results inside; since version 1 these are
 * called suites and evals. Scores have no threshold: `status` says that a case ran, and evalite's own threshold is one
 * of the mean of a whole run.
 */
export const evalite: Format = {
  id: 'evalite',
  name: 'evalite JSON',
  kind: 'json',
  cannotTell: [
    'a pass from a fail, unless `poc.yaml` declares a threshold',
    'the number of an attempt, or two cases with the same input from two attempts at one',
    'how long the system took (a duration also holds the scorers) and what it cost',
    'whether a file of evals did not load: it is left out',
  ],
  recognise,
  reader,
};

/** The list of evals and the key of their results, before and since version 1. */
const SHAPES = [
  { list: 'evals', inner: 'results' },
  { list: 'suites', inner: 'evals' },
] as const;

const shapeOf = (outline: unknown) =>
  SHAPES.find(({ list }) => isFields(outline) && Array.isArray(outline[list]));

function recognise(head: Head): Recognition {
  const shape = head.kind === 'json' ? shapeOf(head.outline) : undefined;
  if (head.kind !== 'json' || shape === undefined) return OTHER;
  if (typeof at(head.outline, 'run.runType') !== 'string') return OTHER;
  if ((head.lengths.get(shape.list) ?? 0) === 0) return NO_EVALS;
  const inner = at(head.outline, `${shape.list}.0`);
  return Array.isArray(fieldsOf(inner)[shape.inner])
    ? FITS
    : { answer: 'lacks', field: `\`${shape.list}[].${shape.inner}\`` };
}

const NO_EVALS: Recognition = {
  answer: 'refused',
  found: 'a run of evalite without an eval',
  expected: 'at least one',
  remedy:
    'Look at what `evalite` printed: files that do not load are left out. Correct them, and run it again.',
};

function reader(head: Head, output: Output): Reader {
  const outline = head.kind === 'json' ? head.outline : null;
  const { list, inner } = shapeOf(outline) ?? SHAPES[0];
  // SQLite writes a blank for the T, and UTC without saying so.
  const created = textOf(at(outline, 'run.createdAt'))?.replace(/^(\S+) (\S+)$/, '$1T$2');
  const produced = momentOf(created);
  if (produced !== null) output.producedAt(produced);
  const names = new Set<string>();
  let row = 0;
  const read = (result: unknown, suite: Suite, place: Place): void => {
    row += 1;
    const record = recordOf(fieldsOf(result), suite, row);
    if ('found' in record) output.fault(record, place);
    else {
      for (const { name } of record.evaluators) names.add(name);
      output.record(record, result);
    }
  };
  return {
    from: [list],
    element(value, place) {
      const fields = fieldsOf(value);
      const results = fields[inner];
      const name = textOf(fields.variantGroup) ?? textOf(fields.name);
      if (!Array.isArray(results) || name === null)
        return output.fault(wrong(`an eval: ${shown(value)}`, `\`name\` and the list \`${inner}\``), place);
      if (results.length === 0) output.fault(noResults(name), place);
      for (const result of results) read(result, { name, variant: textOf(fields.variantName) }, place);
    },
    end() {
      if (names.size > 0) output.note(undeclaredNote(names));
      if (at(outline, 'run.runType') === 'partial')
        output.note('This run is a partial one, of the evals that had changed.');
    },
  };
}

type Suite = { name: string; variant: string | null };

function recordOf(result: Fields, { name, variant }: Suite, row: number): EvalRecord | Fault {
  const { input, status } = result;
  const verdict = verdictOf(status, result.output);
  if (input === undefined) return wrong('`input`: nothing', 'what the task was asked');
  if (verdict === null) return wrong(`\`status\`: ${shown(status)}`, 'success, fail or running');
  const scores = listOf(result.scores).filter(isFields);
  const evaluators = scores.map((one) => undeclaredScore(textOf(one.name) ?? 'score', one.score));
  return evalRecord({
    // Its own ids count on from run to run.
    id: `${name} ${fingerprint(input)}`,
    fingerprinted: true,
    variant,
    verdict,
    // Without a scorer the mean is written as zero.
    score: evaluators.length === 0 ? null : numberOf(result.averageScore),
    evaluators,
    tokensIn: sumOf(result.traces, 'inputTokens'),
    tokensOut: sumOf(result.traces, 'outputTokens'),
    reason: status === 'success' ? null : reasonOf(fieldsOf(result.output).message ?? status),
    row,
  });
}

function verdictOf(status: unknown, output: unknown): RowVerdict | null {
  if (status === 'success' || status === 'running') return 'no_verdict';
  if (status !== 'fail') return null;
  return threwInScorer(fieldsOf(output).stack) ? 'grader_error' : 'system_error';
}

/** Whether it was the task or a scorer that threw stands only in the stack, which is kept in place of the output. */
const threwInScorer = (stack: unknown): boolean =>
  typeof stack === 'string' &&
  !stack.includes('executeTask') &&
  /create-scorer|Array\.map|Promise\.all/.test(stack);

function sumOf(traces: unknown, field: string): number | null {
  const amounts = listOf(traces)
    .map((trace) => amountOf(fieldsOf(trace)[field]))
    .filter((amount) => amount !== null);
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
}

const wrong = (found: string, expected: string): Fault => ({
  found,
  expected,
  remedy: 'Use the file as evalite wrote it.',
});

const noResults = (name: string): Fault => ({
  found: `the eval ${shown(name)} without a result`,
  expected: 'at least one',
  remedy: 'Look at its `data`: it gave no case. Correct it, and run it again.',
});
