import type { EligibleCase } from '../contract/eligible.ts';
import type { Manifest } from '../contract/manifest.ts';
import { readManifest } from '../evidence/poc-files.ts';
import type { Tree } from '../evidence/tree.ts';
import { readEligible } from '../evidence/usage-extracts.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import { nameKey } from '../readiness/names.ts';
import type { Row } from '../readiness/reading.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { listed } from './eval-import/words.ts';
import { diskOf, diskProblem } from './time/disk.ts';
import { pathProblem, whyUnread } from './time/folder.ts';
import { addRows } from './time/store.ts';
import { AS_THEY_ARE, isPseudonym, type Names, pseudonyms } from './time-import/pseudonyms.ts';
import { conclude } from './time-import/refused.ts';
import { zoneProblem } from './time-import/rows.ts';
import { readSource } from './time-import/source.ts';
import { type EligibleOptions, readOptions } from './usage-eligible/options.ts';
import { readPeople } from './usage-eligible/people.ts';
import { eligibleReport } from './usage-eligible/report.ts';
import { sortRows } from './usage-eligible/rows.ts';
import { ELIGIBLE_USAGE } from './usage-eligible/usage.ts';

/** `poc usage eligible`: the cases that there were, from the system of record. */
export const usageEligible: Command = {
  name: 'usage eligible',
  summary: 'list the cases that a system of record closed',
  usage: ELIGIBLE_USAGE,
  async run(args, terminal) {
    const read = readOptions(args);
    if ('problems' in read) return refuse(terminal, ...read.problems);
    try {
      const tree = await openWorkingTree(terminal.cwd, null);
      const manifest = await readManifest(tree);
      if (manifest.status !== 'read') return refuse(terminal, ...whyUnread(manifest));
      return await addFrom({ options: read.options, terminal, tree, manifest: manifest.value.value });
    } catch (error) {
      const problem = diskProblem(error);
      if (problem === null) throw error;
      return refuse(terminal, problem);
    }
  },
};

type Job = { options: EligibleOptions; terminal: Terminal; tree: Tree; manifest: Manifest };

async function addFrom({ options, terminal, tree, manifest }: Job): Promise<ExitCode> {
  const file = manifest.evidence.eligible;
  const misplaced = pathProblem(
    terminal.cwd,
    'poc.yaml: evidence.eligible',
    file,
    'eligible: usage/eligible.csv',
  );
  if (misplaced !== null) return refuse(terminal, misplaced);
  const existing = await readEligible(tree, file);
  if (existing.status !== 'read') return refuse(terminal, ...whyUnread(existing));
  const columns: [string, string][] = [
    ['case-ref', options.caseRef],
    ['closed', options.closed],
    ['closed-by', options.closedBy],
  ];
  const source = readSource(terminal.cwd, options.source, columns);
  if ('problems' in source) return refuse(terminal, ...source.problems);
  const zoneless = zoneProblem(source.rows, options, [options.closed]);
  if (zoneless !== null) return refuse(terminal, zoneless);
  const names = namesFor(options, terminal, existing.value.rows);
  if ('problems' in names) return refuse(terminal, ...names.problems);
  const before = existing.value.rows.map(({ value }) => value);
  const making = { columns: options, times: options, now: terminal.now, nameOf: names.nameOf };
  const sorted = sortRows(source.rows, before, making);
  const writes = !options.dryRun && sorted.added.length > 0;
  const keyNotes = writes ? names.keep() : [];
  if (writes) addRows(diskOf(terminal.cwd), file, COLUMNS, sorted.added);
  const all = [...before, ...sorted.added];
  const notes = [...unknownUsers(manifest, all), ...keyNotes];
  terminal.print(eligibleReport(options, file, sorted, all, notes));
  return conclude(sorted.refused.length, terminal, 'poc usage eligible', 'run it again: what is listed');
}

/** Only who is not in `--people` needs the key. */
function namesFor(
  options: EligibleOptions,
  terminal: Terminal,
  rows: readonly Row<EligibleCase>[],
): Names | { problems: string[] } {
  if (options.namesAsTheyAre) return AS_THEY_ARE;
  const read = readPeople(terminal.cwd, options.people);
  if ('problems' in read) return read;
  const made = pseudonyms(
    terminal,
    rows.find(({ value }) => isPseudonym(value.closed_by)),
  );
  if ('problem' in made) return { problems: [made.problem] };
  let isKeyUsed = false;
  return {
    nameOf(person) {
      const known = read.people.get(nameKey(person));
      isKeyUsed ||= known === undefined;
      return known ?? made.nameOf(person);
    },
    keep: () => (isKeyUsed ? made.keep() : []),
  };
}

const COLUMNS = { needed: ['case_ref', 'closed_at', 'closed_by'] };

/** Who went back to the old way is told by the names of those who closed cases. */
function unknownUsers({ users, evidence }: Manifest, all: readonly EligibleCase[]): string[] {
  const closers = new Set(all.map((row) => nameKey(row.closed_by)));
  const names = users.map(({ pseudonym }) => pseudonym);
  if (all.length === 0 || names.length === 0 || names.some((name) => closers.has(nameKey(name)))) return [];
  return [
    `None of the users of poc.yaml (${listed(names)}) closed one of these, so nobody sees what they do without the POC. Take ${evidence.eligible} away and add the exports again with --people, which says who they are.`,
  ];
}

function refuse(terminal: Terminal, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc usage eligible: ${problem}`);
  return 2;
}
