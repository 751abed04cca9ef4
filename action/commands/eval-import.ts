import { createHash } from 'node:crypto';
import { describeProblem } from '../contract/problem.ts';
import { readManifest } from '../evidence/poc-files.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import { countLabels, type LabelMapping, mapLabels } from '../intake/labels.ts';
import { type ImportPlan, planImport } from '../intake/plan-import.ts';
import type { Reading } from '../readiness/reading.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { isDiskError } from './disk-error.ts';
import { type CaseFile, writeCaseFiles } from './eval-import/case-files.ts';
import { type Existing, findExisting } from './eval-import/existing.ts';
import { mappingProblems, noLabels, rulesProblem } from './eval-import/labels-problem.ts';
import { importNotes, newFieldsNote } from './eval-import/notes.ts';
import { type ImportOptions, readOptions } from './eval-import/options.ts';
import { type ImportReport, importTable } from './eval-import/report.ts';
import { sliceProblems } from './eval-import/slices-problem.ts';
import { type Loaded, readSource } from './eval-import/source.ts';
import { findKey, keyedHash, keyNote, newKey, storeKey } from './eval-import/source-key.ts';
import { IMPORT_USAGE } from './eval-import/usage.ts';
import { grouped } from './eval-import/words.ts';

/** `poc eval import`: makes eval cases from real input. */
export const evalImport: Command = {
  name: 'eval import',
  summary: 'make eval cases from real records',
  usage: IMPORT_USAGE,
  async run(args, terminal) {
    const read = readOptions(args);
    if ('problems' in read) return refuse(terminal, 2, ...read.problems);
    try {
      return await importWith(read.options, terminal);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return refuse(
        terminal,
        2,
        `${error.message}; expected a disk that can be read and written. Mend that and run it again.`,
      );
    }
  },
};

async function importWith(options: ImportOptions, terminal: Terminal): Promise<ExitCode> {
  const tree = await openWorkingTree(terminal.cwd, null);
  const manifest = await readManifest(tree);
  if (manifest.status !== 'read') return refuse(terminal, 2, ...whyUnread(manifest));
  const { kind, labels: allowed } = manifest.value.value.workflow;
  if (allowed === undefined) return refuse(terminal, 2, noLabels(kind));
  const wrongRule = rulesProblem(options.rules, allowed);
  if (wrongRule !== null) return refuse(terminal, 2, wrongRule);
  const existing = await findExisting(terminal.cwd, tree, options);
  if (existing.status === 'unreadable') return refuse(terminal, 2, ...existing.problems);
  if (existing.status === 'occupied') return refuse(terminal, 1, existing.problem);
  const source = await readSource(terminal.cwd, options, (files) => {
    if (files > MANY_FILES) terminal.complain(`Reading ${grouped(files)} files…`);
  });
  if (source.status === 'unusable') return refuse(terminal, 2, source.problem);
  const { untrusted_inputs: untrusted } = manifest.value.value;
  return importFrom({ terminal, options, allowed, untrusted, existing, source });
}

/** From here on it takes long enough that a person wonders. */
const MANY_FILES = 500;

type Job = {
  terminal: Terminal;
  options: ImportOptions;
  allowed: readonly string[];
  untrusted: readonly string[];
  existing: Existing;
  source: Loaded;
};

function importFrom(job: Job): ExitCode {
  const { terminal, options, allowed, source } = job;
  const found = source.entries.flatMap((entry) => (entry.status === 'item' ? (entry.label ?? []) : []));
  const mapping = mapLabels(countLabels(found), options, allowed);
  const problems = [
    ...mappingProblems(mapping, allowed),
    ...sliceProblems(options.sliceFields, source.entries),
  ];
  if (problems.length > 0) return refuse(terminal, 1, ...problems);
  const stored = findKey(terminal);
  if (stored.status === 'unusable') return refuse(terminal, 2, stored.problem);
  const key = stored.status === 'there' ? stored.key : newKey();
  const seed = options.seed ?? source.digest.slice(0, 16);
  const plan = planFor(job, mapping, key, seed);
  const files = caseFiles(job, plan);
  const hasItems = plan.tally.labels.length > 0;
  const writes = hasItems && !options.dryRun;
  const keyIsNew = stored.status === 'none' && writes;
  const notes = [
    ...importNotes(options, mapping, plan.tally),
    ...newFieldsNote([...plan.scored, ...plan.training], job.untrusted),
    ...(keyIsNew ? [keyNote(terminal.cwd)] : []),
  ];
  if (keyIsNew) storeKey(terminal.cwd, key);
  if (writes) writeCaseFiles(terminal.cwd, files);
  const report = reportOf(job, plan, hasItems ? files : [], seed, notes);
  terminal.print(options.json ? `${JSON.stringify(report, null, 2)}\n` : importTable(report));
  return hasItems ? 0 : refuse(terminal, 1, NO_CASE);
}

const NO_CASE =
  'found no item that can be a case; expected at least one that parses and has a label. Name the label column, or the folder above the sub-folders that are named for labels.';

function planFor(
  { terminal, options, existing, source }: Job,
  mapping: LabelMapping,
  key: string,
  seed: string,
) {
  return planImport({
    entries: source.entries,
    notMatched: source.notMatched,
    labels: mapping.mapped,
    sliceFields: options.sliceFields,
    known: existing.known,
    plan: options,
    origin: { ...options, sampledAt: terminal.now.toISOString() },
    shuffle: (identifier) => createHash('sha256').update(`${seed}\n${identifier}`).digest('hex'),
    hash: keyedHash(key),
  });
}

function caseFiles({ existing }: Job, plan: ImportPlan): CaseFile[] {
  const malformed = plan.malformed.filter(({ id }) => !existing.ids.has(id));
  const cases = { scored: plan.scored, training: plan.training, malformed };
  return existing.targets
    .map(({ path, how, split }) => ({ path, how, cases: cases[split] }))
    .filter((file) => file.cases.length > 0);
}

function reportOf(
  { options, source }: Job,
  plan: ImportPlan,
  files: readonly CaseFile[],
  seed: string,
  notes: string[],
): ImportReport {
  return {
    schema: 'poc-import/v1',
    source: {
      path: options.source,
      kind: source.kind,
      system: options.sourceSystem,
      digest: `sha256:${source.digest}`,
    },
    sampling: options.sampling,
    stratified: options.stratify,
    seed,
    dry_run: options.dryRun,
    ...plan.tally,
    files: files.map(({ path, cases, how }) => ({ path, cases: cases.length, how })),
    notes,
  };
}

function whyUnread(reading: Exclude<Reading<unknown>, { status: 'read' }>): string[] {
  return reading.status === 'missing'
    ? [
        `${reading.lookedIn}: found no such file; expected the one of this proof of concept. ${reading.remedy}`,
      ]
    : reading.problems.map(describeProblem);
}

function refuse(terminal: Terminal, code: ExitCode, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc eval import: ${problem}`);
  return code;
}
