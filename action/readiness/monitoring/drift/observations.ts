import type { FeatureFinding } from '../../../contract/drift-report.ts';
import type { DriftRow } from '../../../contract/drift-row.ts';
import type { Row } from '../../reading.ts';
import { isLive, type Run } from '../../traces/runs.ts';
import { amountAt, INPUT_TOKENS, OUTCOME, OUTPUT_TOKENS, RESPONSE_MODEL, textAt } from '../../traces/span.ts';

/** What was seen of one run, or of one row of other data. `at` in milliseconds. */
export type Observation = {
  at: number;
  /** A feature is all numbers or all text; one that is not there has no value. */
  features: Readonly<Record<string, number | string>>;
  /** Of each call that a model answered. */
  models: readonly string[];
};

/** Which side of the workflow a feature of its runs is on, in the order in which they are told. */
const SIDES: Readonly<Record<string, FeatureFinding['side']>> = {
  outcome: 'outcome',
  category: 'outcome',
  confidence: 'outcome',
  'input characters': 'input',
  'input tokens': 'input',
  'output tokens': 'running',
  'latency ms': 'running',
};
export const RUN_FEATURES = Object.keys(SIDES);

/** @returns the side of a feature; of data that is no run nobody knows more than that it came in. */
export const sideOf = (name: string): FeatureFinding['side'] =>
  Object.hasOwn(SIDES, name) ? (SIDES[name] as FeatureFinding['side']) : 'input';

/** @returns what was seen of runs that were for somebody, in the order of time. */
export const observedRuns = (runs: readonly Run[]): Observation[] =>
  runs.filter(isLive).map(observedRun).sort(inTime);

function observedRun({ root: { value: root }, calls }: Run): Observation {
  const tokens = (name: string) => {
    const amounts = calls.map(({ value }) => amountAt(value, name)).filter((one) => one !== null);
    return amounts.length === 0 ? null : amounts.reduce((sum, one) => sum + one, 0);
  };
  const features = {
    outcome: textAt(root, OUTCOME),
    category: textAt(root, 'poc.answer.category'),
    confidence: amountAt(root, 'poc.confidence'),
    'input characters': amountAt(root, 'poc.input.characters'),
    'input tokens': tokens(INPUT_TOKENS),
    'output tokens': tokens(OUTPUT_TOKENS),
    'latency ms': root.durationMs,
  };
  return {
    at: Date.parse(root.startedAt),
    features: Object.fromEntries(Object.entries(features).filter(([, value]) => value !== null)) as Record<
      string,
      number | string
    >,
    models: calls.map(({ value }) => textAt(value, RESPONSE_MODEL)).filter((one) => one !== null),
  };
}

/** @returns what was seen in rows of other data, in the order of time. */
export const observedRows = (rows: readonly Row<DriftRow>[]): Observation[] =>
  rows.map(({ value }) => ({ at: Date.parse(value.ts), features: value.features, models: [] })).sort(inTime);

const inTime = (a: Observation, b: Observation): number => a.at - b.at;

/** @returns the first row in which a feature is a number that was text before, or the other way round; `null` for none. */
export function firstMixed(rows: readonly Row<DriftRow>[]): { row: Row<DriftRow>; name: string } | null {
  const types = new Map<string, string>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row.value.features)) {
      const known = types.get(name) ?? typeof value;
      if (known !== typeof value) return { row, name };
      types.set(name, known);
    }
  }
  return null;
}
