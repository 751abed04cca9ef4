import type { RuleFinding } from '../lint-problem.ts';
import type { Located, StepSource } from '../workflow-source.ts';
import type { Rule } from './rule.ts';

/** These run with secrets and a token that can write, also for pull requests from forks. */
const privileged = ['pull_request_target', 'workflow_run'];

const safeExpressions = [
  'github.sha',
  'github.ref',
  'github.base_ref',
  'github.event.pull_request.base.sha',
  'github.event.pull_request.base.ref',
  'github.event.repository.default_branch',
  'github.repository',
];

/** A privileged workflow checks out nothing that a stranger may have written. */
export const untrustedCheckout: Rule = {
  name: 'untrusted-checkout',
  check({ triggers, steps }) {
    const trigger = triggers.find((name) => privileged.includes(name));
    return trigger === undefined ? [] : steps.flatMap((step) => checkStep(step, trigger));
  },
};

function checkStep(step: StepSource, trigger: string): RuleFinding[] {
  const isCheckout = step.uses?.text.startsWith('actions/checkout@') ?? false;
  const inputs = isCheckout ? ['ref', 'repository'].flatMap((name) => step.inputs.get(name) ?? []) : [];
  const scripts =
    step.run && /\bgh\s+pr\s+checkout\b|\bpull\/\S+\/(head|merge)\b/.test(step.run.text) ? [step.run] : [];
  return [...inputs.filter((input) => !isSafe(input)), ...scripts].map(({ text, location }) => ({
    location,
    found: `a checkout of ${text.trim()} on ${trigger}`,
    expected: 'the base branch, which has been reviewed',
    remedy: `Leave it out, or judge the head in a workflow on pull_request, which has no secrets.`,
  }));
}

/** What is not known to be safe is taken to be the head. */
function isSafe({ text }: Located): boolean {
  const expressions = [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(
    ([, expression]) => expression?.trim() ?? '',
  );
  if (expressions.length === 0) return !text.includes('refs/pull/');
  return (
    expressions.every((expression) => safeExpressions.includes(expression)) && !text.includes('refs/pull/')
  );
}
