import type { Likeness } from './groups.ts';
import type { Target } from './labels.ts';
import type { SliceField } from './slices.ts';

/** What became of everything that was read. All but `read` add up to it. */
export type Counts = {
  read: number;
  /** New cases, to be scored. */
  sampled: number;
  /** New cases, to train on. */
  training: number;
  /** Sampled again, and a case already. */
  already_present: number;
  duplicates: number;
  malformed: number;
  not_sampled: number;
  not_matched: number;
};

/** One label of the source, and how many of its items came how far. */
export type LabelRow = {
  label: string;
  mapped: Target;
  items: number;
  /** Without duplicates. */
  distinct: number;
  sampled: number;
  training: number;
};

export type Tally = {
  counts: Counts;
  labels: LabelRow[];
  /** Of each field that is to name slices. */
  slices: SliceField[];
  /** How many for each reason; reasons that did not occur are absent. */
  malformed: Record<string, number>;
  /** Malformed items that become cases. Items without a label parse, and so never do. */
  malformed_sampled: number;
  duplicates: { groups: number } & Record<Likeness, number>;
  /** How many for each extension that `--only` left out, and for what is not a plain file. */
  not_matched: Record<string, number>;
};

/** @returns how often each value occurs, the commonest first. */
export function countsOf(values: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}

/** @throws when the counts do not add up: then something was dropped in silence, and that is a bug. */
export function assertAddsUp(counts: Counts): void {
  const { read, ...rest } = counts;
  const sum = Object.values(rest).reduce((a, b) => a + b, 0);
  if (sum !== read) throw new Error(`read ${read} but accounted for ${sum}: ${JSON.stringify(counts)}`);
}
