import { join } from 'node:path';
import { readAction } from '../../runner/action-file.ts';
import type { RuleFinding } from '../lint-problem.ts';
import type { Located, StepSource } from '../workflow-source.ts';
import type { Rule } from './rule.ts';

/** `uses: ./…` names an action that is there, with inputs that it has, and all that it requires. */
export const localActionInputs: Rule = {
  name: 'local-action-inputs',
  check({ steps }, actionsRoot) {
    return steps.flatMap((step) => {
      if (!step.uses?.text.startsWith('./')) return [];
      return checkStep(step, step.uses, join(actionsRoot, step.uses.text));
    });
  },
};

function checkStep(step: StepSource, uses: Located, folder: string): RuleFinding[] {
  const reading = readAction(folder);
  const { location } = uses;
  if (reading.status === 'missing') {
    const remedy = 'Correct the path, or commit the action.';
    return [{ location, found: `no action at ${uses.text}`, expected: 'an action.yml there', remedy }];
  }
  if (reading.status === 'invalid') {
    return [{ location, found: reading.problem, expected: 'a valid action.yml', remedy: 'Lint the action.' }];
  }
  const inputs = reading.action.inputs ?? [];
  const known = inputs.map((input) => input.id.toLowerCase());
  const given = [...step.inputs.keys()].map((name) => name.toLowerCase());
  const required = inputs.filter((input) => input.required && input.default === undefined);
  const missing = required.filter((input) => !given.includes(input.id.toLowerCase()));
  return [
    ...unknownInputs(step, known),
    ...missing.map(({ id }) => ({
      location,
      found: `no input ${id}`,
      expected: `it, since ${uses.text} requires it`,
      remedy: `Add ${id} under with:.`,
    })),
  ];
}

function unknownInputs(step: StepSource, known: string[]): RuleFinding[] {
  const unknown = [...step.inputs].filter(([name]) => !known.includes(name.toLowerCase()));
  return unknown.map(([name, { location }]) => ({
    location,
    found: `the input ${name}`,
    expected: `one of ${known.join(', ') || 'none'}`,
    remedy: 'Correct its name, or take it out.',
  }));
}
