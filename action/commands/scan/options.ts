import { parseArgs } from 'node:util';
import { flagFault } from '../flag-fault.ts';

/** What to scan, and reports of other tools by their path as it was given. */
export type ScanOptions = {
  folder: string;
  dependencies: string | null;
  secrets: string | null;
  personalData: string | null;
};

/** Reads the words after `poc scan`. */
export function readOptions(args: string[]): ScanOptions | { problem: string } {
  try {
    const file = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { dependencies: file, secrets: file, 'personal-data': file },
    });
    if (positionals.length > 1)
      return { problem: `found ${positionals.length} folders; expected one. See \`poc scan --help\`.` };
    const { dependencies = null, secrets = null, 'personal-data': personalData = null } = values;
    return { folder: positionals[0] ?? '.', dependencies, secrets, personalData };
  } catch (error) {
    return { problem: `${flagFault(error)} See \`poc scan --help\`.` };
  }
}
