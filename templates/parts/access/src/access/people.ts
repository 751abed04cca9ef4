import { z } from 'zod';
import { UnusableFile } from '../jsonl.ts';
import type { Env } from '../part.ts';
import { stateFile } from '../state.ts';
import { readYaml } from '../yaml.ts';
import type { Access, Who } from './policy.ts';

const shape = z.strictObject({
  people: z.array(
    z.strictObject({ subject: z.string().min(1), pseudonym: z.string().min(1), role: z.string().min(1) }),
  ),
});

/** Real people, so it never stands in the repository: `POC_PEOPLE`, else `state/people.yaml`. */
export const peopleFile = (env: Env): string => env.POC_PEOPLE || stateFile(env, 'people.yaml');

/**
 * @param subject the claim `sub` of an ID token
 * @returns who that is here; `null` for somebody whom nobody listed. Read anew each time.
 * @throws UnusableFile
 */
export function personOf(env: Env, access: Access, subject: string): Who | null {
  const file = peopleFile(env);
  const { people } = readYaml(file, shape);
  const person = people.find((one) => one.subject === subject);
  if (person === undefined) return null;
  if (access.roles.some(({ id }) => id === person.role)) return { user: person.pseudonym, role: person.role };
  throw new UnusableFile(
    `${file}: found the role ${JSON.stringify(person.role)}; expected one of policy/access.yaml. Mend it, or add the role.`,
  );
}
