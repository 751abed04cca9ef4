import { parseArgs } from 'node:util';
import { CHECKS } from '../checks/index.ts';
import type { Report } from '../contract/report.ts';
import type { GatedStage } from '../contract/stage.ts';
import { assemble, COMMENT_CHARACTERS, inCharacters } from '../reporters/assemble.ts';
import { commentSections } from '../reporters/comment.ts';
import { junit } from '../reporters/junit.ts';
import { sarif } from '../reporters/sarif.ts';
import { terminalReport } from '../reporters/terminal.ts';
import { printable } from '../text/printable.ts';
import { type Asked, assessFolder } from './assess-folder.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { flagFault } from './flag-fault.ts';

const FORMATS = ['terminal', 'json', 'markdown', 'sarif', 'junit'] as const;
type Format = (typeof FORMATS)[number];

const STAGES = ['explore', 'pilot', 'production'] as const satisfies readonly GatedStage[];

const USAGE = `poc check [FOLDER] [--stage STAGE] [--base REF] [--base-results PATH] [--policy FILE]
          [--format KIND]

Judges the proof of concept in FOLDER (default: here) by its evidence, with the bars of the base.

  --stage STAGE  what would block in explore, pilot or production: the same bars, without grace
  --base REF     compare with this commit or branch (default: where this branch left the default branch)
  --base-results PATH
                 eval results of the base, to find what broke (default: those committed there)
  --policy FILE  what an organisation asks for besides: of two bars the stricter is in force
  --format KIND  terminal (default), json (schema poc-report/v1), markdown (the pull request comment),
                 sarif (2.1.0, for code scanning) or junit (XML, for other CI)

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
    const { report } = judged;
    terminal.print(render(report, settings.format, terminal.color));
    return report.blocked ? 1 : 0;
  },
};

type Settings = Asked & { format: Format };

function readSettings(args: string[]): Settings | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        base: { type: 'string' },
        'base-results': { type: 'string' },
        stage: { type: 'string' },
        policy: { type: 'string' },
        format: { type: 'string', default: 'terminal' },
      },
    });
    const format = FORMATS.find((one) => one === values.format);
    if (format === undefined)
      return { problem: `--format: found "${printable(values.format)}"; expected ${FORMATS.join(', ')}.` };
    const asIf = STAGES.find((one) => one === values.stage);
    if (values.stage !== undefined && asIf === undefined)
      return { problem: `--stage: found "${printable(values.stage)}"; expected ${STAGES.join(', ')}.` };
    if (positionals.length > 1)
      return { problem: `found ${positionals.length} folders; expected one. See \`poc check --help\`.` };
    const { base = null, 'base-results': baseResults = null } = values;
    return {
      folder: positionals[0] ?? '.',
      base,
      baseResults,
      format,
      ...(asIf === undefined ? {} : { asIf }),
      ...(values.policy === undefined ? {} : { policy: values.policy }),
    };
  } catch (error) {
    return { problem: `${flagFault(error)} See \`poc check --help\`.` };
  }
}

function refuse(terminal: Terminal, problem: string): ExitCode {
  terminal.complain(`poc check: ${problem}`);
  return 2;
}

function render(report: Report, format: Format, color: boolean): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}`;
  if (format === 'sarif') return sarif(report, CHECKS);
  if (format === 'junit') return junit(report);
  if (format === 'markdown')
    return `${assemble(commentSections(report, null), COMMENT_CHARACTERS, inCharacters)}`;
  return terminalReport(report, color);
}
