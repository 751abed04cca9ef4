import type { GraderAgreement, LabelledOutput } from '../../contract/grader-agreement.ts';
import { type Agreement, agreement, type VerdictCounts } from '../../statistics/agreement.ts';
import type { GraderLabels } from '../evidence.ts';
import { isBuilder } from '../named-users.ts';
import { nameKey, sameName } from '../names.ts';
import { sameModel } from './model-names.ts';

type Said = LabelledOutput['graded'];

/** What people said of graded outputs, counted again from the outputs themselves. */
export type LabelCount = {
  /** Outputs that somebody labelled who may. */
  labelled: number;
  /** Of these, outputs that two people or more labelled. */
  doubled: number;
  /** Of the doubled, outputs of which the first two said the same, and their agreement beyond chance. */
  alike: number;
  kappa: number | null;
  /** Outputs on which people are as many for as against, so that nobody can say who is right. */
  undecided: number;
  /** The grader against the people; `null` when no output is decided. */
  grader: Agreement | null;
  counts: VerdictCounts;
  /** Cases of outputs that the grader passed and people failed, and the other way round. */
  falsePasses: readonly string[];
  falseFails: readonly string[];
  people: readonly string[];
  /** Cases that the labelled outputs are of. */
  cases: number;
  /** Outputs that do not count, with the reason. */
  left: readonly { index: number; case: string; why: string }[];
  /** Outputs of which the results hold another verdict than the file says; theirs is taken. */
  corrected: readonly string[];
};

type Judged = { case: string; people: readonly Said[]; graded: Said };

/**
 * Counts labels of people. Those of builders and of models do not count, nor do an output that stands twice or is of
 * no case of this tree.
 *
 * @param models what judged and what was judged; neither labels itself
 * @param authors names and addresses of those who built it
 */
export function countLabels(
  said: GraderAgreement,
  { caseIds, results, author }: GraderLabels,
  models: readonly string[],
  authors: readonly string[],
): LabelCount {
  const builders = author === null ? authors : [...authors, author];
  const seen = new Set<string>();
  const recorded = verdictsOf(said, results);
  const people = new Map<string, string>();
  const left: { index: number; case: string; why: string }[] = [];
  const corrected: string[] = [];
  const judged = said.outputs.flatMap((one, index): Judged[] => {
    const key = keyOf(one.case, one.output);
    const labels = labelsThatCount(one, models, builders);
    const why = whyNot(one, key, labels.size, { caseIds, seen });
    if (why !== null) left.push({ index, case: one.case, why });
    if (why !== null) return [];
    seen.add(key);
    for (const [name, { by }] of labels) people.set(name, by);
    const graded = gradedBy(one, recorded.get(key));
    if (graded !== one.graded) corrected.push(one.case);
    return [{ case: one.case, people: [...labels.values()].map((label) => label.verdict), graded }];
  });
  return { ...compare(judged), people: [...people.values()], left, corrected };
}

/** Spaces and capitals make no other output of it. */
const keyOf = (id: string, output: unknown): string =>
  JSON.stringify([
    id,
    JSON.stringify(output)
      .replace(/\\[nrt]|\s+/g, ' ')
      .toLowerCase(),
  ]);

/** One label a person, in the order of their names, so that the order in the file makes no difference. */
function labelsThatCount({ labels }: LabelledOutput, models: readonly string[], builders: readonly string[]) {
  const allowed = labels.filter(
    ({ by }) =>
      !models.some((model) => sameName(model, by) || sameModel(model, by)) &&
      !isBuilder({ pseudonym: by, role: '', acknowledged_on: null }, builders),
  );
  const byName = new Map(allowed.map((label) => [nameKey(label.by), label]));
  return new Map([...byName].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function whyNot(
  one: LabelledOutput,
  key: string,
  labels: number,
  { caseIds, seen }: { caseIds: ReadonlySet<string>; seen: ReadonlySet<string> },
): string | null {
  if (!caseIds.has(one.case)) return 'is of no case in eval/cases';
  if (seen.has(key)) return 'stands twice';
  return labels === 0
    ? `was labelled by ${one.labels.map(({ by }) => by).join(', ')} alone, who built it or is a model`
    : null;
}

/** Verdicts of this very grader on these very outputs, where results hold them: what was measured goes before what is said. */
function verdictsOf(said: GraderAgreement, results: GraderLabels['results']): Map<string, Set<Said>> {
  const recorded = new Map<string, Set<Said>>();
  if (results === null || results.run?.inputs.grader !== said.grader) return recorded;
  const asked = new Set(said.outputs.map((one) => one.case));
  for (const { value } of results.rows) {
    const { id, answer, verdict } = value;
    if (!asked.has(id) || answer === null || (verdict !== 'pass' && verdict !== 'fail')) continue;
    const key = keyOf(id, answer);
    recorded.set(key, (recorded.get(key) ?? new Set()).add(verdict));
  }
  return recorded;
}

/** A judge that says now this and now that of one output may be quoted with either. */
function gradedBy({ graded }: LabelledOutput, recorded: ReadonlySet<Said> | undefined): Said {
  if (recorded === undefined || recorded.has(graded)) return graded;
  return graded === 'pass' ? 'fail' : 'pass';
}

function compare(judged: readonly Judged[]): Omit<LabelCount, 'people' | 'left' | 'corrected'> {
  const decided = judged.flatMap((one) => {
    const verdict = majority(one.people);
    return verdict === null ? [] : [{ ...one, verdict }];
  });
  const cases = (graded: Said, verdict: Said) =>
    decided.filter((one) => one.graded === graded && one.verdict === verdict).map((one) => one.case);
  const falsePasses = cases('pass', 'fail');
  const falseFails = cases('fail', 'pass');
  const counts = {
    truePass: cases('pass', 'pass').length,
    trueFail: cases('fail', 'fail').length,
    falsePass: falsePasses.length,
    falseFail: falseFails.length,
  };
  return {
    ...betweenPeople(judged),
    labelled: judged.length,
    cases: new Set(judged.map((one) => one.case)).size,
    undecided: judged.length - decided.length,
    grader: decided.length === 0 ? null : agreement(counts),
    counts,
    falsePasses,
    falseFails,
  };
}

function majority(verdicts: readonly Said[]): Said | null {
  const passes = verdicts.filter((one) => one === 'pass').length;
  if (passes * 2 === verdicts.length) return null;
  return passes * 2 > verdicts.length ? 'pass' : 'fail';
}

function betweenPeople(judged: readonly Judged[]): Pick<LabelCount, 'doubled' | 'alike' | 'kappa'> {
  const pairs = judged.flatMap(({ people: [one, other] }) => (one && other ? [[one, other] as const] : []));
  const count = (one: Said, other: Said) =>
    pairs.filter((pair) => pair[0] === one && pair[1] === other).length;
  const counts = {
    truePass: count('pass', 'pass'),
    trueFail: count('fail', 'fail'),
    falsePass: count('pass', 'fail'),
    falseFail: count('fail', 'pass'),
  };
  return {
    doubled: pairs.length,
    alike: counts.truePass + counts.trueFail,
    kappa: pairs.length === 0 ? null : agreement(counts).kappa,
  };
}
