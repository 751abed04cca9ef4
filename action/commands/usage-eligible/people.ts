import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { text } from '../../contract/fields.ts';
import { describeProblem } from '../../contract/problem.ts';
import { parseCsv } from '../../evidence/csv-file.ts';
import { decodeUtf8 } from '../../intake/decode.ts';
import { nameKey } from '../../readiness/names.ts';
import { cellFault } from '../time/cell-fault.ts';

/** Pseudonyms by the names of people, as names are compared. */
export type People = ReadonlyMap<string, string>;

const COLUMNS = { needed: ['name', 'pseudonym'] };
const person = z.strictObject({ name: text, pseudonym: text });

/** Reads who in the export is which user of `poc.yaml`. Several names may be one person. */
export function readPeople(cwd: string, file: string | null): { people: People } | { problems: string[] } {
  if (file === null) return { people: new Map() };
  const content = contentOf(resolve(cwd, file));
  if ('why' in content)
    return {
      problems: [
        `${file}: found ${content.why}; expected CSV in UTF-8 with the header name,pseudonym. Name one that is there.`,
      ],
    };
  const read = parseCsv(content.text.replace(/^\uFEFF/, ''), file, person, COLUMNS);
  if (read.status !== 'read')
    return { problems: read.status === 'invalid' ? read.problems.map(describeProblem) : [] };
  const people = new Map<string, string>();
  const problems: string[] = [];
  for (const { value, line } of read.value) {
    const key = nameKey(value.name);
    const before = people.get(key) ?? value.pseudonym;
    const fault = cellFault(value.pseudonym);
    people.set(key, before);
    if (fault !== null)
      problems.push(
        `${file}:${line}: found the pseudonym ${JSON.stringify(value.pseudonym)}, ${fault}; expected one such as user-1. Write that.`,
      );
    else if (before !== value.pseudonym)
      problems.push(
        `${file}:${line}: found ${value.name} with a second pseudonym; expected one for each name. Take one line out.`,
      );
  }
  return problems.length > 0 ? { problems } : { people };
}

function contentOf(path: string): { text: string } | { why: string } {
  try {
    const text = decodeUtf8(readFileSync(path));
    return text === null ? { why: 'bytes that are not UTF-8' } : { text };
  } catch (error) {
    return { why: (error as Error).message };
  }
}
