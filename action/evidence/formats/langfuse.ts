import { type EvalRecord, evalRecord } from '../../readiness/eval/eval-record.ts';
import {
  type Fault,
  FITS,
  type Format,
  OTHER,
  type Output,
  type Reader,
  type Recognition,
} from './format.ts';
import { caseId } from './shared/case-id.ts';
import { at, isFields, listOf, own, textOf } from './shared/fields.ts';
import { soleScore, undeclaredNote, undeclaredScore } from './shared/scores.ts';
import { reasonOf, shown } from './shared/shown.ts';

/** What `runExperiment` of Langfuse's SDKs returns, written as JSON (`item_results` by way of Python). */
export const langfuse: Format = {
  id: 'langfuse',
  name: 'Langfuse experiment',
  kind: 'json',
  cannotTell: [
    'from which score on a case passes',
    'which cases the system failed on: the SDK leaves them out',
    'how long an answer took, its tokens or its cost',
  ],
  recognise: (head) => (head.kind === 'json' ? recogniseOutline(head.outline) : OTHER),
  reader: (_, output) => ({ from: PATHS, ...langfuseReader(output) }),
};

const PATHS = ['itemResults', 'item_results'] as const;

function recogniseOutline(outline: unknown): Recognition {
  if (!isFields(outline)) return OTHER;
  const path = PATHS.find((one) => Array.isArray(own(outline, one)));
  // `itemResults` alone is a word that shops and graders use as well.
  const isRun = Object.hasOwn(outline, 'runEvaluations') || Object.hasOwn(outline, 'run_evaluations');
  if (path === undefined || !isRun) return OTHER;
  const items = listOf(own(outline, path));
  if (items.length === 0) return { answer: 'refused', ...NO_ITEMS };
  return items.every((item) => isFields(item) && Object.hasOwn(item, 'evaluations'))
    ? FITS
    : { answer: 'lacks', field: 'evaluations' };
}

function langfuseReader(output: Output): Reader {
  const names = new Set<string>();
  return {
    element(value, place) {
      const record = recordOf(value, place.row);
      if (record === null) {
        output.fault(notAnItem(value), place);
        return;
      }
      for (const one of record.evaluators) names.add(one.name);
      output.record(record);
    },
    end() {
      if (names.size > 0) output.note(undeclaredNote(names));
    },
  };
}

function recordOf(value: unknown, row: number): EvalRecord | null {
  if (!isFields(value)) return null;
  // Items of a dataset have an id; those of a list in the code have none.
  const named = caseId(at(value, 'item.id'), at(value, 'item.input') ?? own(value, 'input'));
  if (named === null || !Array.isArray(own(value, 'evaluations'))) return null;
  const evaluators = listOf(own(value, 'evaluations')).map((one) =>
    undeclaredScore(textOf(at(one, 'name')) ?? 'evaluation', at(one, 'value')),
  );
  const comment = listOf(own(value, 'evaluations')).map((one) => reasonOf(at(one, 'comment')));
  return evalRecord({
    ...named,
    row,
    verdict: 'no_verdict',
    score: soleScore(evaluators),
    evaluators,
    reason: comment.length === 1 ? (comment[0] ?? null) : null,
  });
}

const NO_ITEMS: Fault = {
  found: 'an experiment of Langfuse without items',
  expected: 'the result of at least one item',
  remedy: 'Run the experiment again; items on which the task throws are left out of the result.',
};

const notAnItem = (value: unknown): Fault => ({
  found: isFields(value)
    ? `item ${shown(own(value, 'item'))}, evaluations ${shown(own(value, 'evaluations'))}`
    : shown(value),
  expected: 'an object with item (with an id or an input) and a list of evaluations',
  remedy: 'Write what runExperiment returns into the file, as it is.',
});
