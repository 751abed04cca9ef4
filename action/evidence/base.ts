import type { EvalRun } from '../contract/eval-run.ts';
import { listed, type Manifest } from '../contract/manifest.ts';
import type { Mapping } from '../contract/mapping.ts';
import { describeProblem } from '../contract/problem.ts';
import { staleInputs } from '../readiness/eval/freshness.ts';
import type { Base } from '../readiness/evidence.ts';
import { readValue } from '../readiness/reading.ts';
import { readCodeOwners } from './code-owners.ts';
import { openCommitTree } from './commit-tree.ts';
import { digestInputs, digestOf } from './digests.ts';
import { readResultSet } from './eval-results.ts';
import {
  readBaseline,
  readCaseChanges,
  readCases,
  readKill,
  readManifest,
  readThresholds,
  readWaivers,
} from './poc-files.ts';
import { readBasePolicies } from './policy-files.ts';
import { type Repository, resolveCommit } from './repository.ts';
import type { Tree } from './tree.ts';

/** Which commit to compare with: decided at the edge, since only it knows the event or the argument. */
export type BaseChoice =
  | { commit: string; how: string }
  /** Nothing came before, which is `how`. */
  | { commit: null; how: string; lost: false }
  /** There is a base, and this clone does not have it. Checks that compare are then not proven. */
  | { commit: null; how: string; lost: true; remedy: string };

/** The first that this clone has is taken for the default branch. */
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * At a desk: the given reference, else where this branch left the default branch, else the last commit.
 *
 * @param ref what `--base` said
 */
export async function chooseBase(repository: Repository, ref: string | null): Promise<BaseChoice> {
  if (repository.head === null)
    return { commit: null, how: 'this repository has no commit yet', lost: false };
  if (ref !== null) {
    const commit = await resolveCommit(repository, ref);
    return commit === null
      ? {
          commit: null,
          how: `${ref}, which is not a commit of this clone,`,
          lost: true,
          remedy: `Fetch it (\`git fetch origin ${ref}\`), or name another with \`--base\`.`,
        }
      : await mergeBase(repository, commit, ref);
  }
  for (const name of DEFAULT_BRANCHES) {
    const commit = await resolveCommit(repository, name);
    if (commit === repository.head) break;
    if (commit !== null) return mergeBase(repository, commit, name);
  }
  return { commit: repository.head, how: 'the last commit' };
}

/** Where two lines of history parted; the commit itself where they never met. */
export async function mergeBase({ git, head }: Repository, commit: string, how: string): Promise<BaseChoice> {
  const answer = await git(['merge-base', commit, head ?? 'HEAD']);
  return { commit: answer.ok ? answer.bytes.toString('utf8').trim() : commit, how };
}

/** Results of the base: the files of a tree that match, and where they come from. */
export type BaseResults = { tree: Tree; patterns: readonly string[]; how: string };

/** Where results of the base may lie, other than in its tree. */
export type Elsewhere = {
  /** Named by a person: goes before the tree. */
  named: BaseResults | null;
  /** Asked when the tree has none, with the patterns of `poc.yaml`. Gives the results, or why there are none. */
  ask: ((commit: string, patterns: readonly string[]) => Promise<BaseResults | string>) | null;
};

const NOWHERE_ELSE: Elsewhere = { named: null, ask: null };

/**
 * Reads what the checks compare with. What the base does not have, or has broken, is simply not there.
 *
 * @throws GitFailure when this clone lacks a part of the base
 */
export async function readBase(
  repository: Repository,
  commit: string,
  how: string,
  head: Manifest | undefined,
  elsewhere: Elsewhere = NOWHERE_ELSE,
): Promise<Base> {
  const tree = openCommitTree(repository.git, commit, repository.prefix);
  const manifest = readValue(await readManifest(tree));
  const known = manifest?.value ?? head;
  const [policies, codeOwners, ...files] = await Promise.all([
    readBasePolicies(tree),
    // Code owners stand at the root of the repository, wherever in it the POC is.
    readCodeOwners(openCommitTree(repository.git, commit, ''), repository.prefix),

    readBaseline(tree),
    readThresholds(tree),
    readKill(tree),
    readWaivers(tree),
    readCases(tree),
    readCaseChanges(tree),
    findBaseResults(tree, commit, known, elsewhere),
    readBaseAlternative(tree, manifest?.value),
    digestOf(tree, known?.evidence.inputs.policy ?? []),
  ]);
  const [baseline, thresholds, kill, waivers, cases, caseChanges, results, alternative, policyDigest] = files;
  return {
    ...policies,
    codeOwners,
    commit,
    how,
    manifest,
    baseline: readValue(baseline),
    thresholds: readValue(thresholds),
    kill: readValue(kill),
    waivers,
    cases: readValue(cases) ?? [],
    caseChanges: readValue(caseChanges) ?? [],
    ...results,
    alternative,
    policyDigest,
  };
}

/** A person's word goes first, then what was committed, then what a run on the base kept. */
async function findBaseResults(
  tree: Tree,
  commit: string,
  manifest: Manifest | undefined,
  { named, ask }: Elsewhere,
): Promise<Pick<Base, 'rows' | 'resultsFrom'>> {
  if (manifest === undefined) return { rows: [], resultsFrom: 'no poc.yaml, which would name them' };
  const { mapping } = manifest.evidence;
  const patterns = listed(manifest.evidence.results);
  if (named !== null) return (await readBaseResults(named, mapping)).found;
  const { found: committed, run } = await readBaseResults(
    { tree, patterns, how: 'the tree of the base' },
    mapping,
  );
  if (ask === null) return committed;
  const stale = await isOfAnotherTree(tree, manifest, run);
  if (committed.rows.length > 0 && !stale) return committed;
  const kept = await ask(commit, patterns);
  if (typeof kept !== 'string') return (await readBaseResults(kept, mapping)).found;
  // Old results are better than none, where they say that they are old.
  const old = stale && committed.rows.length > 0 ? ', made of other files than those of the base' : '';
  return { ...committed, resultsFrom: `${committed.resultsFrom}${old}; and ${kept}` };
}

/** What was committed once, and never again, is the results of what stood there then. */
async function isOfAnotherTree(tree: Tree, manifest: Manifest, run: EvalRun | null): Promise<boolean> {
  if (run === null) return false;
  const inputsNow = readValue(await digestInputs(tree, manifest.evidence.inputs));
  return inputsNow !== undefined && staleInputs({ run, inputsNow }).length > 0;
}

/** By what the base says of it: a pull request that names another alternative has changed its code too. */
async function readBaseAlternative(tree: Tree, manifest: Manifest | undefined): Promise<Base['alternative']> {
  if (manifest === undefined || manifest.alternative === null) return null;
  const { results, source } = manifest.alternative;
  const set = readValue(await readResultSet(tree, listed(results), manifest.evidence.mapping));
  return set === undefined ? null : { rows: set.rows, source: await digestOf(tree, source) };
}

/** Results that cannot be read are none, and the reason is kept: a comparison that is missing must not look like one. */
async function readBaseResults(
  { tree, patterns, how }: BaseResults,
  mapping: Mapping | undefined,
): Promise<{ found: Pick<Base, 'rows' | 'resultsFrom'>; run: EvalRun | null }> {
  const set = await readResultSet(tree, patterns, mapping);
  if (set.status === 'read') return { found: { rows: set.value.rows, resultsFrom: how }, run: set.value.run };
  const why =
    set.status === 'missing'
      ? `nothing at ${set.lookedIn}`
      : describeProblem(set.problems[0]).replace(/\.$/, '');
  return { found: { rows: [], resultsFrom: `${how}, which has ${why}` }, run: null };
}
