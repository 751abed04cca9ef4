import { parseArgs } from 'node:util';
import { PROOF_IDS, type ProofId } from '../../contract/proofs/index.ts';
import { nearest } from '../../text/nearest.ts';
import { flagFault } from '../flag-fault.ts';

/** What `poc prove` was asked to do: for which check, by which command, which may end with these codes beside 0. */
export type Asked = { id: ProofId; program: string; args: string[]; exitCodes: number[] };

/** The same for every check that has a program in `proofs/`, whose path is added to the arguments. */
export type AskedForAll = { all: true } & Omit<Asked, 'id'>;

const HELP = 'See `poc prove --help`.';

/** Reads the words after `poc prove`. */
export function readWords(words: string[]): Asked | AskedForAll | { problem: string } {
  const end = words.indexOf('--');
  const [program, ...args] = end < 0 ? [] : words.slice(end + 1);
  if (program === undefined) return { problem: `found no command; expected one after \`--\`. ${HELP}` };
  try {
    const { values, positionals } = parseArgs({
      args: words.slice(0, end),
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        'exit-code': { type: 'string', multiple: true, default: [] },
      },
    });
    const odd = values['exit-code'].find((one) => !/^[1-9]\d{0,2}$/.test(one) || Number(one) > 255);
    if (odd !== undefined)
      return {
        problem: `--exit-code: found "${odd}"; expected a number from 1 to 255. Write, for example, --exit-code 1.`,
      };
    const run = { program, args, exitCodes: values['exit-code'].map(Number) };
    if (!values.all) return withCheck(positionals, run);
    if (positionals.length === 0) return { all: true, ...run };
    return { problem: `found --all and ${positionals[0]}; expected one of them. ${HELP}` };
  } catch (error) {
    return { problem: `${flagFault(error)} ${HELP}` };
  }
}

function withCheck(names: readonly string[], run: Omit<Asked, 'id'>): Asked | { problem: string } {
  const [name = '', ...more] = names;
  if (more.length > 0) return { problem: `found ${names.length} checks; expected one. ${HELP}` };
  const id = PROOF_IDS.find((one) => one === name);
  if (id !== undefined) return { id, ...run };
  const meant = nearest(name, PROOF_IDS);
  const hint = meant === undefined ? '' : ` Write \`${meant}\` if that was meant.`;
  return { problem: `found "${name}"; expected a check that is proven by a command.${hint} ${HELP}` };
}
