import { defineCheck } from '../../readiness/check.ts';
import { fail, notProven, pass } from '../../readiness/finding.ts';
import { locate } from '../../readiness/reading.ts';

export const namedUsers = defineCheck({
  id: 'users/named-users',
  title: 'People who do this job are named as its users',
  failureTitle: 'Too few people who do this job are named as its users',
  question: 'Which named people who do this job will use it?',
  why: 'Builders who click through their own demo are not use; a tool that nobody agreed to try is not tried.',
  remedy:
    'Ask people who do the task this week, and add each under `users:` in `poc.yaml` with the day their manager agreed.',
  severity: 'high',
  blocksFrom: 'explore',
  grace: { explore: 3 },
  needs: ['manifest', 'authors'],
  evaluate({ manifest, authors }, { stage, bars, now }) {
    const wanted = stage === 'explore' ? bars['users/named-users'].explore : bars['users/named-users'].pilot;
    const { users } = manifest.value;
    const builders = users.findIndex((user) => authors.some((author) => samePerson(author, user.pseudonym)));
    if (builders >= 0) {
      return fail(`${users[builders]?.pseudonym} has commits in this repository: a builder, not a user.`, {
        location: locate(manifest, `users.${builders}`),
        remedy: 'Replace this person with one who does the job.',
      });
    }
    const today = now.toISOString().slice(0, 10);
    const agreed = users.filter((user) => user.acknowledged_on !== null && user.acknowledged_on <= today);
    const distinct = new Set(agreed.map((user) => normal(user.pseudonym))).size;
    const named = `${distinct} of ${wanted} users are named with their manager’s agreement`;
    return distinct >= wanted
      ? pass(`${named}.`)
      : notProven(`${named}.`, { location: locate(manifest, 'users') });
  },
});

const normal = (name: string): string => name.trim().toLowerCase();

/** An author is a name or an e-mail address; a pseudonym that is the part before the @ gives the builder away too. */
function samePerson(author: string, pseudonym: string): boolean {
  const [local = ''] = normal(author).split('@');
  return normal(author) === normal(pseudonym) || local === normal(pseudonym);
}
