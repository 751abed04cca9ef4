import type { Problem } from '../contract/problem.ts';
import type { Reading } from '../readiness/reading.ts';
import type { Tree } from './tree.ts';

const BOM = '\uFEFF';

/** @returns a problem with a file as a whole. */
export const fileProblem = (file: string, found: string, expected: string, remedy: string): Problem => ({
  location: { file, line: null },
  field: '',
  found,
  expected,
  remedy,
});

/**
 * Reads a file as UTF-8 text, without its byte order mark.
 *
 * @param remedy what to do when the file is not there
 */
export async function readText(tree: Tree, file: string, remedy: string): Promise<Reading<string>> {
  const content = await tree.read(file);
  if (content.status === 'missing') return { status: 'missing', lookedIn: file, remedy };
  if (content.status === 'unreadable') {
    return invalid(
      fileProblem(
        file,
        content.why,
        'a file inside this folder',
        'Replace it with a file that is there in full.',
      ),
    );
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content.bytes);
    return { status: 'read', value: text.startsWith(BOM) ? text.slice(1) : text };
  } catch {
    return invalid(fileProblem(file, 'bytes that are not UTF-8', 'text in UTF-8', 'Save the file as UTF-8.'));
  }
}

export const invalid = (
  first: Problem,
  ...rest: Problem[]
): { status: 'invalid'; problems: [Problem, ...Problem[]] } => ({
  status: 'invalid',
  problems: [first, ...rest],
});
