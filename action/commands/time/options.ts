import { parseArgs } from 'node:util';
import { flagFault } from '../flag-fault.ts';
import { cellFault } from './cell-fault.ts';
import { ASSIGNMENTS } from './event.ts';
import type { Plan } from './model.ts';

/** What `poc time` was asked to do. */
export type TimeOptions = Pick<Plan, 'study' | 'assignment' | 'observer'> & {
  performer: string | null;
  cases: string | null;
};

const FLAGS = {
  assisted: { type: 'boolean', default: false },
  performer: { type: 'string' },
  observer: { type: 'string', default: '' },
  cases: { type: 'string' },
  assign: { type: 'string' },
} as const;

/** @returns the options, or what is wrong with the arguments. */
export function readOptions(args: string[]): TimeOptions | { problem: string } {
  try {
    const { values } = parseArgs({ args, options: FLAGS });
    const { assisted, assign, observer, performer, cases } = values;
    const assignment = ASSIGNMENTS.find((one) => one === (assign ?? 'coin_flip')) ?? null;
    if (assign !== undefined && !assisted) return { problem: ASSIGN_ALONE };
    if (assignment === null) return { problem: assignProblem(assign ?? '') };
    const unsafe = nameProblem('performer', performer) ?? nameProblem('observer', observer);
    if (unsafe !== null) return { problem: unsafe };
    return {
      study: assisted ? 'assisted' : 'timings',
      assignment: assisted ? assignment : null,
      observer: observer.trim(),
      performer: performer?.trim() || null,
      cases: cases ?? null,
    };
  } catch (error) {
    return { problem: `${flagFault(error)} See \`poc time --help\`.` };
  }
}

function nameProblem(flag: string, name = ''): string | null {
  const fault = cellFault(name.trim());
  return fault === null
    ? null
    : `--${flag}: found ${JSON.stringify(name)}, ${fault}; expected a pseudonym. Write, for example, --${flag} person-1.`;
}

const ASSIGN_ALONE =
  '--assign: found it without --assisted; expected both, since today’s work is all done by hand. Write, for example, poc time --assisted --assign coin_flip.';

const assignProblem = (found: string): string =>
  `--assign: found ${JSON.stringify(found)}; expected coin_flip or before_after. Write, for example, --assign coin_flip.`;
