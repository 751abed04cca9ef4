import { describe, expect, it, vi } from 'vitest';
import { EMBEDDED_ID } from '../src/model/embedded.ts';
import { selectModel } from '../src/model/select.ts';
import type { Part } from '../src/part.ts';

const loaded: string[] = [];
vi.mock('../src/model/hosted.ts', async (original) => {
  loaded.push('hosted');
  return await original();
});
vi.mock('@ai-sdk/openai', async (original) => {
  loaded.push('openai');
  return await original();
});

describe('the choice of the model', () => {
  it.each([[{}], [{ POC_MODEL: '' }], [{ POC_MODEL: '  ' }]])(
    'is the embedded one for %o, and loads nothing else',
    async (env) => {
      expect((await selectModel(env, [])).id).toBe(EMBEDDED_ID);
      expect(loaded).toEqual([]);
    },
  );

  it.each([
    [{ POC_MODEL: 'gpt' }, 'expected a provider and a model'],
    [{ POC_MODEL: 'openai/' }, 'expected a provider and a model'],
    [{ POC_MODEL: '/gpt' }, 'expected a provider and a model'],
    [{ POC_MODEL: 'elsewhere/gpt' }, 'expected a provider and a model'],
    [{ POC_MODEL: 'openai/gpt' }, 'OPENAI_API_KEY: found nothing'],
    [{ POC_MODEL: 'anthropic/claude', ANTHROPIC_API_KEY: '' }, 'ANTHROPIC_API_KEY: found nothing'],
    [{ POC_MODEL: 'compatible/llama' }, 'POC_MODEL_URL: found nothing'],
  ])('is refused for %o', async (env, message) => {
    await expect(selectModel(env, [])).rejects.toThrow(message);
  });

  it.each([
    [{ POC_MODEL: 'openai/gpt-2026-01-01', OPENAI_API_KEY: 'k' }],
    [{ POC_MODEL: 'anthropic/claude-20260101', ANTHROPIC_API_KEY: 'k' }],
    [{ POC_MODEL: 'openai/gpt-2026-01-01', POC_REPLAY: 'replay' }],
    [{ POC_MODEL: 'compatible/org/llama-2026-01-01', POC_MODEL_URL: 'http://127.0.0.1:9' }],
  ])('is a hosted one for %o', async (env) => {
    expect((await selectModel(env, [])).id).toBe(env.POC_MODEL);
  });

  it('puts the parts around a hosted one, the first outermost', async () => {
    const named = (name: string): Part => ({
      name,
      hosted: (inner) => ({ ...inner, id: `${name}(${inner.id})` }),
    });
    const env = { POC_MODEL: 'compatible/llama', POC_MODEL_URL: 'http://127.0.0.1:9' };
    const model = await selectModel(env, [], { parts: [named('outer'), named('inner')] });
    expect(model.id).toBe('outer(inner(compatible/llama))');
  });
});
