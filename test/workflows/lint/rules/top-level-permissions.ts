import type { Rule } from './rule.ts';

/** A workflow says what its token may do, so that the repository's setting does not decide. */
export const topLevelPermissions: Rule = {
  name: 'top-level-permissions',
  check({ path, hasPermissions }) {
    if (hasPermissions) return [];
    return [
      {
        location: { file: path, line: 1 },
        found: 'no permissions at the top of the workflow',
        expected: 'the least that all its jobs need',
        remedy: 'Write permissions: {} there, and what a job needs in the job.',
      },
    ];
  },
};
