import type { LanguageModel } from 'ai';
import type { Env, Part } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { embeddedModel } from './embedded.ts';
import type { Model } from './model.ts';
import { withSecondOpinion } from './second-opinion.ts';
import type { TrainingRow } from './training.ts';

/** What reaches a provider, where it is not the network itself. */
export type Fetch = typeof globalThis.fetch;

/**
 * Chooses the model by `POC_MODEL`: `provider/model` for a hosted one, unset or empty for the embedded one.
 * Providers are loaded only when they are asked for.
 * @param rows what the embedded model learns from, which a hosted one is compared with
 * @param options parts that stand around a hosted model, outermost first; `fetch` in place of the network
 * @throws UnusableSetting, UnusableFile
 */
export async function selectModel(
  env: Env,
  rows: readonly TrainingRow[],
  { parts = [], fetch }: { parts?: readonly Part[]; fetch?: Fetch } = {},
): Promise<Model> {
  const name = env.POC_MODEL?.trim() ?? '';
  if (name === '') return embeddedModel(rows);
  const bare = { id: name, model: await languageModel(name, env, fetch) };
  const { hostedModel } = await import('./hosted.ts');
  const hosted = hostedModel(parts.reduceRight((inner, part) => part.hosted?.(inner) ?? inner, bare));
  return withSecondOpinion(hosted, embeddedModel(rows));
}

/** @returns the model of a provider, by its name. @throws UnusableSetting */
export async function languageModel(name: string, env: Env, fetch?: Fetch): Promise<LanguageModel> {
  const own = fetch === undefined ? {} : { fetch };
  const slash = name.indexOf('/');
  const [provider, id] = [name.slice(0, Math.max(0, slash)), name.slice(slash + 1)];
  switch (id === '' ? '' : provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ ...own, apiKey: required(env, 'OPENAI_API_KEY', name) })(id);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ ...own, apiKey: required(env, 'ANTHROPIC_API_KEY', name) })(id);
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const baseURL = required(env, 'POC_MODEL_URL', name);
      const apiKey = env.POC_MODEL_KEY;
      const settings = { ...own, name: provider, baseURL, supportsStructuredOutputs: true, apiKey };
      return createOpenAICompatible(settings)(id);
    }
    default:
      throw new UnusableSetting(
        `POC_MODEL: found ${JSON.stringify(name)}; expected a provider and a model, such as openai/MODEL, anthropic/MODEL or compatible/MODEL. Set it so, or unset it to use the embedded model.`,
      );
  }
}

function required(env: Env, variable: string, model: string): string {
  const value = env[variable];
  if (value !== undefined && value !== '') return value;
  // What was recorded is answered from files, and nobody asks for a key.
  if (env.POC_REPLAY === 'replay' && variable.endsWith('_API_KEY')) return 'replayed';
  throw new UnusableSetting(
    `${variable}: found nothing; expected a value, because POC_MODEL is ${model}. Set it, or unset POC_MODEL to use the embedded model.`,
  );
}
