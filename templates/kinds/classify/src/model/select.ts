import { fileURLToPath } from 'node:url';
import type { LanguageModel } from 'ai';
import { UnusableSetting } from '../setting.ts';
import { embeddedModel } from './embedded.ts';
import type { Model } from './model.ts';
import { readTraining } from './training.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Chooses the model by `POC_MODEL`: `provider/model` for a hosted one, unset or empty for the embedded one.
 * Providers are loaded only when they are asked for.
 * @throws UnusableSetting, UnusableFile
 */
export async function selectModel(env: Environment, root = ROOT): Promise<Model> {
  const name = env.POC_MODEL?.trim() ?? '';
  if (name === '') return embeddedModel(readTraining(root));
  const model = await languageModel(name, env);
  const { hostedModel } = await import('./hosted.ts');
  return hostedModel({ id: name, model });
}

async function languageModel(name: string, env: Environment): Promise<LanguageModel> {
  const slash = name.indexOf('/');
  const [provider, id] = [name.slice(0, Math.max(0, slash)), name.slice(slash + 1)];
  switch (id === '' ? '' : provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ apiKey: required(env, 'OPENAI_API_KEY', name) })(id);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ apiKey: required(env, 'ANTHROPIC_API_KEY', name) })(id);
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const baseURL = required(env, 'POC_MODEL_URL', name);
      const apiKey = env.POC_MODEL_KEY;
      return createOpenAICompatible({ name: provider, baseURL, supportsStructuredOutputs: true, apiKey })(id);
    }
    default:
      throw new UnusableSetting(
        `POC_MODEL: found ${JSON.stringify(name)}; expected a provider and a model, such as openai/MODEL, anthropic/MODEL or compatible/MODEL. Set it so, or unset it to use the embedded model.`,
      );
  }
}

function required(env: Environment, variable: string, model: string): string {
  const value = env[variable];
  if (value !== undefined && value !== '') return value;
  throw new UnusableSetting(
    `${variable}: found nothing; expected a value, because POC_MODEL is ${model}. Set it, or unset POC_MODEL to use the embedded model.`,
  );
}
