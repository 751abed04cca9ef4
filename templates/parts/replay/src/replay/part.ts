import { type LanguageModelMiddleware, wrapLanguageModel } from 'ai';
import type { Env, Hosted, Part } from '../part.ts';
import { UnusableSetting } from '../setting.ts';
import { keyOf } from './key.ts';
import { type Generated, missing, readRecording, writeRecording } from './recording.ts';

/**
 * `POC_REPLAY=record` asks the hosted model and keeps what it says; `replay` gives back what was kept, and asks nobody.
 * The model is then called `recorded/…`, so that no result passes for a live one. One answer is kept for each request, so
 * asking the same thing several times gives the same answer each time.
 *
 * @throws UnusableSetting
 */
export function replayPart(env: Env, folder = 'recordings'): Part {
  const mode = modeOf(env);
  if (mode === null) return { name: 'replay' };
  return { name: 'replay', hosted: (inner) => wrapped(inner, mode, folder) };
}

type Mode = 'record' | 'replay';

function modeOf({ POC_REPLAY: mode, POC_MODEL: model }: Env): Mode | null {
  if (mode === undefined || mode === '') return null;
  if (mode !== 'record' && mode !== 'replay')
    throw new UnusableSetting(
      `POC_REPLAY: found ${JSON.stringify(mode)}; expected record or replay. Set one of them, or unset it to ask the model.`,
    );
  if ((model?.trim() ?? '') === '')
    throw new UnusableSetting(
      `POC_REPLAY: found ${mode} without a hosted model; expected one, because the embedded model answers by itself. Set POC_MODEL, or unset POC_REPLAY.`,
    );
  return mode;
}

function wrapped({ id, model }: Hosted, mode: Mode, folder: string): Hosted {
  if (typeof model === 'string' || model.specificationVersion !== 'v3')
    throw new UnusableSetting(
      `POC_REPLAY: found a model of another interface (${id}); expected version 3 of the AI SDK's. Unset POC_REPLAY.`,
    );
  const middleware = mode === 'record' ? recording(folder) : replaying(folder);
  return {
    id: mode === 'replay' ? `recorded/${id}` : id,
    model: wrapLanguageModel({ model, middleware }),
  };
}

/** A stream passes through and is not recorded. */
const recording = (folder: string): LanguageModelMiddleware => ({
  specificationVersion: 'v3',
  async wrapGenerate({ doGenerate, params, model }) {
    const generated = await doGenerate();
    writeRecording(folder, keyOf(model, params), model, generated);
    return generated;
  },
});

const replaying = (folder: string): LanguageModelMiddleware => ({
  specificationVersion: 'v3',
  async wrapGenerate({ params, model }): Promise<Generated> {
    const key = keyOf(model, params);
    const generated = readRecording(folder, key);
    if (generated !== null) return generated;
    const error = missing(folder, key, `${model.provider} ${model.modelId}`);
    // The workflow hands the item to a person and keeps to itself why.
    console.error(error.message);
    throw error;
  },
  async wrapStream({ params, model }) {
    throw missing(folder, keyOf(model, params), `a stream of ${model.modelId}, which is never recorded`);
  },
});
