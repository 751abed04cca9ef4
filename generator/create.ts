import { join } from 'node:path';
import type { Answers, TemplateData } from './answers.ts';
import type { Env } from './npm-config.ts';
import type { PackageSource } from './package-source.ts';
import { copied, type PlannedFile, writeFiles, written } from './planned-file.ts';
import { recordFile, templateDigest } from './record.ts';
import { render } from './render.ts';
import { type GitOutcome, insideWorkTree, startRepository } from './repository.ts';
import { staged } from './staging.ts';
import type { Target } from './target.ts';
import { templateFiles } from './template-files.ts';
import { vendoredFiles } from './vendor.ts';

/**
 * Every file of a repository, in memory and in a fixed order.
 *
 * @param today the day of generation, `YYYY-MM-DD`
 * @throws Error when the package is not whole or a template is broken
 */
export function planFiles(answers: Answers, source: PackageSource, today: string): PlannedFile[] {
  const { root, ...derived } = source;
  const data: TemplateData = { ...answers, ...derived, today };
  const templates = templateFiles(join(root, 'templates'), answers.kind);
  const sources = templates.map((file) => copied(file.source, file.path));
  const made = sources.map((file, index) => (templates[index]?.rendered ? filledIn(file, data) : file));
  const vendored = source.vendored ? vendoredFiles(root) : [];
  const files = [...made, ...vendored].sort((one, other) => (one.path < other.path ? -1 : 1));
  return [...files, recordFile(data, templateDigest(sources), files)];
}

function filledIn(file: PlannedFile, data: TemplateData): PlannedFile {
  const text = render(file.content.toString(), data, file.path);
  return { ...written(file.path, text), executable: file.executable };
}

/** How a repository is written. */
export type Writing = {
  target: Target;
  /** Make a git repository and a first commit? */
  git: boolean;
  env: Env;
  /** Of create-poc, for the commit's message. */
  version: string;
  signal?: AbortSignal | undefined;
};

/**
 * Writes a planned repository: all of it, or nothing.
 *
 * @throws the file system's error, or the signal's reason; the target is then as it was
 */
export async function create(files: readonly PlannedFile[], writing: Writing): Promise<GitOutcome> {
  const { target, env, version, signal } = writing;
  const withoutGit = await reasonAgainstGit(writing);
  return staged(
    target,
    async (folder) => {
      await writeFiles(files, folder, signal);
      if (withoutGit !== undefined) return { status: 'left alone', reason: withoutGit };
      return startRepository({ folder, env, signal }, `chore: start from create-poc ${version}`);
    },
    signal,
  );
}

async function reasonAgainstGit({ git, target, env }: Writing): Promise<string | undefined> {
  if (!git) return '--no-git';
  if (target.hasGit) return 'the folder has a .git already';
  const folder = target.exists ? target.folder : join(target.folder, '..');
  return (await insideWorkTree({ folder, env })) ? 'the folder is inside a git work tree already' : undefined;
}
