import { type Organisation, organisation } from '../contract/organisation.ts';
import { describeProblem } from '../contract/problem.ts';
import type { OrganisationPolicy } from '../readiness/policy/organisation.ts';
import { parseYaml } from './yaml-file.ts';

/**
 * Reads the policy of an organisation from its text.
 *
 * @param from where it was read, for messages and the comment
 * @returns the policy, or what is wrong with it in three parts
 */
export function parseOrganisation(text: string, from: string): OrganisationPolicy | { problem: string } {
  const reading = parseYaml(text, from, organisation);
  if (reading.status === 'read') return { from, value: reading.value.value satisfies Organisation };
  return {
    problem:
      reading.status === 'invalid'
        ? reading.problems.map(describeProblem).join('\n')
        : `${from}: found nothing; expected the policy of an organisation. Name another file.`,
  };
}
