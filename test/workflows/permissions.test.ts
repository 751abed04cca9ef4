import { expect, test } from 'vitest';
import type { Json } from './runner/json.ts';
import { resolvePermissions } from './runner/permissions.ts';

const shown = ['contents', 'pull-requests', 'id-token', 'models', 'metadata'];

test.each<[string, Json, Json, boolean, string]>([
  ['an empty block is nothing but metadata', {}, null, false, 'none none none none read'],
  [
    "a job's block replaces the workflow's",
    { contents: 'write' },
    { models: 'read' },
    false,
    'none none none read read',
  ],
  [
    "a job without a block has the workflow's",
    { contents: 'write' },
    null,
    false,
    'write none none none read',
  ],
  ['read-all reads what can be read', 'read-all', null, false, 'read read none read read'],
  ['write-all writes what can be written', 'write-all', null, false, 'write write write read read'],
  ['a fork only reads', { contents: 'write', 'id-token': 'write' }, null, true, 'read none none none read'],
])('%s', (_name, workflow, job, fromFork, expected) => {
  const permissions = resolvePermissions(workflow, job, fromFork);
  expect(shown.map((scope) => permissions?.[scope]).join(' ')).toBe(expected);
});

test('without any block the repository decides, so nothing is known', () => {
  expect(resolvePermissions(null, null, false)).toBeNull();
});
