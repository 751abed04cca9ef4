import type { RuleFinding } from '../lint-problem.ts';
import type { Located } from '../workflow-source.ts';
import type { Rule } from './rule.ts';

/** Code of others is pinned to a commit, and a comment says which version that is. */
export const pinnedActions: Rule = {
  name: 'pinned-actions',
  check({ steps, calls }) {
    const references = [...steps.flatMap((step) => step.uses ?? []), ...calls];
    return references.filter(({ text }) => !text.startsWith('./')).flatMap(checkReference);
  },
};

function checkReference({ text, location, comment }: Located): RuleFinding[] {
  const name = text.split('@')[0];
  if (!/@[0-9a-f]{40}$/.test(text)) {
    const remedy = `Write uses: ${name}@<40 hex digits> # v1.2.3.`;
    return [{ location, found: `uses: ${text}`, expected: 'a full commit hash behind the @', remedy }];
  }
  if (comment !== null && /^v\d+(\.\d+){0,2}$/.test(comment)) return [];
  const found = comment === null ? `no comment behind ${name}` : `the comment "${comment}" behind ${name}`;
  return [{ location, found, expected: 'the version', remedy: 'Write it as # v1.2.3 on the same line.' }];
}
