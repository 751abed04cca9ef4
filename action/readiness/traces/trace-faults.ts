import { DAY, yetToCome } from '../clock.ts';
import { type Finding, notProven, type Spot } from '../finding.ts';
import { named, shortId } from '../named-ids.ts';
import type { Row } from '../reading.ts';
import { type Run, runsOf } from './runs.ts';
import {
  amountAt,
  CASE_REF,
  ERROR_TYPE,
  INPUT_TOKENS,
  OPERATION,
  OUTCOME,
  OUTPUT_TOKENS,
  REQUEST_MODEL,
  RUN_OUTCOMES,
  type Span,
  textAt,
  WORKFLOW_VERSION,
} from './span.ts';

const EXPORT = 'Export the traces of the running system with its OTLP exporter, and commit them as they are.';

/**
 * What a system that runs does not write, and a person does (gate.md, T5 and T6).
 *
 * @returns why a sample of traces was not exported by a running system, or `null`
 */
export function handMade(rows: readonly Row<Span>[], now: Date): Finding | null {
  const runs = runsOf(rows);
  const location = rows[0] ?? { file: '', line: null };
  const doubt = (message: string, at: Row<Span> | null = null) =>
    notProven(message, { location: at ?? location, remedy: EXPORT });
  const alike = writtenIds(runs.map(({ traceId }) => traceId));
  if (alike !== null) return doubt(`The ids of the traces were not drawn at random: ${named(alike)}.`);
  const future = rows.find(({ value }) => yetToCome(value.endedAt, now));
  if (future !== undefined)
    return doubt(`A span ends on ${future.value.endedAt}, which is yet to come.`, future);
  if (rows.every(({ value }) => value.durationMs === 0))
    return doubt(`Each of ${rows.length} spans ends in the nanosecond in which it starts.`);
  const [first] = runs;
  if (first !== undefined && sameLength(runs))
    return doubt(`Each of ${runs.length} runs took exactly ${first.root.value.durationMs} ms.`);
  const astray = runs.map(outsideItsRun).find((one) => one !== undefined);
  if (astray === undefined) return null;
  return doubt(
    `Span ${astray.value.spanId} starts on ${astray.value.startedAt}, outside the run that it is part of.`,
    astray,
  );
}

/** A number that is counted up changes in its last digits only. */
const COUNTED_UP = 4;
/** Random ids have about 14 different digits, and those that are half zeros have 10. */
const FEWEST_DIGITS = 4;

function writtenIds(ids: readonly string[]): string[] | null {
  const dull = ids.filter((id) => new Set(id).size < FEWEST_DIGITS);
  if (dull.length > 0) return dull;
  const starts = new Set(ids.map((id) => id.slice(0, -COUNTED_UP)));
  return ids.length > 1 && starts.size === 1 ? [...ids] : null;
}

/** Fewer runs, and shorter ones on a coarse clock, may come out alike. */
const ENOUGH_RUNS = 10;
const COARSE_MS = 10;

function sameLength(runs: readonly Run[]): boolean {
  const lengths = new Set(runs.map(({ root }) => root.value.durationMs));
  const [only = 0] = lengths;
  return runs.length >= ENOUGH_RUNS && lengths.size === 1 && only >= COARSE_MS;
}

/** Clocks of two services differ, and a call may be begun as the run ends. */
const SKEW_MS = 1000;

function outsideItsRun({ root, spans }: Run): Row<Span> | undefined {
  const ids = new Set(spans.map(({ value }) => value.spanId));
  const isBelow = ({ value }: Row<Span>) => value.parentSpanId !== null && ids.has(value.parentSpanId);
  const tops = spans.filter((row) => !isBelow(row));
  const from = tops.reduce((first, row) => Math.min(first, startOf(row)), startOf(root));
  const to = Date.parse(root.value.endedAt);
  return spans.find((row) => isBelow(row) && (startOf(row) < from - SKEW_MS || startOf(row) > to + SKEW_MS));
}

const startOf = ({ value }: Row<Span>): number => Date.parse(value.startedAt);

/** Of models that run within the process nobody counts tokens. */
const EMBEDDED = 'embedded/';

/** @returns what runs and calls do not say, at the line of each. */
export function unsaid(runs: readonly Run[]): Spot[] {
  return runs.flatMap((run) => [...ofRun(run), ...run.calls.flatMap(ofCall)]);
}

const spot = (row: Row<Span>, message: string): Spot => ({
  location: { file: row.file, line: row.line },
  message,
});

function ofRun({ root, cases, traceId }: Run): Spot[] {
  const { value } = root;
  const outcome = textAt(value, OUTCOME);
  const known = outcome === null || (RUN_OUTCOMES as readonly string[]).includes(outcome);
  const lacking = [OUTCOME, WORKFLOW_VERSION, CASE_REF].filter((name) => textAt(value, name) === null);
  return [
    ...lacking.map((name) => spot(root, `the run ${traceId} lacks \`${name}\``)),
    ...(known
      ? []
      : [
          spot(
            root,
            `the run ${traceId} has the \`${OUTCOME}\` ${shortId(outcome)}; expected ${RUN_OUTCOMES.join(', ')}`,
          ),
        ]),
    ...(cases > 1
      ? [spot(root, `the trace ${traceId} is about ${cases} cases; expected one for each run`)]
      : []),
  ];
}

function ofCall(row: Row<Span>): Spot[] {
  const { value } = row;
  const names = [OPERATION, REQUEST_MODEL].filter((name) => textAt(value, name) === null);
  const tokens = tokensOf(value).filter((name) => !saysTokens(value, name));
  return [...names, ...tokens].map((name) => spot(row, `the call ${value.spanId} lacks \`${name}\``));
}

/** Embeddings answer with no tokens. */
const tokensOf = (span: Span): string[] =>
  textAt(span, OPERATION) === 'embeddings' ? [INPUT_TOKENS] : [INPUT_TOKENS, OUTPUT_TOKENS];

/** A call that failed may say nothing; any other has taken and given at least one token, unless nobody counts them. */
function saysTokens(span: Span, name: string): boolean {
  if (textAt(span, ERROR_TYPE) !== null) return true;
  const tokens = amountAt(span, name);
  return isEmbedded(span) ? tokens !== null : tokens !== null && tokens > 0;
}

/** @returns whether a call was one of a model that runs within the process. */
export const isEmbedded = (span: Span): boolean =>
  (textAt(span, REQUEST_MODEL) ?? '').toLowerCase().startsWith(EMBEDDED);

/** @returns whole days since the newest run of a sample; `null` where it has none. */
export function daysSince(runs: readonly Run[], now: Date): number | null {
  if (runs.length === 0) return null;
  const newest = runs.reduce((latest, { root }) => Math.max(latest, startOf(root)), 0);
  return Math.floor((now.getTime() - newest) / DAY);
}
