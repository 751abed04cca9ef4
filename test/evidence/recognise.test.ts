import { describe, expect, it } from 'vitest';
import type { Head } from '../../action/evidence/formats/format.ts';
import { recogniseFormat } from '../../action/evidence/recognise.ts';
import { jsonHead } from './formats/read-elements.ts';

const lines = (...first: unknown[]): Head => ({ kind: 'json-lines', first });
const table = (columns: string[], ...first: Record<string, string>[]): Head => ({
  kind: 'csv',
  columns,
  first,
});
const faultOf = (head: Head) => {
  const recognised = recogniseFormat(head, undefined);
  return 'fault' in recognised ? recognised.fault : null;
};

describe('a file that no reader fits', () => {
  it('is described, with the way to have it read', () => {
    expect(faultOf(jsonHead({ openapi: '3.0.3', paths: {} }))).toEqual({
      found: 'JSON with the keys openapi, paths',
      expected: expect.stringMatching(
        /^results as one of these has them: promptfoo JSON, DeepEval JSON, .*, plain JSON$/,
      ),
      remedy:
        'Name another file, or declare in poc.yaml under `evidence.mapping` where this one keeps `id` and `pass` (or `score` and `threshold`).',
    });
  });

  it('is told what the nearest reader misses in it', () => {
    expect(faultOf(lines({ id: 'a', ok: true }))).toMatchObject({
      found: 'JSON lines with the keys id, ok',
      expected: expect.stringMatching(
        /^`pass`, `passed` or `success` as well, to be read as plain JSON lines; tried were POC eval rows, promptfoo JSONL, /,
      ),
    });
  });

  it('is told what to declare, where its values give that away', () => {
    expect(faultOf(table(['id', 'correctness'], { id: '1', correctness: 'fail' }))).toMatchObject({
      expected: 'a declaration of which holds what',
      remedy: 'In poc.yaml declare `evidence.mapping.pass: correctness`, if that is the verdict.',
    });
  });

  it.each([
    ['an empty list', jsonHead([])],
    ['an empty object', jsonHead({})],
    ['the columns id, pass and no row', table(['id', 'pass'])],
  ])('is called %s where there is nothing in it', (found, head) => {
    expect(faultOf(head)).toEqual({
      found,
      expected: 'the results of at least one case',
      remedy: 'Look at why the eval wrote none, and run it again.',
    });
  });

  it('is not called empty where its first entries are too large to look at', () => {
    expect(faultOf({ kind: 'json', outline: [], lengths: new Map([['', 3]]) })?.found).not.toContain('empty');
  });
});
