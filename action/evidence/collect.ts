import { KILL_FILE } from '../contract/kill.ts';
import { listed, type Manifest } from '../contract/manifest.ts';
import { PROOF_IDS } from '../contract/proofs/index.ts';
import type { Change, History, Readings } from '../readiness/evidence.ts';
import { measure } from '../readiness/measures.ts';
import type { OrganisationPolicy } from '../readiness/policy/organisation.ts';
import { type Reading, readValue } from '../readiness/reading.ts';
import { readAlternative } from './alternative.ts';
import { type BaseChoice, type Elsewhere, readBase } from './base.ts';
import { openCommitTree } from './commit-tree.ts';
import { digestRecorded, readDecisions } from './decisions.ts';
import { digestOf } from './digests.ts';
import { readResults } from './eval-results.ts';
import { GitFailure } from './git.ts';
import { fixedPart } from './glob.ts';
import { readGraderLabels } from './grader-agreement.ts';
import { readOutputSchema } from './output-schema.ts';
import { readPastWaivers } from './past-waivers.ts';
import { readPasted } from './pasted-headline.ts';
import { readPilotEntry } from './pilot-entry.ts';
import {
  readBaseline,
  readCaseChanges,
  readCases,
  readKill,
  readManifest,
  readThresholds,
  readTraining,
} from './poc-files.ts';
import {
  readAccess,
  readDataRegister,
  readDrills,
  readLimits,
  readOwners,
  readPrices,
  readSignals,
  readSuppressions,
  readWaiverFile,
} from './policy-files.ts';
import { readMixes } from './production-mix.ts';
import { type Proofs, readProofs } from './proofs.ts';
import { addedAt, authorsOf, changedAt, changedFiles, proposersOf, type Repository } from './repository.ts';
import { notHere, type SignatureOf } from './signatures.ts';
import { readSnapshots } from './snapshots.ts';
import { readSources } from './sources.ts';
import { readAssisted, readCheckedCases, readDiscarded, readTimings, readUsage } from './study-files.ts';
import { taskDigest } from './task-digest.ts';
import { readTraces } from './traces.ts';
import { listedOnce, type Tree } from './tree.ts';
import { readEligible, readSeeds } from './usage-extracts.ts';

/** Where evidence is looked for. */
export type Scene = {
  tree: Tree;
  repository: Repository | null;
  base: BaseChoice;
  /** Where results of the base may lie, other than in its tree. */
  baseResults?: Elsewhere;
  /** `null` when the files on disk are what is proposed (at a desk); the commit that is proposed otherwise. */
  head: string | null;
  /** Login of who proposes it, where that is known. */
  author: string | null;
  /** What has not happened by then proves nothing, and what lies too far back is old. */
  now: Date;
  /** Whether the platform vouches for a file; nobody does at a desk. */
  signatureOf?: SignatureOf;
  /** What an organisation asks for besides; nothing where it is left out. */
  organisation?: OrganisationPolicy | null;
};

/**
 * Runs every reader, all at once: much of it is waiting for git. None of them throws for what it finds; whatever is
 * wrong becomes a reading.
 */
export async function collect(scene: Scene): Promise<Readings> {
  const tree = listedOnce(scene.tree);
  const manifest = await readManifest(tree);
  const declared = readValue(manifest)?.value;
  const change = fromGit('The base to compare with', () => readChange(scene, declared));
  const history = fromGit('The history of this folder', () => readHistory(scene.repository, declared));
  const baseline = readBaseline(tree);
  const decisions = readDecisions(tree);
  const { signatureOf = notHere } = scene;
  const results = orUnread(manifest, (value) => readResults(tree, value.value, signatureOf));
  const cases = readCases(tree);
  const base = baseTree(scene);
  const proofs = await readProofsOf(tree, base, manifest, signatureOf);
  const access = readAccess(tree);
  const limits = readLimits(tree);
  const signals = readSignals(tree);
  const prices = readPrices(tree);
  const readings = await allOf<Omit<Readings, 'measures'>>({
    ...proofs,
    manifest,
    organisation: read(scene.organisation ?? null),
    waivers: readWaiverFile(tree),
    pastWaivers: fromGit('The history of the waivers', () => readPastWaivers(scene.repository)),
    owners: fromGit('The owners of the base', () => readOwners(tree, base)),
    dataRegister: readDataRegister(tree),
    access,
    limits,
    signals,
    policiesThere: allOf({ access, limits, signals, prices }).then((there) =>
      read({
        access: readValue(there.access) ?? null,
        limits: readValue(there.limits) ?? null,
        signals: readValue(there.signals) ?? null,
        prices: readValue(there.prices) ?? null,
      }),
    ),
    prices,
    drills: readDrills(tree),
    suppressions: readSuppressions(tree),
    eligible: orUnread(manifest, ({ value }) => readEligible(tree, value.evidence.eligible)),
    seeds: orUnread(manifest, ({ value }) => readSeeds(tree, value.evidence.seeds)),
    traces: orUnread(manifest, ({ value }) => readTraces(tree, value)),
    outputSchema: orUnread(manifest, ({ value }) => readOutputSchema(tree, value.evidence.output_schema)),
    snapshots: readSnapshots(tree, proofs['proof:integration/contract-drift']),
    atPilot: fromGit('The history of poc.yaml', () => readPilotEntry(scene.repository)),
    files: tree.list().then((files) => read(new Set(files))),
    baseline,
    timings: baseline.then((one) => orUnread(one, ({ value }) => readTimings(tree, value.timings))),
    assisted: baseline.then((one) => orUnread(one, ({ value }) => readAssisted(tree, value.assisted))),
    discarded: baseline.then((one) => orUnread(one, ({ value }) => readDiscarded(tree, value.discarded))),
    checkedCases: baseline.then((one) => orUnread(one, ({ value }) => readCheckedCases(tree, value.errors))),
    taskDigest: baseline.then((one) => orUnread(one, async ({ value }) => read(taskDigest(value)))),
    usage: orUnread(manifest, ({ value }) => readUsage(tree, listed(value.evidence.usage))),
    pasted: readPasted(tree),
    cases,
    training: readTraining(tree),
    results,
    caseChanges: readCaseChanges(tree),
    thresholds: readThresholds(tree),
    policyDigest:
      declared === undefined ? read('') : digestOf(tree, declared.evidence.inputs.policy).then(read),
    measuredUnder: results.then((one) => read(readValue(one)?.run?.inputs.policy ?? null)),
    kill: readKill(tree),
    decisions,
    recordedFiles: fromGit('The files that decisions name', async () =>
      orUnread(await decisions, (records) => digestRecorded(proposedTree(scene, tree), records)),
    ),
    graderLabels: allOf({ cases, results, change }).then((known) =>
      orUnread(manifest, (value) => readGraderLabels(tree, value.value, known)),
    ),
    mixes: fromGit('The mix of the base', () => readMixes(tree, base)),
    alternative: orUnread(manifest, (value) => readAlternative(tree, value.value)),
    sources: declared === undefined ? read([]) : readSources(tree, declared.evidence.inputs).then(read),
    authors: fromGit('The list of authors', () => readAuthors(scene.repository)),
    change,
    history,
  });
  return { ...readings, measures: read(measure(readings, scene.now)) };
}

/** Without a manifest there is nothing that a proof could be bound to, for the reason of the manifest. */
async function readProofsOf(
  tree: Tree,
  base: Tree | null,
  manifest: Readings['manifest'],
  signatureOf: SignatureOf,
): Promise<Proofs> {
  if (manifest.status === 'read') return readProofs(tree, base, manifest.value.value, signatureOf);
  return Object.fromEntries(PROOF_IDS.map((id) => [`proof:${id}`, manifest])) as Proofs;
}

/** @returns everything that was asked for, once all of it is there. */
async function allOf<T extends object>(asked: { [K in keyof T]: T[K] | Promise<T[K]> }): Promise<T> {
  const answers = Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const);
  return Object.fromEntries(await Promise.all(answers)) as T;
}

const read = <T>(value: T): Reading<T> => ({ status: 'read', value });

/** What hangs on a file that could not be read cannot be read either, for the same reason. */
async function orUnread<A, B>(
  needed: Reading<A>,
  next: (value: A) => Promise<Reading<B>>,
): Promise<Reading<B>> {
  return needed.status === 'read' ? next(needed.value) : needed;
}

/** A clone that lacks what has to be compared is evidence that is missing, never evidence that is empty. */
async function fromGit<T>(what: string, ask: () => Promise<Reading<T>>): Promise<Reading<T>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const remedy = 'Check out with `fetch-depth: 0` and without `filter:`.';
    return { status: 'missing', lookedIn: `${what} (${error.message})`, remedy };
  }
}

const readAuthors = async (repository: Repository | null): Promise<Reading<readonly string[]>> =>
  read(repository === null ? [] : await authorsOf(repository));

const baseTree = ({ repository, base }: Scene): Tree | null =>
  repository === null || base.commit === null
    ? null
    : openCommitTree(repository.git, base.commit, repository.prefix);

/** People decide on what they commit; the workflow puts results of its own in the place of theirs. */
const proposedTree = ({ repository, head }: Scene, onDisk: Tree): Tree =>
  repository === null || head === null ? onDisk : openCommitTree(repository.git, head, repository.prefix);

async function readChange(
  { repository, base, baseResults, head, author }: Scene,
  manifest: Manifest | undefined,
): Promise<Reading<Change>> {
  if (base.commit === null && base.lost) {
    return { status: 'missing', lookedIn: `The base to compare with, ${base.how}`, remedy: base.remedy };
  }
  if (repository === null || base.commit === null)
    return read({ base: null, reason: base.how, files: [], author, proposers: [] });
  return read({
    base: await readBase(repository, base.commit, base.how, manifest, baseResults),
    reason: '',
    files: await changedFiles(repository, base.commit, head),
    author,
    proposers: await readProposers(repository, base.commit, head),
  });
}

/** At a desk nobody has signed yet what is only on disk. */
async function readProposers(repository: Repository, base: string, head: string | null): Promise<string[]> {
  const last = head ?? repository.head;
  return last === null ? [] : proposersOf(repository, base, last);
}

async function readHistory(
  repository: Repository | null,
  manifest: Manifest | undefined,
): Promise<Reading<History>> {
  if (repository === null)
    return read({ complete: true, killAddedAt: null, resultsAddedAt: null, systemChangedAt: null });
  const places = manifest === undefined ? [] : listed(manifest.evidence.results).map(fixedPart);
  const { source = [], prompts = [] } = manifest?.evidence.inputs ?? {};
  return read({
    complete: repository.complete,
    killAddedAt: await addedAt(repository, KILL_FILE),
    resultsAddedAt: await firstAddedAt(repository, places),
    systemChangedAt: await changedAt(repository, [...source, ...prompts].map(fixedPart).map(orAll)),
  });
}

/** The first result may have stood in any file that the patterns match today. */
async function firstAddedAt(repository: Repository, places: readonly string[]): Promise<string | null> {
  const moments = await Promise.all(places.map((place) => addedAt(repository, orAll(place))));
  return moments.filter((moment) => moment !== null).sort()[0] ?? null;
}

/** A pattern without a fixed part may match anywhere. */
const orAll = (place: string): string => (place === '' ? '.' : place);
