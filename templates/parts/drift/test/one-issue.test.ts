import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHub, keepOneIssue } from '../monitoring/one-issue.ts';

type Issue = {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  user: { type: string };
  comments: string[];
  pull_request?: object;
};

let server: Server;
let github: GitHub;
let issues: Issue[];
let status: number;

/** As much of GitHub as this needs: issues that can be listed, opened, changed and commented on. */
beforeEach(async () => {
  issues = [];
  status = 200;
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const answer = answerTo(request.method ?? '', url, text === '' ? {} : JSON.parse(text));
    response.writeHead(request.headers.authorization === 'Bearer t' ? status : 401);
    response.end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  github = { api, repository: 'acme/poc', token: 't' };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function answerTo(method: string, { pathname, searchParams }: URL, body: Partial<Issue>): unknown {
  const [, number, comments] = /^\/repos\/acme\/poc\/issues(?:\/(\d+)(\/comments)?)?$/.exec(pathname) ?? [];
  const one = issues.find((issue) => issue.number === Number(number));
  if (method === 'GET') {
    const label = searchParams.get('labels') ?? '';
    return issues.filter(
      (issue) => issue.state === searchParams.get('state') && issue.labels.includes(label),
    );
  }
  if (comments !== undefined) return one?.comments.push(body.body ?? '');
  if (one !== undefined) return Object.assign(one, body);
  const fresh = { ...anIssue(), ...body, number: issues.length + 1 } as Issue;
  issues.push(fresh);
  return fresh;
}

const anIssue = (over: Partial<Issue> = {}): Issue => ({
  number: 1,
  title: '',
  body: '',
  state: 'open',
  labels: ['drift'],
  user: { type: 'Bot' },
  comments: [],
  ...over,
});

const drift = { verdict: 'drift', body: 'Answers are edited twice as often.' } as const;
const none = { verdict: 'none', body: 'Nothing has changed.' } as const;
const unknown = { verdict: 'unknown', body: 'n=12' } as const;

describe('the issue about drift', () => {
  it('is opened once, and brought up to date while there is drift', async () => {
    expect(await keepOneIssue(github, drift)).toBe('Opened issue 1.');
    expect(await keepOneIssue(github, { ...drift, body: 'Three times.' })).toBe(
      'Brought issue 1 up to date.',
    );
    expect(issues).toMatchObject([{ state: 'open', labels: ['drift'] }]);
    expect(issues[0]?.body).toContain('Three times.');
  });

  it('is closed with a word when it is gone, and opened anew when it comes again', async () => {
    await keepOneIssue(github, drift);
    expect(await keepOneIssue(github, none)).toBe('Closed issue 1: it is gone.');
    expect(issues).toMatchObject([{ state: 'closed', comments: ['It is gone.\n\nNothing has changed.'] }]);
    expect(await keepOneIssue(github, drift)).toBe('Opened issue 2.');
  });

  it('is left as it is where nobody can tell', async () => {
    await keepOneIssue(github, drift);
    expect(await keepOneIssue(github, unknown)).toMatch(/too little data/);
    expect(issues).toMatchObject([{ state: 'open', comments: [] }]);
  });

  it('is not there where there was never drift', async () => {
    expect(await keepOneIssue(github, none)).toMatch(/no drift/);
    expect(issues).toEqual([]);
  });

  it.each([
    ['a person', { user: { type: 'User' } }],
    ['a pull request', { pull_request: {} }],
    ['another label', { labels: ['bug'] }],
    ['another text', { body: 'See <!-- poc:drift -->' }],
  ])('is never that of %s, whatever it holds', async (_, over) => {
    issues.push(anIssue({ body: '<!-- poc:drift -->\nmine', ...over }));
    expect(await keepOneIssue(github, drift)).toBe('Opened issue 2.');
    expect(issues[0]?.body).not.toContain('twice');
  });

  it('that cannot be opened says what the job needs', async () => {
    status = 403;
    await expect(keepOneIssue(github, drift)).rejects.toThrow(
      /found status 403; expected success\. Give the job/,
    );
  });
});
