import type { Permission } from '../state/state.ts';

/** Any one of these opens the operation. Where GitHub's documentation names alternatives, so does the list. */
export type Need = readonly (readonly [Permission, 'read' | 'write'])[];

const readComments: Need = [
  ['issues', 'read'],
  ['pull_requests', 'read'],
];
const writeComments: Need = [
  ['issues', 'write'],
  ['pull_requests', 'write'],
];

/** The permissions of each operation, by GitHub's name. `user`: no installation token will do. */
export const needs: Record<string, Need | 'user'> = {
  'actions/download-artifact': [['actions', 'read']],
  'actions/get-workflow-run': [['actions', 'read']],
  'actions/list-workflow-run-artifacts': [['actions', 'read']],
  'actions/list-workflow-runs-for-repo': [['actions', 'read']],
  'checks/create': [['checks', 'write']],
  'checks/list-annotations': [['checks', 'read']],
  'checks/list-for-ref': [['checks', 'read']],
  'checks/update': [['checks', 'write']],
  'git/get-blob': [['contents', 'read']],
  'git/get-tree': [['contents', 'read']],
  'issues/create-comment': writeComments,
  'issues/delete-comment': writeComments,
  'issues/get-comment': readComments,
  'issues/list-comments': readComments,
  'issues/list-comments-for-repo': readComments,
  'issues/update-comment': writeComments,
  'pulls/get': [['pull_requests', 'read']],
  'pulls/list-files': [['pull_requests', 'read']],
  'pulls/list-reviews': [['pull_requests', 'read']],
  'repos/get': [['metadata', 'read']],
  'repos/get-commit': [['contents', 'read']],
  'repos/list-attestations': [['attestations', 'read']],
  'repos/list-pull-requests-associated-with-commit': [['pull_requests', 'read']],
  'users/get-authenticated': 'user',
};

/** @returns the need as GitHub's header `x-accepted-github-permissions` says it. */
export const describeNeed = (need: Need): string => need.map((pair) => pair.join('=')).join('; ');
