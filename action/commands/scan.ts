import { resolve } from 'node:path';
import { cleanRepo } from '../checks/data/clean-repo.ts';
import type { Manifest } from '../contract/manifest.ts';
import { describeProblem } from '../contract/problem.ts';
import type { Scan, ScanFinding, ScanKind } from '../contract/proofs/clean-repo.ts';
import { readManifest } from '../evidence/poc-files.ts';
import type { Repository } from '../evidence/repository.ts';
import { listedOnce, type Tree } from '../evidence/tree.ts';
import { treeDigest } from '../evidence/tree-digest.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import type { Check } from '../readiness/check.ts';
import { findingInWords, scanInWords, scanName } from '../readiness/data/scan-words.ts';
import type { Reading } from '../readiness/reading.ts';
import { missed } from '../readiness/result.ts';
import { terminalResult } from '../reporters/terminal.ts';
import { findingsIn, toolOf } from '../scan/sarif.ts';
import { SECRET_SCANNER } from '../scan/secrets.ts';
import { printable } from '../text/printable.ts';
import { VERSION } from '../version.ts';
import { assessFolder } from './assess-folder.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { isDiskError } from './disk-error.ts';
import { repositoryAround } from './repository.ts';
import { scanDependencies } from './scan/dependencies.ts';
import { envelopeOfScans, SCAN_FILE, writeEnvelope } from './scan/envelope.ts';
import { readOptions, type ScanOptions } from './scan/options.ts';
import { readSarif } from './scan/reports.ts';
import { type Searched, search } from './scan/search.ts';
import { SCAN_USAGE } from './scan/usage.ts';

/** `poc scan`: what must not be in a repository, searched for by whoever builds it or by CI. The gate never runs it. */
export const scan: Command = {
  name: 'scan',
  summary: 'search for secrets, personal data and bad dependencies',
  usage: SCAN_USAGE,
  async run(args, terminal) {
    const options = readOptions(args);
    if ('problem' in options) return refuse(terminal, 2, options.problem);
    const folder = resolve(terminal.cwd, options.folder);
    try {
      const around = await repositoryAround(folder);
      if ('problem' in around) return refuse(terminal, 2, around.problem);
      const tree = listedOnce(await openWorkingTree(folder, around.repository?.git ?? null));
      const manifest = await readManifest(tree);
      if (manifest.status !== 'read') return refuse(terminal, 2, whyUnread(manifest));
      return await scanFolder(
        { terminal, options, folder, tree, manifest: manifest.value.value },
        around.repository,
      );
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return refuse(
        terminal,
        2,
        `${error.message}; expected a folder that can be read and written. Mend that and run it again.`,
      );
    }
  },
};

type Bench = { terminal: Terminal; options: ScanOptions; folder: string; tree: Tree; manifest: Manifest };

async function scanFolder(bench: Bench, repository: Repository | null): Promise<ExitCode> {
  const { terminal, folder, tree, manifest } = bench;
  const before = await treeDigest(tree, manifest);
  const found = await scansOf(bench);
  if ('problem' in found) return refuse(terminal, 2, found.problem);
  const { scans, gap } = found;
  if ((await treeDigest(tree, manifest)) !== before)
    return refuse(terminal, 1, 'files changed during the scan; expected them to stay. Run it again.');
  const envelope = envelopeOfScans(scans, before, repository?.head ?? null, terminal.env);
  const unwritten = writeEnvelope(folder, envelope);
  if (unwritten !== null) return refuse(terminal, 1, unwritten);
  terminal.print([...scans.flatMap(told), `Recorded in ${SCAN_FILE}.`].map(printable).join('\n'));
  if (gap !== null) refuse(terminal, 1, gap);
  return judge(terminal, folder);
}

/** A report that was named and cannot be read is a mistake; dependencies that nobody could look at are a gap. */
async function scansOf(bench: Bench): Promise<{ scans: Scan[]; gap: string | null } | { problem: string }> {
  const { terminal, folder, tree, options } = bench;
  const files = (await tree.list()).filter((file) => file !== SCAN_FILE);
  const report = options.dependencies;
  const dependencies = await scanDependencies({ terminal, folder, files, report });
  if ('problem' in dependencies && report !== null) return dependencies;
  const searched = await search(folder, tree, files);
  const secrets = await ownAndOthers(bench, 'secrets', searched);
  if ('problem' in secrets) return secrets;
  const personalData = await ownAndOthers(bench, 'personal_data', searched);
  if ('problem' in personalData) return personalData;
  const scans = [secrets, personalData];
  return 'problem' in dependencies
    ? { scans, gap: dependencies.problem }
    : { scans: [...scans, dependencies], gap: null };
}

/** Another tool finds what ours does not, and the other way round, so its findings are added and replace none. */
async function ownAndOthers(
  { terminal, options }: Bench,
  kind: Exclude<ScanKind, 'dependencies'>,
  { lookedAt, media, excluded, secrets, personalData }: Searched,
): Promise<Scan | { problem: string }> {
  const isSecrets = kind === 'secrets';
  const own = isSecrets ? SECRET_SCANNER : { tool: 'poc scan', version: VERSION };
  const findings: ScanFinding[] = isSecrets ? secrets : personalData;
  const scanned = { scan: kind, ...own, looked_at: lookedAt, media, excluded, findings };
  const path = isSecrets ? options.secrets : options.personalData;
  if (path === null) return scanned;
  const read = await readSarif(terminal.cwd, kind, path);
  if ('problem' in read) return read;
  const other = toolOf(read.report);
  return {
    ...scanned,
    tool: `${own.tool} + ${other.tool}`,
    version: `${own.version} + ${other.version}`,
    findings: [...findings, ...findingsIn(read.report, kind)],
  };
}

const MOST_TOLD = 20;

/** What is of severity high is named; of the rest, how much there is. */
function told(one: Scan): string[] {
  const high = one.findings.filter(({ severity }) => severity === 'high');
  const rest = high.length - MOST_TOLD;
  return [
    `${scanInWords(one)} (${one.tool} ${one.version})`,
    ...high.slice(0, MOST_TOLD).map((finding) => `  ${scanName(one.scan)}: ${findingInWords(finding)}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

/** Says at once what the gate makes of it, but for who vouches for it: nobody does before it is uploaded. */
async function judge(terminal: Terminal, folder: string): Promise<ExitCode> {
  const asked = { folder, base: null, baseResults: null, asIf: 'explore' } as const;
  const judged = await assessFolder({ ...terminal, now: new Date() }, asked, [cleanRepo as unknown as Check]);
  if ('problem' in judged) return refuse(terminal, 2, judged.problem);
  const [result] = judged.report.results;
  if (result === undefined) throw new Error('the gate judged nothing');
  terminal.print(terminalResult(result));
  return missed(result) ? 1 : 0;
}

function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>): string {
  if (reading.status === 'missing') return `${reading.lookedIn}: found nothing there. ${reading.remedy}`;
  return reading.problems.map((problem) => describeProblem(problem)).join('\n');
}

function refuse(terminal: Terminal, code: ExitCode, problem: string): ExitCode {
  terminal.complain(`poc scan: ${printable(problem)}`);
  return code;
}
