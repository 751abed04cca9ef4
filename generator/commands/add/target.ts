import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { describeProblem } from '../../../action/contract/problem.ts';
import { type workflow as schema, workflow } from '../../../action/contract/workflow.ts';
import type { PackageJson } from '../../parts/package-lines.ts';
import type { MakingRecord } from '../../record.ts';
import { RECORD_FILE } from '../../record.ts';
import { refusal } from '../../refusal.ts';

/** The repository that a part is added to. */
export type AddTarget = {
  folder: string;
  /** Text and content of `package.json`. */
  manifest: { text: string; json: PackageJson };
  /** What `poc.yaml` says, where there is one. */
  poc: PocFile | undefined;
  /** Text and content of `.poc.json`, where there is one. */
  record: { text: string; json: MakingRecord } | undefined;
};

export type PocFile = { workflow: z.infer<typeof schema>; owner: string | undefined };

const group = z.record(z.string(), z.string()).optional();
const packageJson = z.looseObject({ dependencies: group, devDependencies: group, scripts: group });
const record = z.looseObject({
  parts: z.array(z.string()).default([]),
  files: z.record(z.string(), z.string()),
});
const poc = z.looseObject({ workflow, owner: z.string().optional().catch(undefined) });

/** Reads what a part has to fit in with, or tells everything that cannot be read. */
export function openTarget(folder: string): AddTarget | { problems: string[] } {
  const manifest = read(folder, 'package.json', JSON.parse, packageJson);
  const made = read(folder, RECORD_FILE, JSON.parse, record);
  const described = read(folder, 'poc.yaml', yaml, poc);
  const problems = [manifest, made, described].flatMap((one) => ('problem' in one ? [one.problem] : []));
  if (problems.length > 0) return { problems };
  if (!('json' in manifest)) return { problems: [noPackage()] };
  return {
    folder,
    manifest: manifest as AddTarget['manifest'],
    poc: 'json' in described ? (described.json as PocFile) : undefined,
    record: 'json' in made ? (made as AddTarget['record']) : undefined,
  };
}

type ReadFile = { text: string; json: unknown } | { problem: string } | { missing: true };

function read(folder: string, file: string, parse: (text: string) => unknown, schema: z.ZodType): ReadFile {
  if (!existsSync(join(folder, file))) return { missing: true };
  const fault = (found: string, expected: string, field = '') => {
    const problem = refusal(file, found, expected, `Mend ${file} first. Nothing was written.`);
    return { problem: describeProblem({ ...problem, field }) };
  };
  if (!lstatSync(join(folder, file)).isFile()) return fault('something that is not a file', 'a file');
  const text = readFileSync(join(folder, file), 'utf8');
  try {
    const parsed = schema.safeParse(parse(text));
    if (parsed.success) return { text, json: parsed.data };
    const [issue] = parsed.error.issues;
    const expected = (issue?.message ?? '')
      .replace(/^(?:Invalid \w+: )?expected /, '')
      .replace(/, received /, ', not ');
    return fault('something else', expected, issue?.path.join('.'));
  } catch (error) {
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return fault(`text that cannot be read (${why})`, file.endsWith('.yaml') ? 'YAML' : 'JSON');
  }
}

function yaml(text: string): unknown {
  const document = parseDocument(text);
  if (document.errors[0] !== undefined) throw document.errors[0];
  return document.toJS();
}

const noPackage = (): string =>
  describeProblem(
    refusal('package.json', 'no such file', 'the root of a repository', 'Go there, or run `npm init` first.'),
  );
