import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dossierOf } from '../readiness/dossier.ts';
import { type Asked, assessFolder } from './assess-folder.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { isDiskError } from './disk-error.ts';
import { flagFault } from './flag-fault.ts';

const OUT = 'poc-report.html';

const USAGE = `poc report [FOLDER] [--out FILE] [--base REF] [--base-results PATH] [--force]

Writes what \`poc check\` finds as one HTML file for a sponsor: the verdict, the number and how sure it is, charts, and the
rows behind every figure. The file asks nothing of a network and runs nothing.

  --out FILE     where to write it (default: ${OUT})
  --base REF     compare with this commit or branch (default: where this branch left the default branch)
  --base-results PATH
                 eval results of the base, to find what broke (default: those committed there)
  --force        write over FILE even when it is no report

Exit code: 0 written, also when something blocks; 2 could not run.`;

/** `poc report`: the report as a file to look at. */
export const report: Command = {
  name: 'report',
  summary: 'write the report as one HTML file for a sponsor',
  usage: USAGE,
  async run(args, terminal) {
    const settings = readSettings(args);
    if ('problem' in settings) return refuse(terminal, settings.problem);
    // Charts need a document and a library of 2 MB, which no other command does.
    const { htmlReport, isHtmlReport } = await import('../reporters/html/page.ts');
    const path = resolve(terminal.cwd, settings.out);
    const taken = await whyTaken(path, settings, isHtmlReport);
    if (taken !== null) return refuse(terminal, taken);
    const judged = await assessFolder(terminal, settings);
    if ('problem' in judged) return refuse(terminal, judged.problem);
    const page = htmlReport(judged.report, dossierOf(judged.readings));
    const unwritten = await write(path, page, settings.out);
    if (unwritten !== null) return refuse(terminal, unwritten);
    terminal.print(
      `Wrote ${settings.out} (${kilobytes(page)} kB). Open it in a browser; it can be sent as it is.`,
    );
    return 0;
  },
};

type Settings = Asked & { out: string; force: boolean };

function readSettings(args: string[]): Settings | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string', default: OUT },
        base: { type: 'string' },
        'base-results': { type: 'string' },
        force: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 1)
      return { problem: `found ${positionals.length} folders; expected one. See \`poc report --help\`.` };
    if (values.out === '')
      return {
        problem: `--out: found nothing; expected the name of a file. Write, for example, --out ${OUT}.`,
      };
    const { out, force, base = null, 'base-results': baseResults = null } = values;
    return { folder: positionals[0] ?? '.', out, force, base, baseResults };
  } catch (error) {
    return {
      problem: `${flagFault(error)} See \`poc report --help\`.`,
    };
  }
}

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.complain(`poc report: ${problem}`);
  return 2;
}

/** @returns why a file must not be written over, or `null` where it may be. */
async function whyTaken(
  path: string,
  { out: named, force }: Settings,
  isOwn: (file: string) => boolean,
): Promise<string | null> {
  try {
    // A device or a link would be replaced by the report.
    if (!(await lstat(path)).isFile())
      return `${named}: found what is no regular file; expected a report, or no file. Name another with --out.`;
    if (force || isOwn(await readFile(path, 'utf8'))) return null;
    return `${named}: found a file that is no report; expected a report, or no file. Name another with --out, or write over it with --force.`;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return error.code === 'ENOENT' ? null : cannot(named, error);
  }
}

/** Nobody opens half a report: the whole is written beside the place, and moved there. */
async function write(path: string, page: string, named: string): Promise<string | null> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, page, { flag: 'wx' });
    await rename(beside, path);
    return null;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    if (error.code !== 'EEXIST') await rm(beside, { force: true });
    return cannot(named, error);
  }
}

const cannot = (named: string, error: NodeJS.ErrnoException): string =>
  `${named}: ${error.message}; expected a place that can be written. Name another with --out.`;

const kilobytes = (page: string): number => Math.ceil(Buffer.byteLength(page) / 1000);
