import { createHash } from 'node:crypto';
import type { Answers, TemplateData } from './answers.ts';
import { digestOf, type PlannedFile, written } from './planned-file.ts';
import type { ChangedFile } from './staging.ts';

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
  /** The parts that were chosen or added since, with those that they need, outermost first. */
  parts: readonly string[];
  /** What was filled in besides the answers. */
  derived: Pick<TemplateData, 'today' | 'dependency' | 'actionUses' | 'vendored'>;
  /** Path to the digest of the raw bytes, for every file but this one. */
  files: Record<string, string>;
};

/** What a repository is made of, as it is recorded. */
export type Making = Pick<MakingRecord, 'answers' | 'parts'> & {
  derived: MakingRecord['derived'] & Pick<TemplateData, 'version'>;
};

/** @param template digest of the template's sources */
export function recordFile(
  { answers, parts, derived: { version, ...derived } }: Making,
  template: string,
  files: readonly PlannedFile[],
): PlannedFile {
  const record: MakingRecord = {
    schema: 1,
    generator: { name: 'create-poc', version },
    template: { kind: answers.kind, version, digest: template },
    answers,
    parts,
    derived,
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

/**
 * The record after parts were added. What a person had changed before keeps the digest it was made with.
 *
 * @param parts every part that is there now
 */
export function withAddition(
  { text, json }: { text: string; json: MakingRecord },
  parts: readonly string[],
  added: readonly PlannedFile[],
  changed: readonly ChangedFile[],
): ChangedFile[] {
  const files = { ...json.files };
  for (const { path, content } of added) files[path] = digestOf(content);
  for (const { path, was, text } of changed) {
    if (files[path] === digestOf(Buffer.from(was))) files[path] = digestOf(Buffer.from(text));
  }
  const isSame = parts.join() === json.parts.join() && added.length + changed.length === 0;
  if (isSame) return [];
  const record = { ...json, parts, files: sortedByPath(files) };
  return [{ path: RECORD_FILE, was: text, text: `${JSON.stringify(record, null, 2)}\n` }];
}

const sortedByPath = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
