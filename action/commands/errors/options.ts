import { parseArgs } from 'node:util';
import { isInside } from '../../evidence/tree.ts';
import { flagFault } from '../flag-fault.ts';
import { cellFault } from '../time/cell-fault.ts';
import { SHEET } from './usage.ts';

/** What `poc errors` was asked to do. `wanted` is `null` for as many as the gate asks for. */
export type ErrorsOptions =
  | { does: 'draw'; wanted: number | null; out: string }
  | { does: 'add'; source: string; checkedBy: string; dryRun: boolean };

const FLAGS = {
  draw: { n: { type: 'string' }, out: { type: 'string', default: SHEET } },
  add: { 'checked-by': { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
} as const;

/** @returns the options, or everything that is wrong with the arguments at once. */
export function readOptions([verb, ...rest]: string[]): ErrorsOptions | { problems: string[] } {
  try {
    if (verb === 'draw') return drawOptions(rest);
    if (verb === 'add') return addOptions(rest);
  } catch (error) {
    return { problems: [`${flagFault(error)} See \`poc errors --help\`.`] };
  }
  const found = verb === undefined ? 'nothing' : JSON.stringify(verb);
  return { problems: [`found ${found}; expected draw or add. See \`poc errors --help\`.`] };
}

function drawOptions(args: string[]): ErrorsOptions | { problems: string[] } {
  const { values } = parseArgs({ args, options: FLAGS.draw });
  const { n, out } = values;
  const problems: [boolean, string][] = [
    [
      n !== undefined && !/^[1-9]\d{0,4}$/.test(n),
      `--n: found ${JSON.stringify(n)}; expected a whole number from 1. Write, for example, --n 50.`,
    ],
    [
      !isInside(out) || !out.endsWith('.csv'),
      `--out: found ${JSON.stringify(out)}; expected a .csv file inside this folder. Write, for example, --out ${SHEET}.`,
    ],
  ];
  return wrong(problems) ?? { does: 'draw', wanted: n === undefined ? null : Number(n), out };
}

function addOptions(args: string[]): ErrorsOptions | { problems: string[] } {
  const { values, positionals } = parseArgs({ args, options: FLAGS.add, allowPositionals: true });
  const checkedBy = values['checked-by']?.trim() ?? '';
  const fault = cellFault(checkedBy);
  const problems: [boolean, string][] = [
    [
      positionals.length !== 1,
      `found ${positionals.length} files; expected one. Write, for example, poc errors add ${SHEET} --checked-by person-9.`,
    ],
    [
      checkedBy === '',
      '--checked-by: found none; expected a pseudonym of who looked. Add, for example, --checked-by person-9.',
    ],
    [
      fault !== null,
      `--checked-by: found ${JSON.stringify(checkedBy)}, ${fault}; expected a pseudonym. Write, for example, --checked-by person-9.`,
    ],
  ];
  const [source = ''] = positionals;
  return wrong(problems) ?? { does: 'add', source, checkedBy, dryRun: values['dry-run'] };
}

function wrong(problems: readonly [applies: boolean, problem: string][]): { problems: string[] } | null {
  const all = problems.flatMap(([applies, problem]) => (applies ? [problem] : []));
  return all.length === 0 ? null : { problems: all };
}
