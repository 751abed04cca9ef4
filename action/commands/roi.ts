import { readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HEADLINE_END, HEADLINE_START } from '../contract/words.ts';
import { isInside } from '../evidence/tree.ts';
import { dossierOf } from '../readiness/dossier.ts';
import { roiReport } from '../reporters/roi.ts';
import { assessFolder } from './assess-folder.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { linkOnTheWay } from './eval-import/case-files.ts';
import { flagFault } from './flag-fault.ts';

const USAGE = `poc roi [FOLDER] [--json] [--write FILE]

Prints what the work is worth, what the number is made of, and what is missing: the same calculation as the gate's.

  --json         the same as data, schema poc-roi/v1
  --write FILE   put the headline between ${HEADLINE_START} and ${HEADLINE_END} in this file

Exit code: 0 there is a number, 1 there is none yet, 2 could not run.`;

/** `poc roi`: the number, taken apart. */
export const roi: Command = {
  name: 'roi',
  summary: 'print what the work is worth, and what that is made of',
  usage: USAGE,
  async run(args, terminal) {
    const settings = readSettings(args);
    if ('problem' in settings) return refuse(terminal, settings.problem);
    const judged = await assessFolder(terminal, { folder: settings.folder, base: null, baseResults: null });
    if ('problem' in judged) return refuse(terminal, judged.problem);
    const { report, readings } = judged;
    terminal.print(
      settings.json
        ? JSON.stringify(
            { schema: 'poc-roi/v1', judged_at: report.judged_at, commit: report.commit, value: report.value },
            null,
            2,
          )
        : roiReport(report, dossierOf(readings), terminal.color),
    );
    if (settings.write !== null) {
      const path = resolve(terminal.cwd, settings.write);
      const problem =
        linkProblem(path, settings.write, [judged.folder, terminal.cwd]) ??
        (await writeHeadline(path, settings.write, report.value?.headline ?? null));
      if (problem !== null) return refuse(terminal, problem);
    }
    return report.value?.figures == null ? 1 : 0;
  },
};

type Settings = { folder: string; json: boolean; write: string | null };

function readSettings(args: string[]): Settings | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, write: { type: 'string' } },
    });
    if (positionals.length > 1)
      return { problem: `found ${positionals.length} folders; expected one. See \`poc roi --help\`.` };
    return { folder: positionals[0] ?? '.', json: values.json, write: values.write ?? null };
  } catch (error) {
    return { problem: `${flagFault(error)} See \`poc roi --help\`.` };
  }
}

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.complain(`poc roi: ${problem}`);
  return 2;
}

/** A link of the repository may lead out of it; the folders on the way to a path elsewhere are those of the person. */
function linkProblem(path: string, name: string, folders: readonly string[]): string | null {
  const root = folders.find((folder) => isInside(posix(relative(folder, path)))) ?? dirname(path);
  const link = linkOnTheWay(root, `${posix(relative(root, path))}/`);
  return link === null
    ? null
    : `${name}: found a symbolic link (${link}); expected a file in its own place. Name the file that it leads to.`;
}

const posix = (path: string): string => path.replaceAll('\\', '/');

/** @returns what is wrong, or `null` when the headline stands in the file. */
async function writeHeadline(path: string, name: string, headline: string | null): Promise<string | null> {
  if (headline === null)
    return `${name}: found no headline to write; expected evidence of grade A or B and nothing missing. Bring what is listed above.`;
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return `${name}: found no such file; expected one with markers. Name one that exists.`;
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes))
    return `${name}: found bytes that are not UTF-8; expected text. Save it as UTF-8, so that nothing of it is lost.`;
  const start = text.indexOf(HEADLINE_START);
  const end = text.indexOf(HEADLINE_END, start);
  if (start < 0 || end < 0)
    return `${name}: found no markers; expected ${HEADLINE_START} and ${HEADLINE_END}. Write both, where the headline is to stand.`;
  if (text.slice(start + HEADLINE_START.length, end).includes(HEADLINE_START))
    return `${name}: found another ${HEADLINE_START} before ${HEADLINE_END}; expected one pair, since what stands between is replaced. Remove the marker that is left over.`;
  const line = text.includes('\r\n') ? '\r\n' : '\n';
  const [before, after] = [text.slice(0, start + HEADLINE_START.length), text.slice(end)];
  return writeFile(path, `${before}${line}${headline}${line}${after}`).then(
    () => null,
    ({ code }) => `${name}: found a file that cannot be written (${code}); expected one that can. Free it.`,
  );
}
