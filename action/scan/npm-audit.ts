import { z } from 'zod';
import type { ScanFinding } from '../contract/proofs/clean-repo.ts';
import { eachOnce, fingerprint } from './found.ts';

const advisory = z.object({
  source: z.number(),
  name: z.string(),
  title: z.string().nullish(),
  url: z.string().nullish(),
  severity: z.string(),
  range: z.string().nullish(),
});

/**
 * What `npm audit --json` prints, of which only this is read.
 *
 * @see https://docs.npmjs.com/cli/commands/npm-audit, report version 2
 */
export const npmAudit = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisory])) })),
  metadata: z.object({ dependencies: z.object({ total: z.int().min(0) }) }),
});
export type NpmAudit = z.infer<typeof npmAudit>;

const SEVERITIES: Readonly<Record<string, ScanFinding['severity']>> = {
  critical: 'high',
  high: 'high',
  moderate: 'medium',
  low: 'low',
  info: 'low',
};

/** @returns each advisory once for each package, with the lockfile as its place. A severity that is not known is high. */
export function advisoriesIn({ vulnerabilities }: NpmAudit, lockfile: string): ScanFinding[] {
  const advisories = Object.values(vulnerabilities).flatMap(({ via }) =>
    via.filter((one) => typeof one !== 'string'),
  );
  const findings = advisories.map(({ source, name, url, severity, range }) => {
    const rule = `${/GHSA-[\w-]+/.exec(url ?? '')?.[0] ?? `npm-${source}`}/${name}`;
    const print = fingerprint(rule, lockfile, range ?? '');
    return {
      rule,
      severity: SEVERITIES[severity] ?? 'high',
      file: lockfile,
      line: null,
      times: 1,
      fingerprint: print,
    };
  });
  return eachOnce(findings).map((one) => ({ ...one, times: 1 }));
}
