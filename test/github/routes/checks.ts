import { type Exchange, inRepository, type Route } from '../exchange/exchange.ts';
import { page } from '../exchange/pages.ts';
import { notFound, type Reply, unprocessable } from '../exchange/reply.ts';
import type { Annotation, CheckRun } from '../state/check-run.ts';
import type { Repository } from '../state/repository.ts';
import { findSha } from './commit-search.ts';
import { app } from './people.ts';

type Output = { title?: string; summary: string; text?: string; annotations?: Partial<Annotation>[] };
/** The body of a create or an update, after the description has had its say. */
export type CheckRunBody = Partial<Omit<CheckRun, 'output' | 'annotations'>> & { output?: Output };

const EMPTY_ANNOTATION = { start_column: null, end_column: null, title: null, raw_details: null };

function checkRunReply(run: CheckRun, exchange: Exchange, { owner, name }: Repository) {
  const { annotations, output, app: slug, ...stated } = run;
  const address = `${exchange.api}/repos/${owner}/${name}/check-runs/${run.id}`;
  return {
    ...stated,
    url: address,
    html_url: `${exchange.state.html_url}/${owner}/${name}/runs/${run.id}`,
    app: app(slug, exchange),
    output: { ...output, annotations_count: annotations.length, annotations_url: `${address}/annotations` },
  };
}

const FIELDS = [
  'name',
  'details_url',
  'external_id',
  'started_at',
  'status',
  'conclusion',
  'completed_at',
] as const;
const WORDS = ['title', 'summary', 'text'] as const;

/** @returns the named fields that are there: GitHub ignores the others. */
function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const there = keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]);
  return Object.fromEntries(there) as Partial<Pick<T, K>>;
}

/** Writes what a body says over a run; annotations are added to those that are there. */
function write(run: CheckRun, body: CheckRunBody, now: string): void {
  Object.assign(run, pick(body, FIELDS));
  // GitHub takes a conclusion for the end of the run, whatever status was sent with it.
  if (body.conclusion) run.status = 'completed';
  if (run.status === 'completed') run.completed_at ??= now;
  if (body.output === undefined) return;
  Object.assign(run.output, pick(body.output, WORDS));
  const added = body.output.annotations ?? [];
  run.annotations.push(...added.map((entry) => ({ ...EMPTY_ANNOTATION, ...entry }) as Annotation));
}

export const createCheckRun = inRepository((exchange, repository) => {
  const body = exchange.body as CheckRunBody & { name: string; head_sha: string };
  if (!findSha(repository, body.head_sha)) return unprocessable(`No commit found for SHA: ${body.head_sha}`);
  const run: CheckRun = {
    id: exchange.nextId(),
    name: body.name,
    head_sha: body.head_sha,
    app: (exchange.caller?.login ?? '').replace(/\[bot\]$/, ''),
    status: 'queued',
    conclusion: null,
    external_id: '',
    details_url: null,
    started_at: exchange.now,
    completed_at: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  write(run, body, exchange.now);
  repository.check_runs.push(run);
  return { status: 201, body: checkRunReply(run, exchange, repository) };
});

function withRun(route: (exchange: Exchange, repository: Repository, run: CheckRun) => Reply): Route {
  return inRepository((exchange, repository) => {
    const run = repository.check_runs.find((entry) => entry.id === exchange.path.check_run_id);
    return run ? route(exchange, repository, run) : notFound();
  });
}

export const updateCheckRun = withRun((exchange, repository, run) => {
  write(run, exchange.body as CheckRunBody, exchange.now);
  return { status: 200, body: checkRunReply(run, exchange, repository) };
});

export const listAnnotations = withRun((exchange, { owner, name }, run) => {
  const blob = `${exchange.state.html_url}/${owner}/${name}/blob/${run.head_sha}`;
  const { entries, headers } = page(run.annotations, exchange);
  const body = entries.map((entry) => ({ ...entry, blob_href: `${blob}/${encodeURI(entry.path)}` }));
  return { status: 200, body, headers };
});

/** Newest first; with the filter `latest`, GitHub's default, one of each name and app. */
export const listCheckRuns = inRepository((exchange, repository) => {
  const ref = String(exchange.path.ref);
  const sha = findSha(repository, ref);
  if (sha === undefined) return unprocessable(`No commit found for SHA: ${ref}`);
  const { check_name: name, status, filter } = exchange.query;
  const found = repository.check_runs
    .filter((run) => run.head_sha === sha)
    .filter(
      (run) => (name === undefined || run.name === name) && (status === undefined || run.status === status),
    )
    .sort((a, b) => b.id - a.id);
  const runs = filter === 'all' ? found : latest(found);
  const { entries, headers } = page(runs, exchange);
  const check_runs = entries.map((run) => checkRunReply(run, exchange, repository));
  return { status: 200, body: { total_count: runs.length, check_runs }, headers };
});

function latest(newestFirst: CheckRun[]): CheckRun[] {
  const key = (run: CheckRun) => `${run.app} ${run.name}`;
  return newestFirst.filter(
    (run, index) => newestFirst.findIndex((other) => key(other) === key(run)) === index,
  );
}
