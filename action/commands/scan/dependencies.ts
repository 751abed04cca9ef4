import { execFile } from 'node:child_process';
import type { Scan } from '../../contract/proofs/clean-repo.ts';
import { advisoriesIn, type NpmAudit, npmAudit } from '../../scan/npm-audit.ts';
import { findingsIn, type Sarif, toolOf } from '../../scan/sarif.ts';
import type { Terminal } from '../command.ts';
import { readAudit } from './reports.ts';

const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json'];
/** Those of other package managers, which `npm audit` does not read. */
const OTHERS = ['pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];
const LONGEST_MS = 120_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Where dependencies are looked for: the folder, its files, and the report that a person named. */
export type DependencyBench = {
  terminal: Terminal;
  folder: string;
  files: readonly string[];
  report: string | null;
};

/** @returns the scan of the dependencies, or why nobody looked at them. */
export async function scanDependencies(bench: DependencyBench): Promise<Scan | { problem: string }> {
  const { terminal, files, report } = bench;
  const lockfile = LOCKFILES.find((one) => files.includes(one));
  if (report === null)
    return lockfile === undefined ? { problem: noLockfile(files) } : audit(bench, lockfile);
  const read = await readAudit(terminal.cwd, report);
  if ('problem' in read) return read;
  if ('runs' in read.report) return ofSarif(read.report, report);
  return ofAudit(read.report, lockfile ?? report, 'of a report');
}

function noLockfile(files: readonly string[]): string {
  const other = OTHERS.find((one) => files.includes(one));
  if (other === undefined)
    return 'dependencies: found neither package-lock.json nor a report; expected one of them. Run `npm install` and commit the lockfile, or name the report of another tool with --dependencies.';
  return `dependencies: found ${other}, which \`npm audit\` does not read, and no report; expected one. Let a tool that reads it, such as osv-scanner, write SARIF with its artifacts, and name that with --dependencies.`;
}

function ofSarif(report: Sarif, path: string): Scan | { problem: string } {
  const { tool, version, lookedAt } = toolOf(report);
  const findings = findingsIn(report, 'dependencies');
  const seen = Math.max(lookedAt, new Set(findings.map(({ file }) => file)).size);
  if (seen === 0)
    return {
      problem: `--dependencies ${path}: found neither a result nor \`artifacts\`; expected what the tool looked at, since one that looked at nothing finds nothing. Let it list its artifacts, or use \`npm audit --json\`.`,
    };
  return { scan: 'dependencies', tool, version, looked_at: seen, media: 0, excluded: [], findings };
}

const ofAudit = (report: NpmAudit, lockfile: string, version: string): Scan => ({
  scan: 'dependencies',
  tool: 'npm audit',
  version,
  looked_at: report.metadata.dependencies.total,
  media: 0,
  excluded: [],
  findings: advisoriesIn(report, lockfile),
});

/** npm ends with 1 when it found something, so what it printed says whether it looked. */
async function audit(bench: DependencyBench, lockfile: string): Promise<Scan | { problem: string }> {
  const printed = await npm(bench, ['audit', '--json']);
  const parsed = npmAudit.safeParse(json(printed.out));
  if (parsed.success)
    return ofAudit(parsed.data, lockfile, (await npm(bench, ['--version'])).out.trim() || 'unknown');
  return {
    problem: `dependencies: found no answer of \`npm audit\` (${whyNot(printed)}); expected its report. Run it where npm reaches its registry, or name a report with --dependencies.`,
  };
}

const whyNot = ({ out, why }: Printed): string => {
  const said = json(out) as { message?: unknown } | undefined;
  const reason = typeof said?.message === 'string' ? said.message : why;
  return reason.split('\n')[0]?.slice(0, 200) || 'it said nothing';
};

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Printed = { out: string; why: string };

function npm({ terminal, folder }: DependencyBench, args: string[]): Promise<Printed> {
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { ...terminal.env },
      timeout: LONGEST_MS,
      maxBuffer: MOST_BYTES,
      shell: process.platform === 'win32',
    };
    execFile('npm', args, options, (error, stdout, stderr) =>
      resolve({ out: String(stdout), why: String(stderr) || (error?.message ?? '') }),
    );
  });
}
