import {
  type Fault,
  FITS,
  type Format,
  type Head,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from '../format.ts';
import { at, type Fields, fieldsOf, isFields, listOf, numberOf, own } from '../shared/fields.ts';
import { momentOf } from '../shared/moment-of.ts';
import { totalFault } from '../shared/stated-total.ts';
import { type PromptfooCounts, promptfooNotes, promptfooRows } from './promptfoo-row.ts';

export const PROMPTFOO_CANNOT_TELL: readonly string[] = [
  'two cases with the same variables and assertions from two attempts at one, unless the tests have a `metadata.id`',
  'the number of an attempt',
];

/**
 * JSON of promptfoo: `-o results.json` (rows below `results.results`), the record of its web view and database (the
 * same, below a version of its own), and the bare summary of 2023 and of its Node API (rows below `results`). Told by
 * their shape, as one version number stands over several.
 */
export const promptfoo: Format = {
  id: 'promptfoo',
  name: 'promptfoo JSON',
  kind: 'json',
  cannotTell: PROMPTFOO_CANNOT_TELL,
  recognise,
  reader,
};

type Summary = { fields: Fields; path: string; rows: readonly unknown[] };

function summaryIn(outline: unknown): Summary | null {
  if (!isFields(outline)) return null;
  const results = own(outline, 'results');
  if (Array.isArray(results)) return { fields: outline, path: 'results', rows: results };
  if (!isFields(results)) return null;
  const rows = own(results, 'results');
  return Array.isArray(rows) ? { fields: results, path: 'results.results', rows } : null;
}

function recognise(head: Head): Recognition {
  const summary = head.kind === 'json' ? summaryIn(head.outline) : null;
  if (head.kind !== 'json' || summary === null) return OTHER;
  const dumped = summary.path === 'results' && isEvaluation(summary.fields);
  const counted = typeof at(summary.fields, 'stats.successes') === 'number';
  if (!dumped && !counted && !summary.rows.some(isRow)) return OTHER;
  if ((head.lengths.get(summary.path) ?? summary.rows.length) === 0) return dumped ? ROWS_GONE : NO_ROWS;
  if (summary.rows.some((row) => typeof fieldsOf(row).success === 'boolean')) return FITS;
  return summary.rows.some(isAnswer)
    ? NO_VERDICTS
    : { answer: 'lacks', field: `\`${summary.path}[].success\`` };
}

/** The object that `evaluate()` of the Node API returns; its rows went to promptfoo's database. */
const isEvaluation = (fields: Fields): boolean =>
  Array.isArray(own(fields, 'prompts')) &&
  (typeof own(fields, '_resultsLoaded') === 'boolean' ||
    typeof at(listOf(own(fields, 'prompts'))[0], 'metrics.testPassCount') === 'number');

const isRow = (row: unknown): boolean =>
  isAnswer(row) && typeof fieldsOf(row).success === 'boolean' && isFields(fieldsOf(row).prompt);

const isAnswer = (row: unknown): boolean =>
  isFields(row) && (isFields(row.prompt) || isFields(row.vars) || isFields(row.response));

const ROWS_GONE: Recognition = {
  answer: 'refused',
  found: 'an evaluation of promptfoo’s Node API without its rows, which are in promptfoo’s database',
  expected: 'the result of each case',
  remedy: 'Write what `await evaluation.toEvaluateSummary()` gives, or name a file in `outputPath`.',
};

const NO_ROWS: Recognition = {
  answer: 'refused',
  found: 'a result of promptfoo without a row',
  expected: 'at least one',
  remedy:
    'Look at why `promptfoo eval` ran no test (a filter, or a test file that is empty), and run it again.',
};

const NO_VERDICTS: Recognition = {
  answer: 'refused',
  found: 'answers of promptfoo without `success`, as its first versions wrote them',
  expected: 'whether each case passed',
  remedy: 'Run `promptfoo eval` again with a version from June 2023 or later.',
};

function reader(head: Head, output: Output): Reader {
  const outline = head.kind === 'json' ? head.outline : null;
  const summary = summaryIn(outline);
  const produced = momentOf(at(summary?.fields, 'timestamp')) ?? momentOf(at(outline, 'createdAt'));
  if (produced !== null) output.producedAt(produced);
  const { element, counts } = promptfooRows(output);
  return {
    from: [summary?.path ?? 'results.results'],
    element,
    end() {
      for (const note of promptfooNotes(counts)) output.note(note);
      for (const fault of disagreements(at(summary?.fields, 'stats'), counts)) output.fault(fault);
    },
  };
}

/** Failures and errors are taken together: promptfoo itself does not always part them in the same way. */
function disagreements(stats: unknown, { rows, successes, compared }: PromptfooCounts): Fault[] {
  const stated = numberOf(at(stats, 'successes'));
  if (stated === null) return [];
  const bad = (numberOf(at(stats, 'failures')) ?? 0) + (numberOf(at(stats, 'errors')) ?? 0);
  return [
    totalFault(stated + bad, rows, 'stats.successes + failures + errors'),
    compared > 0 ? null : totalFault(stated, successes, 'stats.successes'),
  ].filter((fault) => fault !== null);
}
