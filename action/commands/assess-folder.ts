import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { assess, type Judged, organisationFault } from '../assess.ts';
import type { GatedStage } from '../contract/stage.ts';
import { type BaseChoice, chooseBase, type Elsewhere } from '../evidence/base.ts';
import { parseOrganisation } from '../evidence/organisation-file.ts';
import type { Repository } from '../evidence/repository.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import type { Check } from '../readiness/check.ts';
import type { OrganisationPolicy } from '../readiness/policy/organisation.ts';
import { VERSION } from '../version.ts';
import type { Terminal } from './command.ts';
import { repositoryAround } from './repository.ts';

/** Which folder to judge, and what to compare it with; `null` is what the gate chooses itself. */
export type Asked = {
  folder: string;
  base: string | null;
  baseResults: string | null;
  /** What would block in this stage, instead of in its own. */
  asIf?: GatedStage;
  /** File with the policy of an organisation. */
  policy?: string;
};

/** A judged folder, with its path on disk, without symbolic links, and the repository around it. */
export type JudgedFolder = Judged & { folder: string; repository: Repository | null };

/**
 * Judges a folder at a desk: the files on disk, with the bars of the base. Outside a repository there is no base.
 *
 * @param checks those of the catalogue, unless only some are asked for
 */
export async function assessFolder(
  terminal: Pick<Terminal, 'cwd' | 'now'>,
  asked: Asked,
  checks?: readonly Check[],
): Promise<JudgedFolder | { problem: string }> {
  const folder = await existing(resolve(terminal.cwd, asked.folder));
  if (folder === null) {
    return {
      problem: `${asked.folder}: found no such folder; expected the folder of a proof of concept. Name one that exists.`,
    };
  }
  const around = await repositoryAround(folder);
  if ('problem' in around) return around;
  const { repository } = around;
  const base: BaseChoice =
    repository === null
      ? { commit: null, how: 'this folder is not in a git repository', lost: false }
      : await chooseBase(repository, asked.base);
  const organisation = asked.policy === undefined ? null : await readPolicy(terminal, asked.policy);
  if (organisation !== null && 'problem' in organisation) return organisation;
  const assignment = {
    folder,
    name: nameOf(repository),
    repository,
    base,
    ...(asked.baseResults === null ? {} : await namedResults(folder, asked.baseResults)),
    head: null,
    author: null,
    ...(asked.asIf === undefined ? {} : { asIf: asked.asIf }),
    organisation,
    now: terminal.now,
    version: VERSION,
  };
  const judged = await assess(assignment, checks);
  if (judged.status === 'judged') return { ...judged, folder, repository };
  return {
    problem: `${asked.folder}: found no poc.yaml; expected the folder of a proof of concept. Go to one, or make one with \`npm create poc\` (${basename(folder)} has none).`,
  };
}

/** Reads the policy of an organisation from disk: at a desk nobody pins anything. */
async function readPolicy(
  { cwd }: Pick<Terminal, 'cwd'>,
  file: string,
): Promise<OrganisationPolicy | { problem: string }> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: Error) => error);
  if (typeof text !== 'string')
    return {
      problem: `${file}: found no file that can be read (${text.message}); expected the policy of an organisation. Name another with \`--policy\`.`,
    };
  const policy = parseOrganisation(text, file);
  if ('problem' in policy) return policy;
  const fault = organisationFault(policy);
  return fault === null ? policy : { problem: fault };
}

/** @returns the folder without symbolic links, or `null` where there is none. */
async function existing(folder: string): Promise<string | null> {
  const found = await stat(folder).catch(() => null);
  return found?.isDirectory() ? realpath(folder) : null;
}

async function namedResults(folder: string, path: string): Promise<{ baseResults: Elsewhere }> {
  const tree = await openWorkingTree(folder, null);
  return { baseResults: { named: { tree, patterns: [path], how: `--base-results ${path}` }, ask: null } };
}

const nameOf = (repository: Repository | null): string => repository?.prefix.replace(/\/$/, '') || '.';
