import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type PriceList, readPrices } from '../cost/price.ts';
import { type Outcome, toPerson } from '../outcome.ts';
import type { Env, Part } from '../part.ts';
import { Stopped } from '../workflow.ts';
import { readYaml } from '../yaml.ts';
import { monthlyBudget, whyUnpriced } from './budget.ts';
import { casesPerDay } from './cases-per-day.ts';
import { inTime } from './in-time.ts';

const LIMITS_FILE = 'policy/limits.yaml';
const whole = z.int().positive();

/** `policy/limits.yaml`: what stops a runaway. Money in the currency of policy/prices.yaml. */
const limits = z.strictObject({
  version: z.literal(1),
  max_output_tokens: whole,
  max_steps: whole,
  wall_timeout_s: z.number().positive(),
  cases_per_user_per_day: whole,
  monthly_spend: z.number().positive(),
});
export type Limits = z.infer<typeof limits>;

/** Stops a runaway where policy/limits.yaml says. What a person may start counts live runs; the rest holds for every run. */
export function limitsPart(env: Env): Part {
  const file = fileURLToPath(new URL(`../../${LIMITS_FILE}`, import.meta.url));
  return limited(env, readYaml(file, limits), readPrices());
}

const reached = (what: string): Outcome => toPerson('over_limit', null, `${what} (${LIMITS_FILE})`);

/** How far a run has come: a repair is a second question of the same run. */
type SoFar = { startedMs: number; steps: number };

/** The same by other limits and prices. `now` is the clock that says which UTC day and month it is. */
export function limited(env: Env, limits: Limits, prices: PriceList, now = () => new Date()): Part {
  const { max_output_tokens: mostTokens, cases_per_user_per_day: mostCases, max_steps: mostSteps } = limits;
  const mayStart = casesPerDay(env);
  const paying = monthlyBudget(env, { most: limits.monthly_spend, prices, now, reached });
  const runs = new WeakMap<object, SoFar>();
  return {
    name: 'limits',
    before({ kind, user }) {
      if (kind !== 'live') return null;
      try {
        const may = mayStart(user, mostCases, now());
        return may ? null : reached(`${user} has started ${mostCases} items today`);
      } catch (error) {
        return uncounted(error);
      }
    },
    model(inner) {
      const unpriced = whyUnpriced(inner.id, prices);
      if (unpriced !== null) console.error(`POC_MODEL: ${unpriced}. Until then it runs for no user.`);
      return {
        ...inner,
        async ask(item, context) {
          // An eval may be how somebody finds out whether it is worth a price; work for people has to have an end.
          if (unpriced !== null && context.about.kind === 'live') throw new Stopped(reached(unpriced));
          const run = runs.get(context.calls) ?? { startedMs: performance.now(), steps: 0 };
          runs.set(context.calls, run);
          const bill = paying(inner.id, context.calls);
          const stop = new AbortController();
          const narrowed = {
            ...context,
            signal: AbortSignal.any([context.signal, stop.signal]),
            maxOutputTokens: Math.min(mostTokens, context.maxOutputTokens ?? mostTokens),
            mayCall() {
              context.mayCall();
              if (run.steps >= mostSteps)
                throw new Stopped(reached(`${mostSteps} calls of a model for one item`));
              run.steps += 1;
              counted(bill.mayCall);
            },
          };
          // Also of a call that nobody waits for any more: it is paid for all the same.
          const asked = inner.ask(item, narrowed).finally(() => counted(bill.close));
          const atMs = run.startedMs + limits.wall_timeout_s * 1000;
          const outcome = reached(`${limits.wall_timeout_s} s for one item`);
          const reply = await inTime(asked, { atMs, stop, outcome });
          if (reply.outputTokens > mostTokens)
            throw new Stopped(reached(`${reply.outputTokens} tokens of one answer`));
          return reply;
        },
      };
    },
  };
}

/** What cannot be counted is not done: a person does the work. */
function uncounted(error: unknown): Outcome {
  console.error(
    `state/limits: found ${error}; expected a folder that can be written. Mend it, or set POC_STATE to another.`,
  );
  return toPerson('not_recorded');
}

function counted(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof Stopped ? error : new Stopped(uncounted(error));
  }
}
