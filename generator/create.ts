import { join } from 'node:path';
import type { Answers, TemplateData } from './answers.ts';
import type { Env } from './npm-config.ts';
import type { PackageSource } from './package-source.ts';
import { mergedPackage } from './parts/package-lines.ts';
import { PARTS_FILE, withPart } from './parts/parts-list.ts';
import { readTemplates, type Templates } from './parts/templates.ts';
import { copied, type PlannedFile, writeFiles } from './planned-file.ts';
import { recordFile, templateDigest } from './record.ts';
import { render } from './render.ts';
import { type GitOutcome, insideWorkTree, startRepository } from './repository.ts';
import { staged } from './staging.ts';
import type { Target } from './target.ts';
import type { TemplateFile } from './template-files.ts';
import { vendoredFiles } from './vendor.ts';

/**
 * Every file of a repository, in memory and in a fixed order.
 *
 * @param today the day of generation, `YYYY-MM-DD`
 * @throws Error when the package is not whole or a template is broken
 */
export function planFiles(answers: Answers, source: PackageSource, today: string): PlannedFile[] {
  const { root, ...derived } = source;
  const templates = readTemplates(join(root, 'templates'), answers.kind, answers.parts);
  const parts = templates.parts.map(({ name }) => name);
  const data: TemplateData = { ...answers, ...derived, today, parts };
  const made = madeFiles(templates, data);
  const vendored = source.vendored ? vendoredFiles(root) : [];
  const files = [...made, ...vendored].sort((one, other) => (one.path < other.path ? -1 : 1));
  const digest = templateDigest([...templates.files.map(sourceOf), ...templates.descriptions]);
  return [...files, recordFile({ answers, derived: { ...derived, today }, parts }, digest, files)];
}

const sourceOf = ({ source, path }: TemplateFile): PlannedFile => copied(source, path);

/** @returns every file of the templates as it stands in a made repository. */
export const madeFiles = (templates: Templates, data: TemplateData): PlannedFile[] =>
  templates.files.map((file) => withParts(filledIn(file, data), templates));

/** @returns a file of a template with the answers in their places. */
export function filledIn(template: TemplateFile, data: TemplateData): PlannedFile {
  const file = sourceOf(template);
  if (!template.rendered) return file;
  return { ...file, content: Buffer.from(render(file.content.toString(), data, file.path)) };
}

/** Parts and the kind add lines to two files of the base. */
function withParts(file: PlannedFile, templates: Templates): PlannedFile {
  const changed =
    file.path === 'package.json'
      ? mergedPackage(file.content.toString(), templates.lines)
      : listed(file, templates);
  return changed === undefined ? file : { ...file, content: Buffer.from(changed) };
}

function listed(file: PlannedFile, { parts }: Templates): string | undefined {
  if (file.path !== PARTS_FILE) return undefined;
  const order = parts.map(({ name }) => name);
  return parts
    .filter(({ runtime }) => runtime)
    .reduce((text, { name }) => withPart(text, name, order) ?? unlisted(file.path), file.content.toString());
}

function unlisted(path: string): never {
  throw new Error(`${path}: the template has no list of parts.`);
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
