import type { Problem } from '../contract/problem.ts';
import type { Reading } from '../readiness/reading.ts';
import type { Tree } from './tree.ts';

/** A person mends the first few; a file with a hundred thousand wrong lines must not make a report of that length. */
export const MOST_PROBLEMS = 100;

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
  const text = decode(content.bytes);
  return text === null
    ? invalid(fileProblem(file, 'bytes that are not UTF-8', 'text in UTF-8', 'Save the file as UTF-8.'))
    : { status: 'read', value: text };
}

/** The decoder takes the byte order mark off. Every second byte of English in UTF-16 is a NUL, which UTF-8 allows. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

export const invalid = (
  first: Problem,
  ...rest: Problem[]
): { status: 'invalid'; problems: [Problem, ...Problem[]] } => ({
  status: 'invalid',
  problems: [first, ...rest],
});

/** @returns `null` when there is no problem, else the reading that says them, at most a hundred. */
export function whenWrong(problems: readonly Problem[]): ReturnType<typeof invalid> | null {
  const [first, ...rest] = problems.slice(0, MOST_PROBLEMS);
  return first === undefined ? null : invalid(first, ...rest);
}
