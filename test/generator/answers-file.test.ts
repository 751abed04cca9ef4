import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { fromText, readAnswersFile } from '../../generator/answers-file.ts';
import { emptyFolder } from './fake-package.ts';

const valuesOf = ({ given }: ReturnType<typeof fromText>) => {
  return Object.fromEntries([...given].map(([key, { value }]) => [key, value]));
};
const saidOf = ({ problems }: ReturnType<typeof fromText>) => problems.map(describeProblem).join('\n');

describe('an answers file', () => {
  it.each([
    ['YAML', 'name: x\nminutes: 6\nlabels: [a, b]\nkind: classify\n'],
    ['JSON', '{\n\t"name": "x",\n\t"minutes": 6,\n\t"labels": ["a", "b"],\n\t"kind": "classify"\n}'],
    [
      'JSON with a byte order mark',
      '\uFEFF{"name": "x", "minutes": 6, "labels": ["a", "b"], "kind": "classify"}',
    ],
  ])('is read from %s', (_, text) => {
    const read = fromText('a', text);
    expect(saidOf(read)).toBe('');
    expect(valuesOf(read)).toEqual({ name: 'x', minutes: 6, labels: ['a', 'b'], kind: 'classify' });
  });

  it('knows the line of every answer, so that a bad one is found', () => {
    const { given } = fromText('a.yaml', '# mine\nname: x\n\nminutes: soon\n');
    expect(given.get('minutes')).toEqual({ value: 'soon', place: { file: 'a.yaml', line: 4, column: 1 } });
  });

  it('keeps an answer of null, which says that there is none', () => {
    expect(valuesOf(fromText('a.yaml', 'minutes:\n'))).toEqual({ minutes: null });
  });

  it.each([
    [
      'an unknown key',
      'name: x\nworkflw: Sort mail\n',
      'a.yaml:2:1: workflw: found a key that is not known; expected workflow. Rename workflw, or take it out.',
    ],
    [
      'an unknown key of JSON',
      '{\n  "name": "x",\n  "lang": "ts"\n}',
      'a.yaml:3:3: lang: found a key that is not known',
    ],
    ['a key twice', 'name: x\nname: y\n', 'a.yaml:2:1: found Map keys must be unique; expected YAML or JSON'],
    ['broken YAML', 'name: "x\n', 'a.yaml:2:1: found Missing closing "quote'],
    ['nothing', '', 'a.yaml:1:1: found nothing; expected keys and values'],
    ['a list', '- name\n', 'a.yaml:1:1: found no keys; expected keys and values'],
  ])('with %s is refused at its line', (_, text, said) => {
    expect(saidOf(fromText('a.yaml', text))).toContain(said);
  });

  it.each([
    ['none.yaml', 'none.yaml: found no such file; expected a file.'],
    ['answers.toml', 'answers.toml: found another kind of file; expected .json, .yaml, .yml.'],
    ['folder.yaml', 'folder.yaml: found EISDIR'],
  ])('%s cannot be read, and that is told', async (path, said) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'answers.toml'), 'name = "x"');
    mkdirSync(join(folder, 'folder.yaml'));
    expect(saidOf(await readAnswersFile(path, folder))).toContain(said);
  });
});
