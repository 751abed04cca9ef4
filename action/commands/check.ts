import { parseArgs } from 'node:util';
import type { Report } from '../contract/report.ts';
import { assemble, COMMENT_CHARACTERS, inCharacters } from '../reporters/assemble.ts';
import { commentSections } from '../reporters/comment.ts';
import { terminalReport } from '../reporters/terminal.ts';
import { assessFolder } from './assess-folder.ts';
import type { Command, ExitCode, Terminal } from './command.ts';

const FORMATS = ['terminal', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

const USAGE = `poc check [FOLDER] [--base REF] [--base-results PATH] [--format terminal|json|markdown]

Judges the proof of concept in FOLDER (default: here) by its evidence, with the bars of the base.

  --base REF     compare with this commit or branch (default: where this branch left the default branch)
  --base-results PATH
                 eval results of the base, to find what broke (default: those committed there)
  --format KIND  terminal (default), json (schema poc-report/v1) or markdown (the pull request comment)

Exit code: 0 nothing blocks, 1 blocked, 2 could not run.`;

/** `poc check`: the gate at a desk. */
export const check: Command = {
  name: 'check',
  summary: 'judge this proof of concept by its evidence',
  usage: USAGE,
  async run(args, terminal) {
    const settings = readSettings(args);
    if ('problem' in settings) return refuse(terminal, settings.problem);
    const judged = await assessFolder(terminal, settings);
    if ('problem' in judged) return refuse(terminal, judged.problem);
    terminal.print(render(judged.report, settings.format, terminal.color));
    return judged.report.blocked ? 1 : 0;
  },
};

type Settings = { folder: string; base: string | null; baseResults: string | null; format: Format };

function readSettings(args: string[]): Settings | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        base: { type: 'string' },
        'base-results': { type: 'string' },
        format: { type: 'string', default: 'terminal' },
      },
    });
    const format = FORMATS.find((one) => one === values.format);
    if (format === undefined)
      return { problem: `--format: found "${values.format}"; expected ${FORMATS.join(', ')}.` };
    if (positionals.length > 1)
      return { problem: `found ${positionals.length} folders; expected one. See \`poc check --help\`.` };
    const { base = null, 'base-results': baseResults = null } = values;
    return { folder: positionals[0] ?? '.', base, baseResults, format };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)} See \`poc check --help\`.` };
  }
}

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.complain(`poc check: ${problem}`);
  return 2;
}

function render(report: Report, format: Format, color: boolean): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}`;
  if (format === 'markdown')
    return `${assemble(commentSections(report, null), COMMENT_CHARACTERS, inCharacters)}`;
  return terminalReport(report, color);
}
