import { parseArgs } from 'node:util';
import { CONFIDENCE_FILE } from '../../contract/confidence.ts';
import { TRIALS_FILE } from '../../contract/trials.ts';
import type { Demand } from '../../statistics/selective-risk.ts';
import { flagFault } from '../flag-fault.ts';

/** What `poc calibrate` was asked to do. */
export type CalibrateOptions = { trials: string; out: string; json: boolean; demand: Demand };

/** Reads the words after `poc calibrate`. */
export function readOptions(args: string[]): { options: CalibrateOptions } | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'target-risk': { type: 'string', default: '0.05' },
        level: { type: 'string', default: '0.95' },
        out: { type: 'string', default: CONFIDENCE_FILE },
        json: { type: 'boolean', default: false },
      },
    });
    const [trials = TRIALS_FILE, ...more] = positionals;
    if (more.length > 0)
      return { problem: `found ${positionals.length} files; expected one. See \`poc calibrate --help\`.` };
    const risk = inside('--target-risk', values['target-risk'], '0.05');
    if (typeof risk === 'string') return { problem: risk };
    const level = inside('--level', values.level, '0.95');
    if (typeof level === 'string') return { problem: level };
    return { options: { trials, out: values.out, json: values.json, demand: { risk, level } } };
  } catch (error) {
    return {
      problem: `${flagFault(error)} See \`poc calibrate --help\`.`,
    };
  }
}

/** The bound is found by dividing what is left beside the level, of which a millionth is left at most. */
const [LEAST, MOST] = [1e-6, 1 - 1e-6];

/** @returns the share, or what is wrong with the text. */
function inside(flag: string, given: string, example: string): number | string {
  const value = /^\d*\.?\d+$/.test(given) ? Number(given) : 0;
  if (value >= LEAST && value <= MOST) return value;
  return `${flag}: found ${JSON.stringify(given)}; expected a share over 0 and under 1. Write, for example, ${flag} ${example}.`;
}
