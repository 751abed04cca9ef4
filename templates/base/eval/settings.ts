import { UnusableSetting } from '../src/setting.ts';
import { parseShard, type Shard } from './shard.ts';

/** What the environment says of a run of the eval. */
export type EvalSettings = { shard: Shard | null; repeats: number };

const MOST_REPEATS = 1000;

/**
 * Reads `POC_SHARD`, such as `2/4`, and `POC_REPEATS`, how many attempts each case gets. Unset or empty means all
 * cases, each once.
 * @throws UnusableSetting
 */
export function readEvalSettings(env: Readonly<Record<string, string | undefined>>): EvalSettings {
  return { shard: shardIn(env.POC_SHARD?.trim() ?? ''), repeats: repeatsIn(env.POC_REPEATS?.trim() ?? '') };
}

function shardIn(text: string): Shard | null {
  const shard = parseShard(text);
  if (text === '' || shard !== null) return shard;
  throw new UnusableSetting(
    `POC_SHARD: found ${JSON.stringify(text)}; expected a part of at most 256. Write, for example, 1/2 for the first of two, or unset it.`,
  );
}

function repeatsIn(text: string): number {
  if (text === '') return 1;
  const repeats = Number(text);
  if (/^\d+$/.test(text) && repeats >= 1 && repeats <= MOST_REPEATS) return repeats;
  throw new UnusableSetting(
    `POC_REPEATS: found ${JSON.stringify(text)}; expected a whole number from 1 to ${MOST_REPEATS}. Write, for example, 3, or unset it for one attempt at each case.`,
  );
}
