import { z } from 'zod';
import type { ScanFinding, ScanKind } from '../contract/proofs/clean-repo.ts';
import { eachOnce, fingerprint } from './found.ts';

const place = z.object({
  physicalLocation: z
    .object({
      artifactLocation: z.object({ uri: z.string().optional() }).optional(),
      region: z
        .object({
          startLine: z.int().min(1).optional(),
          snippet: z.object({ text: z.string().optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const level = z.enum(['none', 'note', 'warning', 'error']);

const rule = z.object({
  id: z.string(),
  defaultConfiguration: z.object({ level: level.optional() }).optional(),
  properties: z.object({ 'security-severity': z.union([z.string(), z.number()]).optional() }).optional(),
});

const result = z.object({
  ruleId: z.string().optional(),
  ruleIndex: z.int().optional(),
  level: level.optional(),
  message: z.object({ text: z.string().optional() }).optional(),
  locations: z.array(place).optional(),
});

const run = z.object({
  tool: z.object({
    driver: z.object({
      name: z.string().min(1),
      version: z.string().optional(),
      semanticVersion: z.string().optional(),
      rules: z.array(rule).optional(),
    }),
  }),
  artifacts: z.array(z.unknown()).optional(),
  results: z.array(result),
});

/**
 * A report of any scanner, of which only this is read.
 *
 * @see OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0
 */
export const sarif = z.object({ version: z.literal('2.1.0'), runs: z.array(run).min(1) });
export type Sarif = z.infer<typeof sarif>;

/** The tools of a report, their versions, and how many files or packages they say that they looked at. */
export type SarifTool = { tool: string; version: string; lookedAt: number };

/** @returns who made a report. A report that lists no artifacts does not say how much was looked at: then it is 0. */
export function toolOf({ runs }: Sarif): SarifTool {
  const drivers = runs.map(({ tool }) => tool.driver);
  return {
    tool: drivers.map(({ name }) => name).join(' + '),
    version: drivers.map((one) => one.semanticVersion ?? one.version ?? 'unknown').join(' + '),
    lookedAt: runs.reduce((sum, { artifacts = [] }) => sum + artifacts.length, 0),
  };
}

/**
 * @returns the findings of a report. What it says of suppressions is not read: only those of the base count. A secret is
 *   high whatever its tool says, since tools leave the level of secrets at its default.
 */
export function findingsIn({ runs }: Sarif, kind: ScanKind): ScanFinding[] {
  return eachOnce(
    runs.flatMap(({ tool: { driver }, results }) =>
      results.map((one) => {
        const rules = driver.rules ?? [];
        const known = rules.find(({ id }) => id === one.ruleId) ?? rules[one.ruleIndex ?? -1];
        const name = `${driver.name}/${one.ruleId ?? known?.id ?? 'unnamed'}`;
        const { artifactLocation, region } = one.locations?.[0]?.physicalLocation ?? {};
        const file = pathOf(artifactLocation?.uri ?? '');
        const matched = region?.snippet?.text ?? `${region?.startLine ?? ''} ${one.message?.text ?? ''}`;
        return {
          rule: name,
          severity: kind === 'secrets' ? 'high' : severityOf(one, known),
          file,
          line: region?.startLine ?? null,
          times: 1,
          fingerprint: fingerprint(name, file, matched),
        };
      }),
    ),
  );
}

const LEVELS = { error: 'high', warning: 'medium', note: 'low', none: 'low' } as const;

/** A score of the rule, as GitHub reads it (7 and more is high, 4 and more medium), says more than a level. */
function severityOf(
  one: z.infer<typeof result>,
  known: z.infer<typeof rule> | undefined,
): ScanFinding['severity'] {
  const score = Number(known?.properties?.['security-severity'] ?? Number.NaN);
  if (!Number.isNaN(score)) return score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
  return LEVELS[one.level ?? known?.defaultConfiguration?.level ?? 'warning'];
}

/** Findings have to be in some file; a place outside the folder is named as it is. */
function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri).replace(/^(?:file:\/\/)?(?:\.\/)?/, '') || 'unknown';
  } catch {
    return uri;
  }
}
