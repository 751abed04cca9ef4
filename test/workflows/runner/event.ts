import { type JsonObject, textAt, valueAt } from './json.ts';
import { createMergeCommit, type Origin, resolveCommit } from './origin.ts';
import { optionProblem, RunRefused } from './refusal.ts';
import type { WorkflowEvent } from './run-options.ts';

/** An event after its commits are known to be in the repository. */
export type EventFacts = {
  name: string;
  payload: JsonObject;
  /** `owner/name`. */
  repository: string;
  ref: string;
  sha: string;
  /** Branch names of a pull request, else empty. */
  baseRef: string;
  headRef: string;
  /** A `pull_request` whose head is in another repository: read-only token, no secrets. */
  fromFork: boolean;
};

/** What is checked out for an event, before anything is resolved. */
type Target = { ref: string; commit: string; field: string };

/** Works out what GitHub would check out for an event. Throws `RunRefused` when the payload does not say. */
export async function eventFacts(event: WorkflowEvent, origin: Origin): Promise<EventFacts> {
  const payload = await withPullRequest(event, origin);
  const repository = textAt(payload, 'repository.full_name');
  if (!repository) throw missing('event.payload.repository.full_name', 'owner/name of the repository');
  const target = eventTarget(event, payload);
  const ofPullRequest = event.name === 'pull_request' || event.name === 'pull_request_target';
  return {
    name: event.name,
    payload,
    repository,
    ref: target.ref,
    sha: await resolveCommit(origin, target.commit, target.field),
    baseRef: ofPullRequest ? textAt(payload, 'pull_request.base.ref') : '',
    headRef: ofPullRequest ? textAt(payload, 'pull_request.head.ref') : '',
    fromFork: event.name === 'pull_request' && headRepository(payload) !== repository,
  };
}

function headRepository(payload: JsonObject): string {
  return textAt(payload, 'pull_request.head.repo.full_name');
}

/** Fills the commits of the local repository in, so that the payload and the checkout cannot disagree. */
async function withPullRequest(event: WorkflowEvent, origin: Origin): Promise<JsonObject> {
  if (!event.pullRequest) return event.payload;
  const number = valueAt(event.payload, 'pull_request.number');
  if (typeof number !== 'number') throw missing('event.payload.pull_request.number', 'a number');
  const base = await resolveCommit(origin, event.pullRequest.base, 'event.pullRequest.base');
  const head = await resolveCommit(origin, event.pullRequest.head, 'event.pullRequest.head');
  const merge = await createMergeCommit(origin, number, base, head);
  const payload = structuredClone(event.payload);
  const pull = payload.pull_request as { base: JsonObject; head: JsonObject; merge_commit_sha: string };
  pull.base.sha = base;
  pull.head.sha = head;
  pull.merge_commit_sha = merge;
  if (event.name === 'pull_request' && 'after' in payload) payload.after = head;
  return payload;
}

function eventTarget(event: WorkflowEvent, payload: JsonObject): Target {
  const usual = usualTarget(event, payload);
  if (!event.commit && !event.ref) return usual;
  const ref = event.ref ?? usual.ref;
  if (event.commit) return { ref, commit: event.commit, field: 'event.commit' };
  return { ref, commit: ref, field: 'event.ref' };
}

function usualTarget(event: WorkflowEvent, payload: JsonObject): Target {
  const branch = `refs/heads/${textAt(payload, 'repository.default_branch') || 'main'}`;
  const pull = 'event.payload.pull_request';
  switch (event.name) {
    case 'pull_request': {
      const ref = `refs/pull/${valueAt(payload, 'pull_request.number')}/merge`;
      return { ref, commit: ref, field: pull };
    }
    case 'pull_request_target': {
      const ref = `refs/heads/${textAt(payload, 'pull_request.base.ref')}`;
      return { ref, commit: textAt(payload, 'pull_request.base.sha'), field: `${pull}.base.sha` };
    }
    case 'merge_group': {
      const group = 'event.payload.merge_group.head_sha';
      const ref = textAt(payload, 'merge_group.head_ref');
      return { ref, commit: textAt(payload, 'merge_group.head_sha'), field: group };
    }
    case 'push': {
      const ref = textAt(payload, 'ref');
      return { ref, commit: textAt(payload, 'after'), field: 'event.payload.after' };
    }
    default:
      return { ref: branch, commit: branch, field: 'event.payload.repository.default_branch' };
  }
}

function missing(field: string, expected: string): RunRefused {
  return new RunRefused(optionProblem(field, 'nothing', expected, 'Set it in the payload.'));
}
