import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { readYaml } from '../src/yaml.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yaml-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const shape = z.strictObject({ limit: z.number(), roles: z.array(z.strictObject({ id: z.string() })) });
const read = (text: string) => {
  writeFileSync(join(folder, 'a.yaml'), text);
  return readYaml(join(folder, 'a.yaml'), shape);
};

it('a file is read as it is', () => {
  expect(read('# a note\nlimit: 3\nroles:\n  - id: user\n')).toEqual({ limit: 3, roles: [{ id: 'user' }] });
});

it.each([
  ['a wrong value', 'limit: many\nroles: []\n', /a\.yaml:1: found limit that is not usable/],
  ['a wrong value further in', 'limit: 1\nroles:\n  - id: 7\n', /a\.yaml:3: found roles\.0\.id/],
  [
    'a key too many',
    'limit: 1\nroles: []\nmore: 1\n',
    /found the file that is not usable \(Unrecognized key/,
  ],
  ['text that is not YAML', 'limit: 1\n  roles: [\n', /a\.yaml:1: found .*; expected YAML/],
])('%s is refused with its line', (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});

it('a file that is missing is refused with what to do', () => {
  expect(() => readYaml(join(folder, 'none.yaml'), shape)).toThrow(/found ENOENT; expected a file\. Take it/);
});
