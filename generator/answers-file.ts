import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Location, Problem } from '../action/contract/problem.ts';
import { nearest } from '../action/text/nearest.ts';
import { type Answers, answers } from './answers.ts';
import type { Given } from './given.ts';
import { refusal } from './refusal.ts';

const KEYS = Object.keys(answers.shape);
const EXTENSIONS = ['.json', '.yaml', '.yml'];

/** Answers with their places, or why the file cannot be used. */
export type ReadAnswersFile = { given: Given; problems: Problem[] };

/**
 * Reads an answers file. JSON is read as the YAML it is, for the line numbers.
 *
 * @param path as the person typed it, relative to `cwd`
 */
export async function readAnswersFile(path: string, cwd: string): Promise<ReadAnswersFile> {
  const refused = (found: string, expected: string, remedy: string): ReadAnswersFile => ({
    given: new Map(),
    problems: [refusal(path, found, expected, remedy)],
  });
  if (!EXTENSIONS.includes(extname(path).toLowerCase())) {
    return refused('another kind of file', EXTENSIONS.join(', '), 'Write the answers as YAML or JSON.');
  }
  const content = await readFile(resolve(cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof content !== 'string') {
    return refused(
      content.code === 'ENOENT' ? 'no such file' : String(content.code),
      'a file',
      'Check the path.',
    );
  }
  return fromText(path, content);
}

/** @returns the answers in a file's text; every problem names its line. */
export function fromText(path: string, content: string): ReadAnswersFile {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines });
  const at = (offset: number | undefined): Location => {
    const { line, col } = lines.linePos(offset ?? 0);
    return { file: path, line, column: col };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => brokenText(error.message, at(error.pos[0])));
    return { given: new Map(), problems };
  }
  if (!isMap(document.contents)) return { given: new Map(), problems: [notAMap(document.contents, at(0))] };
  const read: ReadAnswersFile = { given: new Map(), problems: [] };
  for (const { key, value } of document.contents.items) {
    const word = isScalar(key) ? String(key.value) : String(key);
    const place = at(isScalar(key) ? key.range?.[0] : undefined);
    if (!KEYS.includes(word)) read.problems.push(unknownKey(word, place));
    else read.given.set(word as keyof Answers, { value: plain(value, document), place });
  }
  return read;
}

function plain(node: unknown, document: ReturnType<typeof parseDocument>): unknown {
  const held = node as { toJS?(document: unknown): unknown } | null;
  return held?.toJS?.(document) ?? null;
}

function brokenText(message: string, place: Location): Problem {
  const found = message.split(/ at line \d/)[0] ?? message;
  return { ...refusal('', found, 'YAML or JSON', 'Mend this place first.'), location: place };
}

function notAMap(contents: unknown, place: Location): Problem {
  const found = contents === null ? 'nothing' : 'no keys';
  const expected = `keys and values; the keys are ${KEYS.join(', ')}`;
  return { ...refusal('', found, expected, 'Write, for example, owner: Ada Lovelace.'), location: place };
}

function unknownKey(word: string, place: Location): Problem {
  const near = nearest(word, KEYS);
  const expected = near === undefined ? `one of ${KEYS.join(', ')}` : near;
  const problem = refusal('', 'a key that is not known', expected, `Rename ${word}, or take it out.`);
  return { ...problem, location: place, field: word };
}
