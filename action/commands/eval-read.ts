import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mapping } from '../contract/mapping.ts';
import { describeProblem } from '../contract/problem.ts';
import { MANIFEST_FILE } from '../contract/words.ts';
import { SourceError, sourceOfFile } from '../evidence/documents/source.ts';
import { PLAIN, TOOLS } from '../evidence/formats/index.ts';
import { readFormat } from '../evidence/result-file.ts';
import { openWorkingTree } from '../evidence/working-tree.ts';
import { createTally } from '../readiness/eval/tally.ts';
import { fileAsJson, fileInWords, type ReadResultFile } from '../reporters/result-file.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { flagFault } from './flag-fault.ts';

const FORMAT_NAMES = [...new Set([...TOOLS, ...PLAIN].map((format) => format.name))];

const USAGE = `poc eval read FILE... [--json]

Prints what the gate sees in files of eval results: their format, cases, passes, failures, errors of the system
and of the grader, rows without a verdict, repeats and clusters. Any format that the gate knows is read, at any
size; it is told by content. In the folder of a poc.yaml its evidence.mapping applies.

  --json   one JSON document (schema poc-eval-read/v1)

Formats: ${FORMAT_NAMES.join(', ')}; anything else
through evidence.mapping.

Exit code: 0 every file can be gated on, 1 one cannot, 2 could not run.`;

/** `poc eval read`: asks before the gate does. */
export const evalRead: Command = {
  name: 'eval read',
  summary: 'show what the gate sees in a file of eval results',
  usage: USAGE,
  async run(args, terminal) {
    const settings = readSettings(args);
    if ('problem' in settings) return refuse(terminal, settings.problem);
    const mapping = await mappingOf(terminal);
    const read: ReadResultFile[] = [];
    for (const file of settings.files) {
      const one = await readFile(terminal.cwd, file, mapping);
      if ('problem' in one) return refuse(terminal, one.problem);
      read.push(one);
    }
    terminal.print(settings.json ? asJson(read) : read.map(fileInWords).join('\n\n'));
    return read.some(({ problems }) => problems.length > 0) ? 1 : 0;
  },
};

const asJson = (read: readonly ReadResultFile[]): string =>
  JSON.stringify({ schema: 'poc-eval-read/v1', files: read.map(fileAsJson) }, null, 2);

function readSettings(args: string[]): { files: string[]; json: boolean } | { problem: string } {
  try {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    if (positionals.length === 0)
      return { problem: 'found no file; expected one or more. See `poc eval read --help`.' };
    return { files: positionals, json: values.json };
  } catch (error) {
    return {
      problem: `${flagFault(error)} See \`poc eval read --help\`.`,
    };
  }
}

/** Outside a POC nothing is declared; in one whose poc.yaml is broken that is said, since the gate would not go on. */
async function mappingOf({ cwd, complain }: Terminal): Promise<Mapping | undefined> {
  if (!existsSync(join(cwd, MANIFEST_FILE))) return undefined;
  // Loaded where there is a poc.yaml to read: a parser of YAML is a tenth of this command's start.
  const { readManifest } = await import('../evidence/poc-files.ts');
  const manifest = await readManifest(await openWorkingTree(cwd, null));
  if (manifest.status === 'read') return manifest.value.value.evidence.mapping;
  if (manifest.status === 'invalid')
    complain(`poc eval read: read without evidence.mapping. ${describeProblem(manifest.problems[0])}`);
  return undefined;
}

async function readFile(
  cwd: string,
  file: string,
  mapping: Mapping | undefined,
): Promise<ReadResultFile | { problem: string }> {
  const tally = createTally();
  try {
    const source = await sourceOfFile(resolve(cwd, file), file);
    try {
      const { format, ...found } = await readFormat(source, mapping, tally.add);
      const cannotTell = format?.cannotTell ?? [];
      return { ...found, file, format: format?.name ?? null, cannotTell, tally: tally.finish() };
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { found, expected, remedy } = error.fault;
    return { problem: `${file}: found ${found}; expected ${expected}. ${remedy}` };
  }
}

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.complain(`poc eval read: ${problem}`);
  return 2;
}
