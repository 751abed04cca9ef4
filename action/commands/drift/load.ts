import { basename, dirname, resolve } from 'node:path';
import { driftRow } from '../../contract/drift-row.ts';
import { listed, type Manifest } from '../../contract/manifest.ts';
import { REVIEWS_FILE, sampledReview } from '../../contract/sampled-review.ts';
import type { Signal } from '../../contract/signals.ts';
import { filesMatching } from '../../evidence/glob.ts';
import { readJsonLines } from '../../evidence/json-lines.ts';
import { readManifest } from '../../evidence/poc-files.ts';
import { readSignals } from '../../evidence/policy-files.ts';
import { authorsOf } from '../../evidence/repository.ts';
import { readUsage } from '../../evidence/study-files.ts';
import { readTraces } from '../../evidence/traces.ts';
import type { Tree } from '../../evidence/tree.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import { realUse } from '../../readiness/adoption/events.ts';
import type { Canaries } from '../../readiness/monitoring/drift/canaries.ts';
import { type Judgement, judgementsFor } from '../../readiness/monitoring/drift/judgements.ts';
import {
  firstMixed,
  type Observation,
  observedRows,
  observedRuns,
} from '../../readiness/monitoring/drift/observations.ts';
import { runsOf } from '../../readiness/traces/runs.ts';
import { repositoryAround } from '../repository.ts';
import { whyUnread } from '../why-unread.ts';
import { loadCanaries } from './canaries.ts';
import type { DriftOptions } from './options.ts';

/** What there is to evaluate. */
export type Loaded = {
  /** Each signal of the policy with what it is made of; `null` where none are asked for. */
  signals: { signal: Signal; judgements: Judgement[] }[] | null;
  /** `null` where nobody asked for them. */
  canaries: Canaries | null;
  observations: Observation[];
  /** Where the observations are from, for people. */
  source: string;
};

type Problems = { problems: string[] };

/** Reads other data than that of a POC. */
export async function loadRows(cwd: string, file: string): Promise<Loaded | Problems> {
  const path = resolve(cwd, file);
  const tree = await openWorkingTree(dirname(path), null);
  const remedy = 'Name a file of JSON lines; `poc drift --help` shows one.';
  const read = await readJsonLines(tree, basename(path), driftRow, remedy);
  if (read.status !== 'read') return { problems: whyUnread(read, file) };
  if (read.value.length === 0)
    return { problems: [`${file}: found no line; expected one for each row. ${remedy}`] };
  const mixed = firstMixed(read.value);
  if (mixed === null)
    return { signals: null, canaries: null, observations: observedRows(read.value), source: file };
  const { row, name } = mixed;
  const is = typeof row.value.features[name];
  return {
    problems: [
      `${file}:${row.line}: features.${name}: found ${is === 'number' ? 'a number' : 'text'} where lines before have ${is === 'number' ? 'text' : 'a number'}; expected one kind for each feature. Write all of them as text, or leave out what is none.`,
    ],
  };
}

/** Reads the signals, the usage, the reviews and the traces of a POC, ignored files too: state is often not committed. */
export async function loadPoc(folder: string, asked: DriftOptions, now: Date): Promise<Loaded | Problems> {
  const around = await repositoryAround(folder);
  if ('problem' in around) return { problems: [around.problem] };
  const tree = await openWorkingTree(folder, null);
  const declared = await readManifest(tree);
  if (declared.status !== 'read') return { problems: whyUnread(declared) };
  const { usage, traces } = placesOf(declared.value.value, asked);
  const unmatched = await unmatchedFlags(tree, asked);
  if (unmatched.length > 0) return { problems: unmatched };
  const readings = await Promise.all([
    readSignals(tree),
    readUsage(tree, usage),
    readJsonLines(tree, REVIEWS_FILE, sampledReview, ''),
    readTraces(tree, { ...declared.value.value, evidence: { ...declared.value.value.evidence, traces } }),
  ]);
  const [policy, events, reviews, spans] = readings;
  const problems = readings.flatMap((one) => (one.status === 'invalid' ? whyUnread(one) : []));
  if (problems.length > 0) return { problems };
  const canaries =
    asked.canaries === null
      ? null
      : await loadCanaries({
          root: folder,
          repository: around.repository,
          manifest: declared.value.value,
          folder: asked.canaries,
          now,
        });
  if (canaries !== null && 'problems' in canaries) return canaries;
  const authors = around.repository === null ? [] : await authorsOf(around.repository);
  const used = realUse(events.status === 'read' ? events.value : [], authors);
  const looked = reviews.status === 'read' ? reviews.value : [];
  return {
    signals: (policy.status === 'read' ? policy.value.value.signals : []).map((signal) => ({
      signal,
      judgements: judgementsFor(signal, used, looked),
    })),
    canaries,
    observations: observedRuns(spans.status === 'read' ? runsOf(spans.value.rows) : []),
    source: traces.join(', '),
  };
}

const placesOf = ({ evidence }: Manifest, asked: DriftOptions) => ({
  usage: asked.usage === null ? [...listed(evidence.usage)] : [asked.usage],
  traces: asked.traces === null ? [...listed(evidence.traces)] : [asked.traces],
});

/** What `poc.yaml` names may be yet to come; what somebody typed is there, or was mistyped. */
async function unmatchedFlags(tree: Tree, { usage, traces }: DriftOptions): Promise<string[]> {
  const flags = Object.entries({ '--usage': usage, '--traces': traces });
  const problems = await Promise.all(
    flags.map(async ([flag, pattern]) =>
      pattern === null || (await filesMatching(tree, [pattern])).length > 0
        ? null
        : `${flag}: found no file for ${JSON.stringify(pattern)}; expected one or more. Name where they are, within ${tree.name}.`,
    ),
  );
  return problems.filter((one) => one !== null);
}
