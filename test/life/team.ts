import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { assess } from '../../action/assess.ts';
import type { ProofId } from '../../action/contract/proofs/index.ts';
import { type Report, report } from '../../action/contract/report.ts';
import { openRepository } from '../../action/evidence/repository.ts';
import type { Proposal } from '../../action/github/event.ts';
import { eventBase } from '../../action/github/event-base.ts';
import { writeResults } from '../repository-builder/poc.ts';
import { byRule } from '../repository-builder/proven.ts';
import { aFolder, type Ended, type Files, identity, poc, writeFiles } from '../repository-builder.ts';
import { moment } from './clock.ts';
import { type Answers, asksAPerson, casesIn, prove } from './system.ts';

const execute = promisify(execFile);
const BUILDER = { name: 'Bea Builder', email: 'bea@example.com' };
const BY_RULE = { producer: { command: 'npm run eval:alternative', run_url: null } };

/** A team with a repository, and a clock that only the script moves. */
export type Team = {
  folder: string;
  now: Date;
  /** Whether GitHub vouches for what CI made. */
  signs: boolean;
  /** How the system answers a case today. */
  answers: Answers;
  /** Whether the simplest alternative can be run. */
  hasRule: boolean;
  /** What the workflow proves on every run. */
  provenInCi: ProofId[];
  /** What `poc check --stage` said would block, when it was asked last. */
  foretold: readonly string[];
  git(...args: string[]): Promise<string>;
  write(files: Files): Promise<void>;
  read(path: string): Promise<string>;
  /** Edits a YAML file; its comments go. */
  edit(path: string, change: object): Promise<void>;
  commit(message: string): Promise<void>;
  poc(...argv: string[]): Promise<Ended>;
  foresee(stage: string): Promise<void>;
  /** Runs the eval and what else the workflow runs, on the tree as it is: at a desk, and in CI. */
  measure(): Promise<void>;
  /** Proves these checks of the tree as it is. */
  prove(...ids: ProofId[]): Promise<void>;
};

/** Founds a team on day 0, with an empty repository and a system that has learnt nothing. */
export async function aTeam(): Promise<Team> {
  const folder = await aFolder();
  const team: Team = {
    folder,
    now: moment(0),
    signs: false,
    answers: asksAPerson,
    hasRule: true,
    provenInCi: ['data/clean-repo'],
    foretold: [],
    async git(...args) {
      const env = identity(BUILDER, team.now.toISOString());
      return (await execute('git', args, { cwd: folder, env })).stdout.trim();
    },
    write: (files) => writeFiles(folder, files),
    read: (path) => readFile(join(folder, path), 'utf8'),
    edit: async (path, change) =>
      team.write({ [path]: stringify({ ...parse(await team.read(path)), ...change }) }),
    async commit(message) {
      await team.git('add', '--all');
      await team.git('commit', '--quiet', '--allow-empty', '--message', message);
    },
    poc: (...argv) => poc(argv, { cwd: folder, now: team.now }),
    async foresee(stage) {
      const { out } = await team.poc('check', '--stage', stage, '--format', 'json');
      const { results } = report.parse(JSON.parse(out));
      team.foretold = results.filter(({ blocks }) => blocks).map(({ id }) => id);
    },
    async measure() {
      const all = await casesIn(folder);
      await writeResults(folder, team.now, all.map(team.answers), {});
      if (team.hasRule) await writeResults(folder, team.now, byRule(all), BY_RULE, 'alternative/results');
      await team.prove(...team.provenInCi);
    },
    prove: (...ids) => prove(folder, team.now, ids),
  };
  await team.git('-c', 'init.defaultBranch=main', 'init', '--quiet');
  return team;
}

/** Judges what is checked out, as the Action does for such an event. */
export async function judge({ folder, now, signs }: Team, proposal: Proposal): Promise<Report> {
  const repository = await openRepository(folder);
  if (repository === null) throw new Error('A team has a repository');
  const answer = await assess({
    folder,
    name: '.',
    repository,
    base: await eventBase(repository, proposal, null),
    head: repository.head,
    author: 'author' in proposal ? proposal.author : null,
    signatureOf: async () =>
      signs
        ? { status: 'verified', workflow: '.github/workflows/poc.yml', commit: repository.head ?? '' }
        : { status: 'unsigned', why: 'GitHub has no attestation of it' },
    now,
    version: '9.9.9',
  });
  if (answer.status !== 'judged') throw new Error('There is no POC to judge');
  return answer.report;
}
