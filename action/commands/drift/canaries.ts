import { posix } from 'node:path';
import { listed, type Manifest } from '../../contract/manifest.ts';
import { describeProblem } from '../../contract/problem.ts';
import { barsInForce } from '../../contract/thresholds.ts';
import { openCommitTree } from '../../evidence/commit-tree.ts';
import { digestInputs } from '../../evidence/digests.ts';
import { type ResultSet, readResultSet } from '../../evidence/eval-results.ts';
import { GitFailure } from '../../evidence/git.ts';
import { outputsMatching } from '../../evidence/glob.ts';
import { readCases, readThresholds } from '../../evidence/poc-files.ts';
import type { Repository } from '../../evidence/repository.ts';
import type { Tree } from '../../evidence/tree.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import type { Canaries } from '../../readiness/monitoring/drift/canaries.ts';
import {
  COMMIT_IT,
  type RecordedResults,
  whyNotComparable,
  whyNotFresh,
} from '../../readiness/monitoring/drift/same-exam.ts';
import { readValue } from '../../readiness/reading.ts';
import { whyUnread } from '../why-unread.ts';

/** Where the canary cases are read. */
export type CanaryPlace = {
  /** The POC's folder. */
  root: string;
  repository: Repository | null;
  manifest: Manifest;
  /** The folder of the fresh results, in that of the POC. */
  folder: string;
  now: Date;
};

type Problems = { problems: string[] };

/**
 * Reads fresh results, and those of the last commit, of the same cases. What is wrong with the fresh ones is refused, since
 * somebody named them; a commit that has nothing to compare with is told.
 */
export async function loadCanaries(place: CanaryPlace): Promise<Canaries | Problems> {
  const { root, repository, manifest } = place;
  const tree = await openWorkingTree(root, repository?.git ?? null);
  const fresh = await readFresh(tree, place);
  if ('problems' in fresh) return fresh;
  const base = await readCommitted(place, fresh).catch(whyNoCommit);
  if ('run' in base && base.run.produced_at === fresh.run.produced_at)
    return {
      problems: [
        `${fresh.file}: found the results of ${base.from}; expected fresh ones. Run \`npm run eval\`.`,
      ],
    };
  const [cases, thresholds] = [await readCases(tree), await readThresholds(tree)];
  if (cases.status !== 'read') return { problems: whyUnread(cases) };
  if (thresholds.status === 'invalid') return { problems: whyUnread(thresholds) };
  const bars = barsInForce(readValue(thresholds)?.value);
  return {
    cases: cases.value,
    fresh,
    base,
    unattended: manifest.capabilities.unattended,
    most: bars['monitoring/quality-signal'].worse_by,
  };
}

async function readFresh(
  tree: Tree,
  { folder, manifest, now }: CanaryPlace,
): Promise<RecordedResults | Problems> {
  const pattern = posix.join(posix.normalize(folder), '**/run.json');
  if ((await outputsMatching(tree, [pattern])).length === 0)
    return { problems: [`--canaries: found no ${pattern}; expected what \`npm run eval\` writes. Run it.`] };
  const results = await readResultSet(tree, [pattern], manifest.evidence.mapping);
  if (results.status !== 'read') return { problems: whyUnread(results) };
  const inputsNow = await digestInputs(tree, manifest.evidence.inputs);
  if (inputsNow.status !== 'read') return { problems: whyUnread(inputsNow) };
  const made = recorded(results.value);
  if (made === null)
    return {
      problems: [
        `${results.value.file}: found results without a record of what was measured; expected those of \`poc eval run\`. Run \`npm run eval\`.`,
      ],
    };
  const why = whyNotFresh(made, inputsNow.value, now);
  return why === null ? made : { problems: [why] };
}

const recorded = ({ run, ...set }: ResultSet): RecordedResults | null =>
  run === null ? null : { ...set, run };

/** A clone may lack parts of its own commit. */
function whyNoCommit(error: unknown): { why: string } {
  if (!(error instanceof GitFailure)) throw error;
  return { why: `the last commit cannot be read (${error.message}). Fetch it in full` };
}

/** The working tree has the fresh results where those of the commit were, so the commit itself is read. */
async function readCommitted(
  { repository, manifest }: CanaryPlace,
  fresh: RecordedResults,
): Promise<Canaries['base']> {
  if (repository === null || repository.head === null)
    return { why: `there is no commit with results to compare with. ${COMMIT_IT}` };
  const from = `the last commit (${repository.head.slice(0, 7)})`;
  const tree = openCommitTree(repository.git, repository.head, repository.prefix);
  const read = await readResultSet(tree, listed(manifest.evidence.results), manifest.evidence.mapping);
  if (read.status === 'missing') return { why: `${from} has no results at ${read.lookedIn}. ${COMMIT_IT}` };
  if (read.status === 'invalid')
    return {
      why: `the results of ${from} cannot be read. ${describeProblem(read.problems[0]).replace(/\.$/, '')}`,
    };
  const made = recorded(read.value);
  if (made === null) return { why: `nothing says what the results of ${from} were made of. ${COMMIT_IT}` };
  const why = whyNotComparable({ ...made, from }, fresh);
  return why === null ? { ...made, from } : { why };
}
