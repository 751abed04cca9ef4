import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeProblem } from '../../action/contract/problem.ts';
import { parseJsonLines, readJsonLines } from '../../action/evidence/json-lines.ts';
import { aTree } from '../repository-builder.ts';

const schema = z.strictObject({ id: z.string(), input: z.json().optional() });
const FILE = 'eval/cases/a.jsonl';

const parse = (text: string) => {
  const { rows, problems } = parseJsonLines(text, FILE, schema);
  return {
    rows: rows.map((row) => `${row.file}:${row.line} ${row.value.id}`),
    problems: problems.map(describeProblem),
  };
};

describe('JSON lines', () => {
  it.each([
    ['LF', '{"id":"a"}\n{"id":"b"}\n'],
    ['CRLF', '{"id":"a"}\r\n{"id":"b"}\r\n'],
    ['no line end at the end', '{"id":"a"}\n{"id":"b"}'],
    ['spaces around values', ' {"id":"a"} \n\t{"id":"b"}\n'],
  ])('with %s are read with their lines', (_, text) => {
    expect(parse(text)).toEqual({ rows: [`${FILE}:1 a`, `${FILE}:2 b`], problems: [] });
  });

  it('keep their line numbers over empty lines', () => {
    expect(parse('\n{"id":"a"}\n\n  \n{"id":"b"}\n\n').rows).toEqual([`${FILE}:2 a`, `${FILE}:5 b`]);
  });

  it('of an empty file are none', () => {
    expect(parse('')).toEqual({ rows: [], problems: [] });
  });

  it('with a bad line in the middle say which, and keep the others', () => {
    expect(parse('{"id":"a"}\n{"id": a}\r\n{"id":"b"}\n')).toEqual({
      rows: [`${FILE}:1 a`, `${FILE}:3 b`],
      problems: [
        `${FILE}:2: found "{\\"id\\": a}", which is not JSON; expected one JSON value on each line. Correct or take out this line.`,
      ],
    });
  });

  it('quote at most forty characters of a bad line', () => {
    expect(parse(`${'x'.repeat(90)}\n`).problems).toEqual([
      `${FILE}:1: found "${'x'.repeat(40)}", which is not JSON; expected one JSON value on each line. Correct or take out this line.`,
    ]);
  });

  it('with a cut last line say that it is cut off', () => {
    expect(parse('{"id":"a"}\n{"id":"b').problems).toEqual([
      `${FILE}:2: found a last line that is cut off; expected one JSON value on each line. Write the file again; it was not written to its end.`,
    ]);
  });

  it('that are JSON of another shape say what each line lacks', () => {
    expect(parse('[1]\n"a"\nnull\n{"id":1}\n').problems).toEqual([
      `${FILE}:1: found [1]; expected a group of keys. Correct the value.`,
      `${FILE}:2: found "a"; expected a group of keys. Correct the value.`,
      `${FILE}:3: found null; expected a group of keys. Correct the value.`,
      `${FILE}:4: id: found 1; expected text. Correct \`id\`.`,
    ]);
  });

  it('may nest fifty levels, not fifty-one', () => {
    const nested = (levels: number) =>
      `{"id":"a","input":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}\n`;
    expect(parse(nested(50)).problems).toEqual([]);
    expect(parse(nested(51)).problems).toEqual([
      `${FILE}:1: found a value nested 51 levels deep; expected at most 50 levels. Flatten it, or take out this line.`,
    ]);
    expect(parse(nested(200_000)).rows).toEqual([]);
  });

  it('do not count brackets inside texts', () => {
    expect(parse(`{"id":"${'['.repeat(60)}\\"${'{'.repeat(60)}"}\n`).problems).toEqual([]);
  });

  it('with a key that would change every object change none', () => {
    expect(parse('{"id":"a","__proto__":{"polluted":true}}\n').problems).toEqual([
      `${FILE}:1: __proto__: found the key "__proto__", which nothing reads; expected one of id, input. Take it out.`,
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a file of JSON lines', () => {
  const read = async (text: string | Uint8Array) =>
    readJsonLines(aTree({ [FILE]: text }), FILE, schema, 'Make it.');

  it('is read whole', async () => {
    expect(await read('{"id":"a"}\n')).toEqual({
      status: 'read',
      value: [{ value: { id: 'a' }, file: FILE, line: 1 }],
    });
  });

  it('is not read when one line of it is bad, since half a set is another set', async () => {
    expect(await read('{"id":"a"}\n{"id":2}\n')).toMatchObject({
      status: 'invalid',
      problems: [{ location: { file: FILE, line: 2 } }],
    });
  });

  it('that is not there says so, with what to do', async () => {
    expect(await readJsonLines(aTree({}), FILE, schema, 'Make it.')).toEqual({
      status: 'missing',
      lookedIn: FILE,
      remedy: 'Make it.',
    });
  });

  it('with two hundred thousand bad lines names a hundred of them', async () => {
    const reading = await read('{}\n'.repeat(200_000));
    expect(reading.status === 'invalid' ? reading.problems.length : reading.status).toBe(100);
  });
});
