import { parseArgs } from 'node:util';
import { day } from '../../contract/fields.ts';
import { patternFault } from '../../evidence/glob.ts';
import { flagFault } from '../flag-fault.ts';
import { globFault } from '../glob-fault.ts';

/** What `poc drift` was asked to do. */
export type DriftOptions = {
  folder: string;
  /** YYYY-MM-DD, or `null` for all there is. */
  since: string | null;
  referenceDays: number;
  windowDays: number;
  usage: string | null;
  traces: string | null;
  rows: string | null;
  /** Folder of fresh results of the eval, in that of the POC. */
  canaries: string | null;
  format: 'terminal' | 'json' | 'markdown';
};

type Problem = { problem: string };

const FLAGS = {
  since: { type: 'string' },
  'reference-days': { type: 'string', default: '28' },
  'window-days': { type: 'string', default: '14' },
  usage: { type: 'string' },
  traces: { type: 'string' },
  rows: { type: 'string' },
  canaries: { type: 'string' },
  json: { type: 'boolean', default: false },
  markdown: { type: 'boolean', default: false },
} as const;

/** Reads the words after `poc drift`. */
export function readOptions(args: string[]): { options: DriftOptions } | Problem {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: FLAGS });
    const {
      since = null,
      usage = null,
      traces = null,
      rows = null,
      canaries = null,
      json,
      markdown,
    } = values;
    const reference = days('--reference-days', values['reference-days']);
    const window = days('--window-days', values['window-days']);
    const problem =
      clash(positionals, values) ??
      dayFault(since) ??
      (typeof reference === 'string' ? reference : null) ??
      (typeof window === 'string' ? window : null) ??
      globFault('--usage', usage, EXAMPLE) ??
      globFault('--traces', traces, EXAMPLE) ??
      folderFault(canaries);
    if (problem !== null) return { problem };
    const format = json ? 'json' : markdown ? 'markdown' : 'terminal';
    const [folder = '.'] = positionals;
    const counts = { referenceDays: Number(reference), windowDays: Number(window) };
    return { options: { folder, since, ...counts, usage, traces, rows, canaries, format } };
  } catch (error) {
    return { problem: `${flagFault(error)} ${SEE}` };
  }
}

const SEE = 'See `poc drift --help`.';
const EXAMPLE = 'state/**/*.jsonl';

type Flag = 'rows' | 'usage' | 'traces' | 'canaries';
type Given = Partial<Record<'json' | 'markdown', boolean> & Record<Flag, string>>;

function clash(folders: readonly string[], { json, markdown, rows, ...others }: Given): string | null {
  if (folders.length > 1) return `found ${folders.length} folders; expected one. ${SEE}`;
  if (json && markdown) return 'found --json and --markdown; expected one of them. Run it twice for both.';
  if (rows === undefined) return null;
  const flag = (['usage', 'traces', 'canaries'] as const).find((one) => others[one] !== undefined);
  const other = folders[0] ?? (flag && `--${flag}`);
  return other === undefined
    ? null
    : `found --rows and ${other}; expected one of them, since rows stand for the traces. Leave one out.`;
}

/** The record in a folder names its rows by their place in the POC, so the folder is a part of it. */
function folderFault(folder: string | null): string | null {
  const fits =
    folder === null || (folder.trim() !== '' && !folder.includes('*') && patternFault(folder) === null);
  return fits
    ? null
    : `--canaries: found ${JSON.stringify(folder)}; expected a folder inside that of the POC. Write, for example, --canaries eval/results.`;
}

function dayFault(since: string | null): string | null {
  return since === null || day.safeParse(since).success
    ? null
    : `--since: found ${JSON.stringify(since)}; expected a day. Write, for example, --since 2026-11-02.`;
}

/** Nobody compares more than a century. */
const MOST_DAYS = 36_525;

/** @returns the days, or what is wrong with the text. */
function days(flag: string, given: string): number | string {
  const count = /^\d+$/.test(given) ? Number(given) : 0;
  return count >= 1 && count <= MOST_DAYS
    ? count
    : `${flag}: found ${JSON.stringify(given)}; expected a whole number of days, 1 or more. Write, for example, ${flag} 28.`;
}
