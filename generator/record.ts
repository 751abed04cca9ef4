import { createHash } from 'node:crypto';
import type { Answers, TemplateData } from './answers.ts';
import { digestOf, type PlannedFile, written } from './planned-file.ts';

export const RECORD_FILE = '.poc.json';

/**
 * `.poc.json`: how a repository was made, so that a later version can make it again and merge what changed.
 * It names nothing of the machine it was made on.
 */
export type MakingRecord = {
  schema: 1;
  generator: { name: 'create-poc'; version: string };
  /** Templates are published with the generator. The digest is over their sources, before they are filled in. */
  template: { kind: Answers['kind']; version: string; digest: string };
  answers: Answers;
  /** What was filled in besides the answers. */
  derived: Pick<TemplateData, 'today' | 'dependency' | 'actionUses' | 'vendored'>;
  /** Path to the digest of the raw bytes, for every file but this one. */
  files: Record<string, string>;
};

/** @param template digest of the template's sources */
export function recordFile(data: TemplateData, template: string, files: readonly PlannedFile[]): PlannedFile {
  const { today, version, dependency, actionUses, vendored, ...answers } = data;
  const record: MakingRecord = {
    schema: 1,
    generator: { name: 'create-poc', version },
    template: { kind: answers.kind, version, digest: template },
    answers,
    derived: { today, dependency, actionUses, vendored },
    files: Object.fromEntries(files.map(({ path, content }) => [path, digestOf(content)])),
  };
  return written(RECORD_FILE, `${JSON.stringify(record, null, 2)}\n`);
}

/** @returns one digest over paths and contents; a renamed file changes it. */
export function templateDigest(sources: readonly PlannedFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of sources) hash.update(`${path}\0${content.length}\0`).update(content);
  return `sha256:${hash.digest('hex')}`;
}
