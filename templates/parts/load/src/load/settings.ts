import { join } from 'node:path';
import { z } from 'zod';
import type { Env } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { readYaml } from '../yaml.ts';

/** The load to run. `words` says where its rate comes from. */
export type Load = { perHour: number; seconds: number; environment: Environment; words: string };
export type Environment = (typeof ENVIRONMENTS)[number];

const ENVIRONMENTS = ['local', 'staging', 'production'] as const;

/** The short form, at a desk: it shows that everything runs, and not that it holds. */
const SHORT = { arrivals: 30, seconds: 20 };

/** As the gate derives it: 21 working days a month, and a fifth of a day in its busiest hour. */
const WORKING_DAYS = 21;
const SHARE_OF_A_DAY = 0.2;

const bars = z.looseObject({
  bars: z.looseObject({
    'scale/load-at-volume': z.looseObject({ peak: z.number(), requests: z.number() }),
  }),
});
const baseline = z.looseObject({ eligible_per_month: z.int().positive().nullable() });

/**
 * Reads `POC_LOAD_PER_HOUR`, which `poc prove` sets to what its check asks for, else the volume of baseline.yaml;
 * `POC_LOAD_MINUTES`, without which it is the short form; and `POC_ENVIRONMENT`.
 *
 * @throws UnusableSetting, UnusableFile
 */
export function readLoad(env: Env, root: string): Load {
  const { peak, requests } = readYaml(join(root, 'policy/thresholds.yaml'), bars).bars[
    'scale/load-at-volume'
  ];
  const { perHour, words } = asked(env, root, peak);
  const minutes = amountIn(env, 'POC_LOAD_MINUTES');
  // Fewer would say nothing of the slowest twentieth, nor at a desk anything at all.
  const least = minutes === null ? (SHORT.arrivals / SHORT.seconds) * 3600 : (requests / minutes) * 60;
  const rate = Math.max(perHour, Math.ceil(least));
  const seconds = minutes === null ? (SHORT.arrivals / rate) * 3600 : minutes * 60;
  const raised = rate > perHour ? `; raised to ${rate}, so that there are enough to say something` : '';
  return { perHour: rate, seconds, environment: environmentIn(env), words: `${words}${raised}` };
}

function asked(env: Env, root: string, peak: number): { perHour: number; words: string } {
  const told = amountIn(env, 'POC_LOAD_PER_HOUR');
  if (told !== null) return { perHour: told, words: `${told} an hour by POC_LOAD_PER_HOUR` };
  const { eligible_per_month: perMonth } = readYaml(join(root, 'baseline.yaml'), baseline);
  if (perMonth === null)
    return {
      perHour: 0,
      words: 'the peak hour is not known, since baseline.yaml has no eligible_per_month',
    };
  const perHour = Math.ceil((perMonth / WORKING_DAYS) * SHARE_OF_A_DAY * peak - 1e-9);
  return { perHour, words: `${perHour} an hour: ${peak} times the peak hour of ${perMonth} a month` };
}

function amountIn(env: Env, name: string): number | null {
  const text = env[name]?.trim() ?? '';
  if (text === '') return null;
  const amount = Number(text);
  if (Number.isFinite(amount) && amount > 0) return amount;
  throw new UnusableSetting(
    `${name}: found ${JSON.stringify(text)}; expected a number above 0. Write, for example, ${name}=10, or unset it.`,
  );
}

function environmentIn(env: Env): Environment {
  const text = env.POC_ENVIRONMENT?.trim() || 'local';
  const found = ENVIRONMENTS.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UnusableSetting(
    `POC_ENVIRONMENT: found ${JSON.stringify(text)}; expected ${ENVIRONMENTS.join(', ')}. Say where this runs, or unset it.`,
  );
}
