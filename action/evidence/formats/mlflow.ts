import { type EvalRecord, evalRecord } from '../../readiness/eval/eval-record.ts';
import { type Fault, FITS, type Format, OTHER, type Output, type Reader } from './format.ts';
import { caseId } from './shared/case-id.ts';
import { isFields, numberOf, own, textOf } from './shared/fields.ts';
import { lostScores } from './shared/lost-scores.ts';
import { scoreOf, soleScore, undeclaredNote } from './shared/scores.ts';
import { shown } from './shared/shown.ts';

/** `eval_results_table.json` of MLflow: a table as pandas splits it, with columns such as `answer_correctness/v1/score`. */
export const mlflow: Format = {
  id: 'mlflow',
  name: 'MLflow evaluation table',
  kind: 'json',
  cannotTell: [
    'whether a case passed, since it states no thresholds',
    'repeats, other than by their order',
    'cost',
  ],
  recognise(head) {
    if (head.kind !== 'json' || !isFields(head.outline)) return OTHER;
    const columns = own(head.outline, 'columns');
    const data = own(head.outline, 'data');
    if (!Array.isArray(columns) || !Array.isArray(data)) return OTHER;
    if (!columns.every((name) => typeof name === 'string') || !data.every(Array.isArray)) return OTHER;
    if (data.length === 0) return { answer: 'refused', ...EMPTY };
    // The outline may end before the first metric.
    const isWhole = (head.lengths.get('columns') ?? columns.length) <= columns.length;
    return isWhole && !columns.some(isMetric) ? { answer: 'lacks', field: 'a column `…/score`' } : FITS;
  },
  reader: (_, output) => readTable(output),
};

const EMPTY: Fault = {
  found: 'a table without rows',
  expected: 'a row for each case',
  remedy: 'Run the evaluation again, and look at why it evaluated none.',
};

const METRIC = /^(.+?)(?:\/v\d+)?\/score$/;

const isMetric = (column: unknown): boolean => typeof column === 'string' && METRIC.test(column);

function readTable(output: Output): Reader {
  const columns: string[] = [];
  let layout: Layout | null = null;
  const lost = lostScores('MLflow');
  let early = 0;
  return {
    from: ['columns', 'data'],
    element(value, place, path) {
      if (path === 'columns') {
        columns.push(String(textOf(value)));
        return;
      }
      if (columns.length === 0) early += 1;
      else if (!Array.isArray(value) || value.length !== columns.length)
        output.fault(uneven(value, columns.length), place);
      else {
        layout ??= layoutOf(columns);
        const record = recordOf(value, layout, place.row);
        lost.see(record);
        output.record(record, Object.fromEntries(columns.map((name, i) => [name, value[i]])));
      }
    },
    end() {
      if (early > 0) output.fault(COLUMNS_LAST);
      if (layout === null) return;
      for (const note of lost.notes()) output.note(note);
      if (layout.metrics.length === 0) output.fault(WITHOUT_METRICS);
      else output.note(undeclaredNote(new Set(layout.metrics.map(({ name }) => name))));
    },
  };
}

const uneven = (row: unknown, width: number): Fault => ({
  found: Array.isArray(row)
    ? `a row of ${row.length} cells under ${width} columns`
    : `a row that is ${shown(row)}`,
  expected: 'as many cells as columns',
  remedy: 'Download the table from MLflow again.',
});

const COLUMNS_LAST: Fault = {
  found: 'rows before their `columns`',
  expected: 'the table as MLflow writes it, `columns` first',
  remedy: 'Download the table from MLflow again.',
};

const WITHOUT_METRICS: Fault = {
  found: 'a table without a metric',
  expected: 'a column such as `answer_correctness/v1/score`',
  remedy: 'Evaluate with `extra_metrics`, or write the verdict of each case as plain JSON lines.',
};

/** Where what stands in each row. */
type Layout = {
  metrics: readonly { name: string; column: number }[];
  /** Columns of what was asked. */
  input: readonly number[];
  latency: number;
};

const INPUTS: ReadonlySet<string> = new Set(['inputs', 'input', 'question', 'query', 'request']);

/** What the system said and what was made of it, which is not what was asked. */
const NO_INPUT =
  /^(?:outputs?|predictions?|response|answer|context|contexts|latency|token_count|source_documents)$|\//;

function layoutOf(columns: readonly string[]): Layout {
  const indexed = columns.map((name, column) => ({ name, column }));
  const asked = indexed.filter(({ name }) => INPUTS.has(name));
  const input = asked.length > 0 ? asked.slice(0, 1) : indexed.filter(({ name }) => !NO_INPUT.test(name));
  return {
    metrics: indexed
      .filter(({ name }) => isMetric(name))
      .map(({ name, column }) => ({ name: METRIC.exec(name)?.[1] ?? name, column })),
    input: input.map(({ column }) => column),
    latency: columns.indexOf('latency'),
  };
}

function recordOf(row: readonly unknown[], { metrics, input, latency }: Layout, number: number): EvalRecord {
  const evaluators = metrics.map(({ name, column }) => {
    // A judge that could not be reached leaves null, and says so in its justification.
    const score = scoreOf(row[column]);
    return { name, score, threshold: null, verdict: score === null ? 'grader_error' : 'no_verdict' } as const;
  });
  const asked = input.map((column) => row[column]);
  const seconds = numberOf(row[latency]);
  return evalRecord({
    ...(caseId(undefined, asked.length === 1 ? asked[0] : asked) ?? { id: 'null', fingerprinted: true }),
    verdict: 'no_verdict',
    score: soleScore(evaluators),
    evaluators,
    latencyMs: seconds === null || seconds < 0 ? null : seconds * 1000,
    row: number,
  });
}
