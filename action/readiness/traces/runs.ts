import type { Row } from '../reading.ts';
import { remembered } from '../remembered.ts';
import {
  CASE_REF,
  INPUT_TOKENS,
  OPERATION,
  OUTCOME,
  OUTPUT_TOKENS,
  REQUEST_MODEL,
  RUN_KIND,
  type Span,
  textAt,
} from './span.ts';

type SpanRow = Row<Span>;

/** One run of the workflow: all spans of one trace. */
export type Run = {
  traceId: string;
  /** The span that says how the run ended; where none does, the root. */
  root: SpanRow;
  spans: readonly SpanRow[];
  /** Calls of models, retries and failures included, each once. */
  calls: readonly SpanRow[];
  /** Of the one case that it is about; `null` where it says none or several. */
  caseRef: string | null;
  /** How many cases it names. */
  cases: number;
};

/** What these spans say of tokens is the sum of what the calls below them say. */
const AROUND_CALLS = new Set([
  'invoke_agent',
  'invoke_workflow',
  'create_agent',
  'execute_tool',
  'retrieval',
]);

/** @returns the runs of a sample, in the order in which they come up in it. */
export const runsOf = remembered((rows: readonly SpanRow[]): Run[] => {
  const traces = new Map<string, SpanRow[]>();
  for (const row of rows) {
    const own = traces.get(row.value.traceId);
    if (own === undefined) traces.set(row.value.traceId, [row]);
    else own.push(row);
  }
  return [...traces].map(([traceId, spans]) => runOf(traceId, spans));
});

function runOf(traceId: string, spans: readonly SpanRow[]): Run {
  const root = rootOf(spans);
  const cases = new Set(spans.map(({ value }) => textAt(value, CASE_REF)).filter((one) => one !== null));
  const [caseRef = null] = cases;
  return {
    traceId,
    root,
    spans,
    calls: callsIn(spans),
    caseRef: cases.size === 1 ? caseRef : null,
    cases: cases.size,
  };
}

/** A server puts a span of its own around each request, so that the one of the run need not be the topmost. */
function rootOf(spans: readonly SpanRow[]): SpanRow {
  const inTime = [...spans].sort((a, b) => Date.parse(a.value.startedAt) - Date.parse(b.value.startedAt));
  const ids = new Set(spans.map(({ value }) => value.spanId));
  const isTop = ({ value }: SpanRow) => value.parentSpanId === null || !ids.has(value.parentSpanId);
  const found = inTime.find(({ value }) => textAt(value, OUTCOME) !== null) ?? inTime.find(isTop);
  return found ?? (inTime[0] as SpanRow);
}

const saysTokens = ({ value }: SpanRow): boolean =>
  textAt(value, INPUT_TOKENS) !== null || textAt(value, OUTPUT_TOKENS) !== null;

const saysModel = ({ value }: SpanRow): boolean =>
  textAt(value, OPERATION) !== null || textAt(value, REQUEST_MODEL) !== null;

/** An agent that runs elsewhere shows no calls below it: then what it says itself is all there is. */
function callsIn(spans: readonly SpanRow[]): SpanRow[] {
  const summed = aboveTokens(spans);
  return spans.filter((row) => {
    const around = AROUND_CALLS.has(textAt(row.value, OPERATION) ?? '');
    if (!around) return saysModel(row) || saysTokens(row);
    return saysTokens(row) && !summed.has(row.value.spanId);
  });
}

/** @returns ids of the spans below which some span says tokens. */
function aboveTokens(spans: readonly SpanRow[]): Set<string> {
  const parents = new Map(spans.map(({ value }) => [value.spanId, value.parentSpanId]));
  const above = new Set<string>();
  for (const { value } of spans.filter(saysTokens)) {
    let next = value.parentSpanId;
    while (next !== null && !above.has(next)) {
      above.add(next);
      next = parents.get(next) ?? null;
    }
  }
  return above;
}

/** @returns the steps of a run: calls of models and of tools. */
export const stepsOf = ({ spans, calls }: Run): number =>
  calls.length + spans.filter(({ value }) => textAt(value, OPERATION) === 'execute_tool').length;

/** @returns whether a run was for somebody, and not for an eval, a load test or a test. */
export const isLive = ({ root }: Run): boolean => (textAt(root.value, RUN_KIND) ?? 'live') === 'live';
