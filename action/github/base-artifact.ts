import { posix } from 'node:path';
import type { BaseResults } from '../evidence/base.ts';
import { sourceOfBytes } from '../evidence/documents/source.ts';
import { readZip } from '../evidence/documents/zip.ts';
import { fixedPart } from '../evidence/glob.ts';
import { memoryTree } from '../evidence/memory-tree.ts';
import { isInside } from '../evidence/tree.ts';
import { attempt, type Client, failureOf, type Place } from './client.ts';

/** Events whose run is about what the branch holds, and not about what somebody proposes. */
const OF_THE_BRANCH = new Set(['push', 'schedule', 'workflow_dispatch', 'merge_group']);

/** Larger artifacts are not taken: the API hands them over whole. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * The eval results that the last good run on a commit kept as artifacts.
 *
 * @param prefix what the names of those artifacts begin with: one, or one a shard
 * @param patterns where `poc.yaml` has its results: artifacts hold the files of that folder
 * @returns the results, or why there are none
 */
export async function baseArtifact(
  client: Client,
  place: Place,
  prefix: string,
  commit: string,
  patterns: readonly string[],
): Promise<BaseResults | string> {
  try {
    const kept = await newestKept(client, place, prefix, commit);
    if (typeof kept === 'string') return kept;
    const files = new Map<string, Uint8Array>();
    for (const artifact of kept.artifacts) await unpack(client, place, artifact, folderOf(patterns), files);
    const how = `artifact ${inShort(kept.artifacts)} of run ${kept.run} on ${commit.slice(0, 7)}`;
    return { tree: memoryTree(how, files), patterns, how };
  } catch (error) {
    const { status, message } = failureOf(error);
    return status === 403
      ? 'the runs of the base could not be asked for (403): give the job the permission `actions: read`'
      : `the runs of the base could not be read (${message})`;
  }
}

/** A matrix keeps an artifact for each of its shards; a line has no place for twenty names. */
const MOST_NAMED = 3;

function inShort(artifacts: readonly Artifact[]): string {
  const names = artifacts.slice(0, MOST_NAMED).map(({ name }) => name);
  const more = artifacts.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

type Artifact = { id: number; name: string };
type Kept = { run: number; artifacts: Artifact[] };

async function newestKept(
  client: Client,
  place: Place,
  prefix: string,
  commit: string,
): Promise<Kept | string> {
  const { data } = await attempt(() =>
    client.rest.actions.listWorkflowRunsForRepo({
      ...place,
      head_sha: commit,
      status: 'success',
      per_page: 50,
    }),
  );
  const runs = data.workflow_runs
    .filter((run) => run.head_sha === commit && OF_THE_BRANCH.has(run.event))
    .sort((a, b) => b.id - a.id);
  for (const run of runs) {
    const artifacts = await artifactsOf(client, place, run.id, prefix);
    if (artifacts.length > 0) return { run: run.id, artifacts };
  }
  return `no good run on ${commit.slice(0, 7)} kept an artifact ${prefix}`;
}

async function artifactsOf(client: Client, place: Place, run: number, prefix: string): Promise<Artifact[]> {
  const { data } = await attempt(() =>
    client.rest.actions.listWorkflowRunArtifacts({ ...place, run_id: run, per_page: 100 }),
  );
  const named = data.artifacts.filter((one) => one.name === prefix || one.name.startsWith(`${prefix}-`));
  const bytes = named.reduce((sum, one) => sum + one.size_in_bytes, 0);
  return bytes > MOST_BYTES || named.some((one) => one.expired) ? [] : named;
}

/** An artifact holds the files of the folder that was uploaded, without its name. */
function folderOf(patterns: readonly string[]): string {
  const [first = ''] = patterns;
  return first.includes('*') ? fixedPart(first) : posix.dirname(first);
}

async function unpack(
  client: Client,
  place: Place,
  artifact: Artifact,
  folder: string,
  files: Map<string, Uint8Array>,
): Promise<void> {
  const { data } = await attempt(() =>
    client.rest.actions.downloadArtifact({ ...place, artifact_id: artifact.id, archive_format: 'zip' }),
  );
  const opened = await readZip(sourceOfBytes(artifact.name, new Uint8Array(data as ArrayBuffer)));
  if ('fault' in opened) throw new Error(`${artifact.name}: found ${opened.fault.found}`);
  for (const entry of opened.zip.entries.filter(({ name }) => isInside(name))) {
    const unpacked = await opened.zip.read(entry);
    if ('fault' in unpacked) throw new Error(`${artifact.name}: found ${unpacked.fault.found}`);
    files.set(posix.join(folder, entry.name), unpacked.bytes);
  }
}
