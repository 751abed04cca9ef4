import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendLine, stateFile } from '../src/state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['no file', null, '{"a":1}\n'],
  ['an empty file', '', '{"a":1}\n'],
  ['whole lines', '{}\n', '{}\n{"a":1}\n'],
  ['a line that broke off', '{}\n{"b', '{}\n{"b\n{"a":1}\n'],
])('a line is added after %s', (_, before, after) => {
  const file = join(folder, 'deep', 'a.jsonl');
  if (before !== null) {
    appendLine(file, 0);
    writeFileSync(file, before);
  }
  appendLine(file, { a: 1 });
  expect(readFileSync(file, 'utf8')).toBe(after);
});

it('the state is where POC_STATE says, else in state/', () => {
  expect(stateFile({ POC_STATE: '/srv/poc' }, 'a', 'b.json')).toBe(join('/srv/poc', 'a', 'b.json'));
  expect(stateFile({ POC_STATE: '' }, 'a.json')).toBe(join('state', 'a.json'));
});
