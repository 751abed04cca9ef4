import { parseArgs } from 'node:util';
import { PROOF_IDS, type ProofId } from '../../contract/proofs/index.ts';
import { nearest } from '../../text/nearest.ts';

/** What `poc prove` was asked to do: for which check, by which command, which may end with these codes beside 0. */
export type Asked = { id: ProofId; program: string; args: string[]; exitCodes: number[] };

/** Reads the words after `poc prove`. */
export function readWords(words: string[]): Asked | { problem: string } {
  const end = words.indexOf('--');
  const help = 'See `poc prove --help`.';
  const [program, ...args] = end < 0 ? [] : words.slice(end + 1);
  if (program === undefined) return { problem: `found no command; expected one after \`--\`. ${help}` };
  try {
    const { values, positionals } = parseArgs({
      args: words.slice(0, end),
      allowPositionals: true,
      options: { 'exit-code': { type: 'string', multiple: true, default: [] } },
    });
    const [name = '', ...more] = positionals;
    const id = PROOF_IDS.find((one) => one === name);
    if (more.length > 0) return { problem: `found ${positionals.length} checks; expected one. ${help}` };
    if (id === undefined) {
      const meant = nearest(name, PROOF_IDS);
      return {
        problem: `found "${name}"; expected a check that is proven by a command.${meant === undefined ? '' : ` Write \`${meant}\` if that was meant.`} ${help}`,
      };
    }
    const odd = values['exit-code'].find((one) => !/^[1-9]\d{0,2}$/.test(one) || Number(one) > 255);
    if (odd !== undefined)
      return {
        problem: `--exit-code: found "${odd}"; expected a number from 1 to 255. Write, for example, --exit-code 1.`,
      };
    return { id, program, args, exitCodes: values['exit-code'].map(Number) };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)} ${help}` };
  }
}
