import { z } from 'zod';
import { isInside } from '../evidence/tree.ts';
import { type PinnedFile, pinnedFile } from './organisation-policy.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const folder = z
  .string()
  .transform((line) => line.trim().replace(/^\.\//, '').replace(/\/+$/, '') || '.')
  .refine((path) => path === '.' || isInside(path), { error: 'expected a folder inside the workspace' });

const folders = z
  .string()
  .transform((text) => text.split('\n').filter((line) => line.trim() !== ''))
  .pipe(z.array(folder).min(1, { error: 'expected at least one folder' }));

/** The inputs of `action.yml`, by the names that they have there. */
export const inputs = z.strictObject({
  folder: folders,
  token: z.string().min(1, { error: 'expected one' }),
  comment: flag,
  'check-run': flag,
  'html-report': flag,
  configuration: z
    .string()
    .regex(/^[\w.-]{1,64}$/, { error: 'expected up to 64 letters, digits, dots or hyphens' }),
  base: z.string().trim(),
  'base-results': z.string().trim(),
  'results-artifact': z.string().trim(),
  'trusted-root': z.string().trim(),
  policy: z
    .string()
    .trim()
    .transform((text, context) => {
      if (text === '') return null;
      const file = pinnedFile(text);
      if (file !== null) return file;
      context.addIssue({
        code: 'custom',
        message: 'expected OWNER/REPOSITORY[/PATH]@COMMIT with a full commit id, since a branch can be moved',
      });
      return z.NEVER;
    }),
  'policy-token': z.string().trim(),
  report: z.string().trim(),
});

/** What the Action was asked to do. */
export type Settings = {
  folders: string[];
  token: string;
  comment: boolean;
  checkRun: boolean;
  htmlReport: boolean;
  configuration: string;
  base: string | null;
  /** Path or pattern of eval results of the base, inside each folder. */
  baseResults: string | null;
  /** What the names of artifacts with eval results begin with; `null` when none are to be looked for. */
  resultsArtifact: string | null;
  /** File of trusted roots besides Sigstore's public one, outside of the checkout. */
  trustedRoot: string | null;
  /** The policy of an organisation, and a token that may read it where the gate's own may not. */
  policy: PinnedFile | null;
  policyToken: string | null;
  report: string | null;
};

/**
 * Reads the inputs.
 *
 * @param get gives an input by its name, empty when it was not set
 */
export function readSettings(get: (name: string) => string): Settings | { problems: string[] } {
  const given = Object.fromEntries(Object.keys(inputs.shape).map((name) => [name, get(name)]));
  const parsed = inputs.safeParse(given);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return `Input ${name}: found ${name.endsWith('token') ? 'a token' : JSON.stringify(given[name])}; ${issue.message}. Correct \`with: ${name}:\` in the workflow.`;
      }),
    };
  }
  const { data } = parsed;
  return {
    folders: [...new Set(data.folder)],
    token: data.token,
    comment: data.comment,
    checkRun: data['check-run'],
    htmlReport: data['html-report'],
    configuration: data.configuration,
    base: data.base || null,
    baseResults: data['base-results'] || null,
    resultsArtifact: data['results-artifact'] || null,
    trustedRoot: data['trusted-root'] || null,
    policy: data.policy,
    policyToken: data['policy-token'] || null,
    report: data.report || null,
  };
}
