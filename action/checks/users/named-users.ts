import { defineCheck } from '../../readiness/check.ts';
import { dayOf } from '../../readiness/clock.ts';
import { fail, notProven, pass } from '../../readiness/finding.ts';
import { agreedUsers, isBuilder } from '../../readiness/named-users.ts';
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
  since: 1,
  blocksFrom: 'explore',
  grace: { explore: 3 },
  needs: ['manifest', 'authors', 'history'],
  evaluate({ manifest, authors, history }, { stage, bars, now }) {
    const wanted = stage === 'explore' ? bars['users/named-users'].explore : bars['users/named-users'].pilot;
    const { users } = manifest.value;
    const builders = users.findIndex((user) => isBuilder(user, authors));
    if (builders >= 0) {
      return fail(`${users[builders]?.pseudonym} has commits in this repository: a builder, not a user.`, {
        location: locate(manifest, `users.${builders}`),
        remedy: 'Replace this person with one who does the job.',
      });
    }
    const agreed = agreedUsers(users, authors, dayOf(now));
    const named = `${agreed} users are named with their manager’s agreement (${wanted} are needed)`;
    if (agreed < wanted) return notProven(`${named}.`, { location: locate(manifest, 'users') });
    if (!history.complete) {
      return notProven(`${named}, but the history is cut short, so not all builders can be seen.`, {
        remedy: 'Check out with `fetch-depth: 0`.',
      });
    }
    return pass(`${named}.`);
  },
});
