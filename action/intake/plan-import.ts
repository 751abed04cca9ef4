import type { EvalCase } from '../contract/eval-case.ts';
import { caseId, itemCase, type KeyedHash, malformedCase, type Origin, spreadOverReasons } from './cases.ts';
import type { Entry, Item, Malformed } from './entry.ts';
import { comparableText } from './fields.ts';
import { type Comparable, type Representatives, representatives } from './groups.ts';
import type { Target } from './labels.ts';
import { type Candidate, type SamplingPlan, type Shuffle, type Split, sample } from './sample.ts';
import { type Placed, sliceFields } from './slices.ts';
import { assertAddsUp, countsOf, type LabelRow, type Tally } from './tally.ts';

/** All that an import depends on. Nothing here touches the disk or the clock. */
export type ImportInput = {
  /** In the source's order. */
  entries: readonly Entry[];
  /** One word for each file that was not read: its extension, or what it is. */
  notMatched: readonly string[];
  /** What each label of the source becomes. */
  labels: ReadonlyMap<string, Target>;
  /** The fields whose values name slices. */
  sliceFields: readonly string[];
  /** Cases that exist already, training cases too. */
  known: readonly Comparable[];
  plan: SamplingPlan;
  origin: Origin;
  shuffle: Shuffle;
  hash: KeyedHash;
};

export type ImportPlan = { scored: EvalCase[]; training: EvalCase[]; malformed: EvalCase[]; tally: Tally };

/** Enough to test the input contract on; more would only swell the repository, since each may have 64 KiB. */
export const MAX_MALFORMED_CASES = 200;

type Labelled = { item: Item; label: Target };

/** @returns the cases to write, and what became of everything else. */
export function planImport(input: ImportInput): ImportPlan {
  const { plan, origin, hash } = input;
  const items = input.entries.filter((entry) => entry.status === 'item');
  const labelled = items.flatMap((item): Labelled[] => {
    const label = item.label === null ? undefined : input.labels.get(item.label);
    return label === undefined ? [] : [{ item, label }];
  });
  const chosen = representatives(
    input.known,
    labelled.map(({ item }) => comparable(item, origin, hash)),
  );
  const split = sample(candidates(labelled, chosen), plan, input.shuffle);
  const isNew = (place: number) => !chosen.present.has(place);
  const build = (places: number[]): EvalCase[] =>
    places.filter(isNew).flatMap((place) => {
      const one = labelled[place];
      return one ? [itemCase(one.item, one.label, origin, hash)] : [];
    });
  const broken = input.entries.filter((entry) => entry.status === 'malformed');
  const malformed = spreadOverReasons(broken, Math.min(plan.wanted, MAX_MALFORMED_CASES)).map((entry) =>
    malformedCase(entry, origin, hash),
  );
  const unlabelled = items.length - labelled.length;
  const tally = tallyOf(input, labelled, chosen, split, broken, unlabelled, malformed.length);
  return {
    scored: build(split.scored),
    training: build(split.training).map((one) => ({ ...one, suite: 'training' as const })),
    malformed,
    tally,
  };
}

function comparable(item: Item, origin: Origin, hash: KeyedHash): Comparable {
  return { text: comparableText(item.fields), id: caseId(item, origin.sourceSystem, hash) };
}

function candidates(labelled: readonly Labelled[], { chosen }: Representatives): Candidate[] {
  return chosen.flatMap((place) => {
    const one = labelled[place];
    return one ? [{ place, identifier: one.item.identifier, label: one.label }] : [];
  });
}

function tallyOf(
  input: ImportInput,
  labelled: readonly Labelled[],
  chosen: Representatives,
  split: Split,
  broken: readonly Malformed[],
  unlabelled: number,
  malformedSampled: number,
): Tally {
  const taken = [...split.scored, ...split.training];
  const present = taken.filter((place) => chosen.present.has(place)).length;
  const fresh = (places: number[]) => places.filter((place) => !chosen.present.has(place)).length;
  const placed = placesOf(labelled, chosen, split);
  const counts = {
    read: input.entries.length + input.notMatched.length,
    sampled: fresh(split.scored),
    training: fresh(split.training),
    already_present: present,
    duplicates: chosen.left.size,
    malformed: broken.length + unlabelled,
    not_sampled: chosen.chosen.length - taken.length,
    not_matched: input.notMatched.length,
  };
  assertAddsUp(counts);
  const reasons = [...broken.map((entry) => entry.reason), ...Array<string>(unlabelled).fill('no_label')];
  return {
    counts,
    labels: labelRows(placed, labelled, chosen),
    slices: sliceFields(input.sliceFields, placed),
    malformed: countsOf(reasons),
    malformed_sampled: malformedSampled,
    duplicates: {
      groups: chosen.groups,
      exact: 0,
      near: 0,
      same_identifier: 0,
      ...countsOf(chosen.left.values()),
    },
    not_matched: countsOf(input.notMatched),
  };
}

function placesOf(labelled: readonly Labelled[], { present }: Representatives, split: Split): Placed[] {
  const [scored, training] = [new Set(split.scored), new Set(split.training)];
  return labelled.map(({ item }, place) => {
    if (present.has(place)) return { item, split: null };
    return { item, split: scored.has(place) ? 'sampled' : training.has(place) ? 'training' : null };
  });
}

function labelRows(
  placed: readonly Placed[],
  labelled: readonly Labelled[],
  { chosen }: Representatives,
): LabelRow[] {
  const rows = new Map<string, LabelRow>();
  const distinct = new Set(chosen);
  labelled.forEach(({ item, label: mapped }, place) => {
    const label = item.label ?? '';
    const row = rows.get(label) ?? { label, mapped, items: 0, distinct: 0, sampled: 0, training: 0 };
    row.items++;
    if (distinct.has(place)) row.distinct++;
    const split = placed[place]?.split ?? null;
    if (split !== null) row[split]++;
    rows.set(label, row);
  });
  return [...rows.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}
