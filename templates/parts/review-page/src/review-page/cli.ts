import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openFront } from '../access/front.ts';
import { readAccess } from '../access/policy.ts';
import { command } from '../command.ts';
import { composeWorkflow } from '../compose.ts';
import { UnusableSetting } from '../setting.ts';
import { readYaml } from '../yaml.ts';
import { follow } from './decide.ts';
import { isSampled, seedsFile } from './evidence.ts';
import { createQueue } from './queue.ts';
import { reviewRoutes } from './routes.ts';
import { seedErrors } from './seed.ts';
import { startRoutes } from './start.ts';

const USAGE = `npm run review [-- --as user-2:reviewer --as user-1:operator]   serves the page
npm run review -- seed N [--unsure]                            makes N of the cases that wait wrong, in secret

Without POC_OIDC_ISSUER it prints a link for each --as, which works once: for a desk. See docs/sign-in.md.
Seed two or three a week: many at once are an exam, and everybody knows it. Cases that the workflow is sure of are taken;
with --unsure others too, where a change can put right what was wrong.`;

const env = process.env;
const queue = createQueue(env);

/** 0 done, 1 fewer seeds than were asked for, 2 could not. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      as: { type: 'string', multiple: true, default: ['user-2:reviewer'] },
      unsure: { type: 'boolean', default: false },
    },
  });
  const [asked, number = '', ...rest] = positionals;
  if (asked === undefined) await serve(values.as.map(personIn));
  else if (asked === 'seed' && rest.length === 0) return seed(number, values.unsure);
  else
    throw new UnusableSetting(
      `review: found ${JSON.stringify(positionals.join(' '))}; expected nothing, or seed N.\n\n${USAGE}`,
    );
  return 0;
}

function seed(number: string, unsure: boolean): number {
  const wanted = Number(number);
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new UnusableSetting(
      `seed: found ${JSON.stringify(number)}; expected how many, 1 or more. Write npm run review -- seed 3.`,
    );
  const made = seedErrors(env, queue, wanted, unsure);
  console.log(
    `${made} of the cases that wait are wrong now. Who caught them will stand in ${seedsFile(env)}.`,
  );
  if (made === wanted) return 0;
  console.error(
    `seed: found ${made} cases that can be seeded; expected ${wanted}. Only what the workflow is sure of, what nobody has seen yet and what was never seeded can be: try again when more wait, or add --unsure.`,
  );
  return 1;
}

async function serve(people: { user: string; role: string }[]): Promise<void> {
  const shape = z.looseObject({ workflow: z.looseObject({ title: z.string() }) });
  const { title } = readYaml('poc.yaml', shape).workflow;
  // A setting that cannot be used is told before the first decision.
  isSampled(env, '');
  const { handle } = await composeWorkflow(env);
  const { server, origin, linkFor } = await openFront(env, title, (access) => {
    const desk = { access, queue, title };
    return [...startRoutes(env, desk, handle), ...reviewRoutes(env, desk)];
  });
  // What follows from a decision does not wait for somebody to look at the page.
  setInterval(() => {
    queue.settle(new Date(), (id, decided) => follow(env, queue, id, decided)).catch(notRecorded);
  }, 1000).unref();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  console.log(`${title}: ${origin}`);
  if (linkFor === null) return;
  for (const who of people) console.log(`  ${who.user} as ${who.role}: ${linkFor(who)}`);
  console.log(
    'Each link works once, for ten minutes. Whoever sees this terminal can be anybody: it is for a desk.',
  );
}

/** A decision that is not on record yet is tried again each second. */
const notRecorded = (error: unknown): void =>
  console.error(
    `review: found ${error instanceof Error ? error.name : error}; expected to record a decision. Set POC_STATE to a folder that can be written.`,
  );

function personIn(text: string): { user: string; role: string } {
  const [user = '', role = ''] = text.split(':');
  const known = readAccess().roles.map(({ id }) => id);
  if (user !== '' && known.includes(role)) return { user, role };
  throw new UnusableSetting(
    `--as: found ${JSON.stringify(text)}; expected a pseudonym and a role of policy/access.yaml (${known.join(', ')}). Write --as user-2:reviewer.`,
  );
}

await command(main, USAGE);
