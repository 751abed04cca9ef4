import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const USAGE = 'tsx monitoring/one-issue.ts --verdict drift|none|unknown --body FILE';

/** Tells the issue from any other, whatever somebody made of its title. */
const MARKER = '<!-- poc:drift -->';
const TITLE = 'Drift: what the workflow sees or says has changed';
const LABEL = 'drift';

export type Verdict = 'drift' | 'none' | 'unknown';

/** What was found out, in Markdown; `unknown` where there was too little data to tell. */
export type Finding = { verdict: Verdict; body: string };

/** Where the repository is, and who asks. */
export type GitHub = { api: string; repository: string; token: string };

type Issue = { number: number; body: string | null; user: { type: string } | null; pull_request?: unknown };

/**
 * Keeps one issue: opened when there is drift, brought up to date while there is, closed when it is gone. Where nobody
 * can tell, it stays as it is.
 *
 * @returns what was done, as a sentence
 */
export async function keepOneIssue(github: GitHub, { verdict, body }: Finding): Promise<string> {
  const open = await openIssue(github);
  if (verdict === 'unknown') return 'There is too little data to tell, so no issue is opened or closed.';
  const text = `${MARKER}\n${body}`;
  if (verdict === 'drift' && open === null) {
    const { number } = await request<Issue>(github, 'POST', 'issues', {
      title: TITLE,
      body: text,
      labels: [LABEL],
    });
    return `Opened issue ${number}.`;
  }
  if (open === null) return 'There is no drift, and no issue about it.';
  if (verdict === 'drift') {
    await request(github, 'PATCH', `issues/${open.number}`, { body: text });
    return `Brought issue ${open.number} up to date.`;
  }
  await request(github, 'POST', `issues/${open.number}/comments`, { body: `It is gone.\n\n${body}` });
  await request(github, 'PATCH', `issues/${open.number}`, { state: 'closed', state_reason: 'completed' });
  return `Closed issue ${open.number}: it is gone.`;
}

/** The issue that this has opened: somebody else could paste the marker into theirs. */
async function openIssue(github: GitHub): Promise<Issue | null> {
  const path = `issues?state=open&labels=${LABEL}&per_page=100`;
  const issues = await request<Issue[]>(github, 'GET', path);
  const own = issues.filter(({ body, user, pull_request: pull }) => {
    return pull === undefined && user?.type === 'Bot' && body?.startsWith(MARKER) === true;
  });
  return own[0] ?? null;
}

async function request<T>(
  { api, repository, token }: GitHub,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${api}/repos/${repository}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (response.ok) return (await response.json()) as T;
  const hint = response.status === 403 ? ' Give the job issues: write.' : '';
  throw new Error(`${method} ${path}: found status ${response.status}; expected success.${hint}`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { verdict: { type: 'string' }, body: { type: 'string' } } });
  const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token } = process.env;
  const verdict = (['drift', 'none', 'unknown'] as const).find((one) => one === values.verdict);
  if (verdict === undefined || values.body === undefined || !api || !repository || !token) {
    console.error(
      `one-issue: expected a verdict, a file, and GITHUB_TOKEN. Run it in the workflow: ${USAGE}`,
    );
    return 2;
  }
  console.log(
    await keepOneIssue({ api, repository, token }, { verdict, body: readFileSync(values.body, 'utf8') }),
  );
  return 0;
}

if (process.argv[1]?.endsWith('one-issue.ts')) process.exitCode = await main();
