import { type Exchange, inRepository, type Route } from '../exchange/exchange.ts';
import { page } from '../exchange/pages.ts';
import { notFound, type Reply, refusal } from '../exchange/reply.ts';
import type { Repository, WorkflowRun } from '../state/repository.ts';
import { repositoryReply } from './repositories.ts';

type Artifact = WorkflowRun['artifacts'][number];
const bytesIn = (artifact: Artifact): number => Buffer.from(artifact.zip, 'base64').length;

function withRun(route: (exchange: Exchange, repository: Repository, run: WorkflowRun) => Reply): Route {
  return inRepository((exchange, repository) => {
    const run = repository.workflow_runs.find((entry) => entry.id === exchange.path.run_id);
    return run ? route(exchange, repository, run) : notFound();
  });
}

/** What a run says of a pull request: only what identifies it. */
function pullOf(number: number, exchange: Exchange, repository: Repository) {
  const pull = repository.pull_requests.find((entry) => entry.number === number);
  if (pull === undefined) return [];
  const home = `${exchange.api}/repos/${repository.owner}/${repository.name}`;
  const tip = ({ ref, sha }: { ref: string; sha: string }) => ({
    ref,
    sha,
    repo: { url: home, name: repository.name },
  });
  return [{ id: number, number, url: `${home}/pulls/${number}`, head: tip(pull.head), base: tip(pull.base) }];
}

function runReply(exchange: Exchange, repository: Repository, run: WorkflowRun) {
  const { artifacts, head_repository, pull_requests, ...stated } = run;
  const home = `${repository.owner}/${repository.name}`;
  const pulls = pull_requests.flatMap((number) => pullOf(number, exchange, repository));
  return {
    ...stated,
    url: `${exchange.api}/repos/${home}/actions/runs/${run.id}`,
    html_url: `${exchange.state.html_url}/${home}/actions/runs/${run.id}`,
    repository: repositoryReply(home, exchange),
    head_repository: repositoryReply(head_repository ?? home, exchange),
    pull_requests: exchange.query.exclude_pull_requests === true ? [] : pulls,
  };
}

export const getWorkflowRun = withRun((exchange, repository, run) => ({
  status: 200,
  body: runReply(exchange, repository, run),
}));

/** `status` takes a status or a conclusion. Newest first, as GitHub answers. */
export const listWorkflowRuns = inRepository((exchange, repository) => {
  const { head_sha: sha, status, event } = exchange.query;
  const wanted = repository.workflow_runs
    .filter((run) => sha === undefined || run.head_sha === sha)
    .filter((run) => status === undefined || run.status === status || run.conclusion === status)
    .filter((run) => event === undefined || run.event === event)
    .sort((a, b) => b.id - a.id);
  const { entries, headers } = page(wanted, exchange);
  const workflow_runs = entries.map((run) => runReply(exchange, repository, run));
  return { status: 200, body: { total_count: wanted.length, workflow_runs }, headers };
});

export const listArtifacts = withRun((exchange, repository, run) => {
  const { name } = exchange.query;
  const home = `${exchange.api}/repos/${repository.owner}/${repository.name}/actions/artifacts`;
  const wanted = run.artifacts.filter((entry) => name === undefined || entry.name === name);
  const { entries, headers } = page(wanted, exchange);
  const artifacts = entries.map((artifact) => ({
    id: artifact.id,
    name: artifact.name,
    expired: artifact.expired,
    size_in_bytes: bytesIn(artifact),
    url: `${home}/${artifact.id}`,
    archive_download_url: `${home}/${artifact.id}/zip`,
    workflow_run: { id: run.id, head_branch: run.head_branch, head_sha: run.head_sha },
  }));
  return { status: 200, body: { total_count: wanted.length, artifacts }, headers };
});

/** Where `downloadArtifact` sends the caller: an address that needs no token, as GitHub's storage does not. */
export const ARTIFACT_PATH = '/__artifacts/';

export const downloadArtifact = inRepository((exchange, repository) => {
  const artifact = findArtifact([repository], Number(exchange.path.artifact_id));
  if (artifact === undefined || exchange.path.archive_format !== 'zip') return notFound();
  if (artifact.expired) return refusal(410, 'Artifact has expired');
  return { status: 302, headers: { location: new URL(`${ARTIFACT_PATH}${artifact.id}`, exchange.api).href } };
});

/** @returns the artifact of that id in any run of these repositories. */
export function findArtifact(repositories: Repository[], id: number): Artifact | undefined {
  return repositories
    .flatMap((repository) => repository.workflow_runs.flatMap((run) => run.artifacts))
    .find((artifact) => artifact.id === id);
}
