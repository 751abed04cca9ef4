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
  evidence:
    '`users:` of `poc.yaml`: `pseudonym`, `role`, and `acknowledged_on`, the day on which their manager agreed. It takes as many as the bar of the stage says. The authors of the commits come from the whole history of git.',
  kinds: ['E3', 'E5'],
  noticed:
    'Builders on the list: whoever has commits in this repository is no user. Users listed twice, or whose manager has not agreed or is to agree on a day that is yet to come, do not count. A history that is cut short, in which not all builders can be seen.',
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
