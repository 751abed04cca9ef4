import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findNode24, node24 } from '../node24/path.ts';

const here = import.meta.filename ?? process.execPath;

test('the path is that of a Node 24', () => {
  expect(execFileSync(node24, ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
});

test.each([
  ['the packaged one', here, 'v20.20.2', here],
  ['the packaged one even on Node 24', here, 'v24.1.0', here],
  ['the running one when it is 24', '/nothing', 'v24.0.0', '/running'],
])('%s is taken', (_, candidate, version, found) => {
  expect(findNode24(candidate, { execPath: '/running', version })).toBe(found);
});

test.each(['v20.20.2', 'v23.11.0', 'v25.0.0', 'v240.0.0'])(
  'on Node %s without the package it says what to run',
  (version) => {
    expect(() => findNode24('/nothing', { execPath: '/running', version })).toThrow(
      /found .*; expected Node 24.* Run npm ci/,
    );
  },
);
