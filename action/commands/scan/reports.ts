import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { z } from 'zod';
import type { ScanKind } from '../../contract/proofs/clean-repo.ts';
import { type NpmAudit, npmAudit } from '../../scan/npm-audit.ts';
import { type Sarif, sarif } from '../../scan/sarif.ts';
import { isDiskError } from '../disk-error.ts';

/** Reads a report of another tool that a person named, wherever it lies. */
export async function readReport<S extends z.ZodType>(
  cwd: string,
  option: string,
  path: string,
  schema: S,
  expected: string,
): Promise<{ report: z.infer<S> } | { problem: string }> {
  const problem = (found: string) => ({
    problem: `${option} ${path}: found ${found}; expected ${expected}. Run that tool again, and name the file that it wrote.`,
  });
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(resolve(cwd, path), 'utf8')));
    if (parsed.success) return { report: parsed.data };
    const [first] = parsed.error.issues;
    return problem(`${first?.message ?? 'something else'} at ${first?.path.join('.') || 'its beginning'}`);
  } catch (error) {
    if (error instanceof SyntaxError) return problem('text that is not JSON');
    if (isDiskError(error)) return problem(`no file that can be read (${error.code})`);
    throw error;
  }
}

/** Options that name findings of other tools, by what they look for. */
export const OPTIONS = {
  secrets: '--secrets',
  personal_data: '--personal-data',
  dependencies: '--dependencies',
} as const satisfies Record<ScanKind, string>;

export const readSarif = (
  cwd: string,
  kind: ScanKind,
  path: string,
): Promise<{ report: Sarif } | { problem: string }> =>
  readReport(cwd, OPTIONS[kind], path, sarif, 'a report as SARIF 2.1.0');

/** Reads a report on dependencies: of npm, or of any other tool. */
export const readAudit = (
  cwd: string,
  path: string,
): Promise<{ report: NpmAudit | Sarif } | { problem: string }> =>
  readReport(
    cwd,
    OPTIONS.dependencies,
    path,
    npmAudit.or(sarif),
    'what `npm audit --json` prints, or SARIF 2.1.0',
  );
