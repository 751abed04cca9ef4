import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { context, getOctokit } from '@actions/github';
import { assess, type Judged, organisationFault } from './assess.ts';
import { type Report, report as reportSchema } from './contract/report.ts';
import type { Elsewhere } from './evidence/base.ts';
import { GitFailure } from './evidence/git.ts';
import { openRepository } from './evidence/repository.ts';
import { openWorkingTree } from './evidence/working-tree.ts';
import { pullRequestOf } from './github/associated-pull-request.ts';
import { readTrustedRoots, signaturesHere } from './github/attestations/here.ts';
import { baseArtifact } from './github/base-artifact.ts';
import { failureOf } from './github/client.ts';
import { type Proposal, readEvent } from './github/event.ts';
import { eventBase, wrongCheckout } from './github/event-base.ts';
import { readSettings, type Settings } from './github/inputs.ts';
import { organisationPolicy } from './github/organisation-policy.ts';
import { type Audience, type Files, type Job, publish, type Told, tellComment } from './github/publish.ts';
import { dossierOf } from './readiness/dossier.ts';
import type { OrganisationPolicy } from './readiness/policy/organisation.ts';
import { headline } from './reporters/words.ts';
import { VERSION } from './version.ts';

/** Something that keeps the gate from judging at all. Never green. */
class CannotRun extends Error {}

const job: Job = {
  output: (name, value) => core.setOutput(name, value),
  summary: async (text) => {
    await core.summary.addRaw(text, true).write({ overwrite: true });
  },
  annotate: ({ level, title, message, file, line }) => {
    const say = level === 'failure' ? core.error : core.warning;
    say(message, { title, ...(file === null ? {} : { file, startLine: line ?? 1 }) });
  },
  warn: (message) => core.warning(message),
};

async function run(): Promise<void> {
  const settings = readSettings((name) => core.getInput(name));
  if ('problems' in settings) throw new CannotRun(settings.problems.join('\n'));
  const proposal = readEvent(context.eventName, context.payload);
  if (proposal.kind === 'unusable') throw new CannotRun(proposal.problem);
  if (proposal.kind === 'workflow-run') return tellReport(settings, proposal.headSha);
  const judged = await judgeAll(settings, proposal);
  const reports = judged.map(({ report }) => report);
  const blocked = reports.some((report) => report.blocked);
  // The verdict is settled before anything is told, and set first, so that no failure to tell can turn it green.
  process.exitCode = blocked ? 1 : 0;
  const told = judged.map(({ report, readings }) => ({ report, dossier: dossierOf(readings) }));
  const files = await writeReports(told, settings.htmlReport);
  await publish(job, audience(settings, proposal), settings, told, files);
  for (const report of reports) core.info(headline(report));
  if (blocked)
    core.setFailed(
      reports
        .filter((report) => report.blocked)
        .map(headline)
        .join('; '),
    );
}

async function judgeAll(settings: Settings, proposal: Proposal): Promise<Judged[]> {
  const workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
  const trustedRoots = await trustedRootsOf(settings, workspace);
  const organisation = await organisationOf(settings);
  const all: Judged[] = [];
  for (const name of settings.folders) {
    const folder = join(workspace, name);
    const repository = await openRepository(folder);
    if (repository === null)
      throw new CannotRun(
        `${name}: found no git repository; expected a checkout. Run actions/checkout before this step.`,
      );
    const wrong = await wrongCheckout(repository, proposal);
    if (wrong !== null) throw new CannotRun(`${name}: ${wrong}`);
    const base = await eventBase(repository, proposal, settings.base);
    const author = 'author' in proposal ? proposal.author : null;
    const judged = await assess({
      folder,
      name,
      repository,
      base,
      baseResults: await elsewhere(settings, folder),
      head: repository.head,
      author,
      signatureOf: await signaturesHere({
        ...siteOf(settings),
        folder,
        checkout: repository,
        base,
        trustedRoots,
      }),
      organisation,
      now: new Date(),
      version: VERSION,
    });
    if (judged.status === 'no-poc')
      throw new CannotRun(
        `${judged.lookedIn}: found no such file; expected the poc.yaml of a proof of concept. Name its folder with \`with: folder:\`.`,
      );
    all.push(judged);
  }
  return all;
}

/** A gate that was told of a policy must not judge without it. */
async function organisationOf({ policy, policyToken, token }: Settings): Promise<OrganisationPolicy | null> {
  if (policy === null) return null;
  const read = await organisationPolicy(getOctokit(policyToken ?? token), policy);
  if ('problem' in read) throw new CannotRun(read.problem);
  const fault = organisationFault(read);
  if (fault !== null) throw new CannotRun(fault);
  return read;
}

async function trustedRootsOf({ trustedRoot }: Settings, workspace: string): Promise<string | null> {
  const roots = await readTrustedRoots(trustedRoot ?? '', workspace);
  if (typeof roots === 'object' && roots !== null) throw new CannotRun(roots.problem);
  return roots;
}

/** Who asks GitHub for attestations, and what they have to say of this repository. */
function siteOf({ token }: Settings) {
  const { serverUrl, repo, payload } = context;
  const id: unknown = payload.repository?.id;
  return {
    client: getOctokit(token),
    place: repo,
    server: serverUrl,
    repository: `${repo.owner}/${repo.repo}`,
    repositoryId: typeof id === 'number' ? String(id) : null,
  };
}

/** Artifacts hold the results of one POC, so they are not looked for where one workflow gates several. */
async function elsewhere(settings: Settings, folder: string): Promise<Elsewhere> {
  const { baseResults, resultsArtifact, folders, token } = settings;
  const named =
    baseResults === null
      ? null
      : { tree: await openWorkingTree(folder, null), patterns: [baseResults], how: 'the input base-results' };
  if (resultsArtifact === null || folders.length > 1) return { named, ask: null };
  const client = getOctokit(token);
  return {
    named,
    ask: (commit, patterns) => baseArtifact(client, context.repo, resultsArtifact, commit, patterns),
  };
}

/** Writes the reports outside the workspace, so that they are not taken for files of the pull request. */
async function writeReports(told: readonly Told[], html: boolean): Promise<Files> {
  const folder = join(process.env.RUNNER_TEMP ?? process.cwd(), 'poc-gate');
  await mkdir(folder, { recursive: true });
  const write = async ({ report }: Told, ending: string, text: string) => {
    const suffix = report.folder === '.' ? '' : `.${report.folder.replace(/[^\w.-]+/g, '-')}`;
    const file = join(folder, `poc-report${suffix}.${ending}`);
    await writeFile(file, text);
    return file;
  };
  const json = told.map((one) => write(one, 'json', `${JSON.stringify(one.report, null, 2)}\n`));
  return { json: await Promise.all(json), html: html ? await pages(told, write) : [] };
}

/** A page that could not be drawn is a fault of ours, and no reason to call a pull request red. */
async function pages(
  told: readonly Told[],
  write: (one: Told, ending: string, text: string) => Promise<string>,
): Promise<string[]> {
  try {
    // Charts take a library that a gate without a page need not load.
    const { htmlReport } = await import('./reporters/html/page.ts');
    return await Promise.all(told.map((one) => write(one, 'html', htmlReport(one.report, one.dossier))));
  } catch (error) {
    core.warning(`The HTML report was not written: ${failureOf(error).message}. The verdict stands.`);
    return [];
  }
}

function audience(settings: Settings, proposal: Proposal): Audience {
  const { serverUrl, runId, repo } = context;
  return {
    client: getOctokit(settings.token),
    place: repo,
    number: proposal.kind === 'pull-request' ? proposal.number : null,
    headSha: 'headSha' in proposal ? proposal.headSha : context.sha,
    runUrl: `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId}`,
  };
}

/**
 * On `workflow_run`: writes the comment for a pull request whose own run had no permission to. The report is data, read
 * by its schema, and nothing but the comment comes of it: it could have been written by the pull request's author.
 */
async function tellReport(settings: Settings, headSha: string): Promise<void> {
  const report = await readReport(settings.report);
  const base = audience(settings, { kind: 'workflow-run', headSha });
  const number = await pullRequestOf(base.client, base.place, headSha);
  if (number === null)
    core.notice(`No open pull request has the head ${headSha.slice(0, 7)}; nothing was written.`);
  else await tellComment(job, { ...base, number }, settings.configuration, [report]);
}

async function readReport(path: string | null): Promise<Report> {
  const wanted =
    'expected poc-report/v1, as the gate’s output `report` names it. Download that artifact first.';
  if (path === null) throw new CannotRun(`Input report: found nothing; ${wanted}`);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw new CannotRun(`${path}: found no such file; ${wanted}`);
  const parsed = reportSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new CannotRun(
    `${path}: found another shape (${parsed.error.issues[0]?.path.join('.') || 'the whole'}); ${wanted}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

try {
  await run();
} catch (error) {
  // Whatever broke, a gate that could not judge is never green.
  core.setFailed(
    error instanceof CannotRun || error instanceof GitFailure
      ? `The gate could not run. ${error.message}`
      : `The gate broke, which is a fault of its own: ${failureOf(error).message}`,
  );
}
