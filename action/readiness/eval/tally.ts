import { type RowVerdict, VERDICTS } from '../../contract/words.ts';
import type { Cluster } from '../../statistics/effective-n.ts';
import type { EvalRecord } from './eval-record.ts';

/** What stands in a file of results, counted. */
export type Tally = {
  rows: number;
  /** Distinct case ids. */
  cases: number;
  verdicts: Readonly<Record<RowVerdict, number>>;
  /** The fewest and the most attempts that a case has. */
  attempts: { fewest: number; most: number };
  /** Groups of cases that are alike; as many as cases where nothing says so. */
  clusters: number;
  /** Rows and passes of each variant, where the file compares several; at most {@link MOST_VARIANTS}. */
  variants: ReadonlyMap<string, { rows: number; passes: number }>;
  /** Rows that say it. */
  said: Readonly<Record<'score' | 'latency' | 'tokens' | 'cost' | 'slices', number>>;
  cached: number;
  /** Rows whose id is a fingerprint of their input. */
  fingerprinted: number;
  /** Attempts with a verdict, by cluster: what the interval rests on. One object with ever other figures. */
  judged(): Iterable<Cluster>;
};

const MOST_VARIANTS = 20;

/**
 * Counts records as they come. A million of them take 8 bytes each: a case is kept as 50 bits of its id's hash with its
 * verdict in one number, and all are sorted at the end. Where clusters are named, they take as much again.
 */
export function createTally(): { add(record: EvalRecord): void; finish(): Tally } {
  const cases = createColumn();
  let clusters: Column | null = null;
  const counts = Object.fromEntries(VERDICTS.map((one) => [one, 0])) as Record<RowVerdict, number>;
  const variants = new Map<string, { rows: number; passes: number }>();
  const said = { score: 0, latency: 0, tokens: 0, cost: 0, slices: 0 };
  const sums = { rows: 0, cached: 0, fingerprinted: 0 };
  return {
    add(record) {
      sums.rows += 1;
      counts[record.verdict] += 1;
      const code = codeOf(record.verdict);
      const value = hashOf(record.id) * 8 + code;
      // Until one is named, each case is its own cluster.
      if (record.cluster !== null) clusters ??= cases.copy();
      clusters?.push(record.cluster === null ? value : hashOf(record.cluster) * 8 + code);
      cases.push(value);
      countVariant(variants, record);
      countSaid(said, record);
      if (record.cached) sums.cached += 1;
      if (record.fingerprinted) sums.fingerprinted += 1;
    },
    finish() {
      const byCase = cases.sorted();
      const byCluster = clusters?.sorted() ?? byCase;
      return {
        ...sums,
        ...attemptsIn(byCase),
        clusters: groupsIn(byCluster),
        verdicts: counts,
        variants,
        said,
        judged: () => judgedIn(byCluster),
      };
    },
  };
}

function countVariant(variants: Map<string, { rows: number; passes: number }>, record: EvalRecord): void {
  if (record.variant === null) return;
  const seen = variants.get(record.variant);
  if (seen === undefined && variants.size >= MOST_VARIANTS) return;
  const { rows, passes } = seen ?? { rows: 0, passes: 0 };
  variants.set(record.variant, { rows: rows + 1, passes: passes + (record.verdict === 'pass' ? 1 : 0) });
}

function countSaid(said: { -readonly [K in keyof Tally['said']]: number }, record: EvalRecord): void {
  if (record.score !== null || record.evaluators.length > 0) said.score += 1;
  if (record.latencyMs !== null) said.latency += 1;
  if (record.tokensIn !== null || record.tokensOut !== null) said.tokens += 1;
  if (record.costUsd !== null) said.cost += 1;
  if (record.slices.length > 0) said.slices += 1;
}

type Column = { push(value: number): void; copy(): Column; sorted(): Float64Array };

/** Numbers that arrive one by one, in as little memory as they need. */
function createColumn(start: Float64Array = new Float64Array(0)): Column {
  let length = start.length;
  let values = grown(start, length);
  return {
    push(value: number): void {
      if (length === values.length) values = grown(values, length);
      values[length] = value;
      length += 1;
    },
    copy: () => createColumn(values.subarray(0, length)),
    sorted: () => values.subarray(0, length).sort(),
  };
}

function grown(values: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(Math.max(1024, length * 2));
  larger.set(values);
  return larger;
}

/** 50 bits from two runs of FNV-1a (32 bits) with different starts: among a million ids two agree once in 2,000 files. */
function hashOf(text: string): number {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x01000193) ^ (other >>> 13);
  }
  return (one >>> 0) * 2 ** 18 + (other >>> 14);
}

const keyOf = (value: number): number => Math.floor(value / 8);

function groupsIn(sorted: Float64Array): number {
  let groups = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (i === 0 || keyOf(sorted[i] as number) !== keyOf(sorted[i - 1] as number)) groups += 1;
  }
  return groups;
}

function attemptsIn(sorted: Float64Array): Pick<Tally, 'cases' | 'attempts'> {
  let cases = 0;
  let fewest = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let start = 0; start < sorted.length; ) {
    const end = endOfGroup(sorted, start);
    cases += 1;
    fewest = Math.min(fewest, end - start);
    most = Math.max(most, end - start);
    start = end;
  }
  return { cases, attempts: { fewest: cases === 0 ? 0 : fewest, most } };
}

function endOfGroup(sorted: Float64Array, start: number): number {
  const key = keyOf(sorted[start] as number);
  let end = start + 1;
  while (end < sorted.length && keyOf(sorted[end] as number) === key) end += 1;
  return end;
}

/** What has no verdict leaves the rate; a system that gave no answer counts as one that failed. */
function* judgedIn(sorted: Float64Array): Generator<Cluster> {
  const cluster = { passes: 0, trials: 0 };
  for (let start = 0; start < sorted.length; ) {
    const end = endOfGroup(sorted, start);
    cluster.passes = 0;
    cluster.trials = 0;
    for (let i = start; i < end; i += 1) {
      const code = (sorted[i] as number) % 8;
      if (code === PASS) cluster.passes += 1;
      if (code !== GRADER_ERROR && code !== NO_VERDICT) cluster.trials += 1;
    }
    if (cluster.trials > 0) yield cluster;
    start = end;
  }
}

const codeOf = (one: RowVerdict): number => VERDICTS.indexOf(one);
const PASS = codeOf('pass');
const GRADER_ERROR = codeOf('grader_error');
const NO_VERDICT = codeOf('no_verdict');
