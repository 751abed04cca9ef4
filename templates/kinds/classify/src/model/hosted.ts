import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { generateText, type LanguageModel, Output } from 'ai';
import { z } from 'zod';
import type { Item } from '../input.ts';
import { LABELS } from '../labels.ts';
import type { Model } from './model.ts';

/**
 * What a hosted model says of its own confidence is not calibrated. Choose this limit on cases that are not scored, and
 * look at what it costs: a lower one answers more, and is wrong more often.
 */
const ANSWERS_FROM = 0.8;

const PROMPT = new URL('../../prompts/classify.md', import.meta.url);

const reply = z.strictObject({
  label: z.enum(LABELS).nullable(),
  confidence: z.number(),
});

export type HostedOptions = {
  /** Named in results, such as `openai/gpt-5-mini-2025-08-07`. */
  id: string;
  model: LanguageModel;
  /** Milliseconds for one item, retries included. */
  timeoutMs?: number;
  /** Tries after the first one; each waits longer, or as long as the provider asks for. */
  retries?: number;
};

/** @returns a model that asks a provider. What comes back still has to pass the output contract. */
export function hostedModel({ id, model, timeoutMs = 30_000, retries = 2 }: HostedOptions): Model {
  const prompt = readFileSync(PROMPT, 'utf8');
  return {
    id,
    answersFrom: ANSWERS_FROM,
    async classify(item) {
      // A new fence for each item: its text cannot know how to close it.
      const fence = `item-${randomUUID()}`;
      const { output } = await generateText({
        model,
        system: prompt
          .replaceAll('{labels}', LABELS.map((label) => `- ${JSON.stringify(label)}`).join('\n'))
          .replaceAll('{fence}', fence),
        prompt: fenced(item, fence),
        output: Output.object({ schema: reply }),
        maxRetries: retries,
        abortSignal: AbortSignal.timeout(timeoutMs),
      });
      return output.label === null ? { undecided: 'model_undecided' } : output;
    },
  };
}

const fenced = (item: Item, fence: string): string =>
  `${fence}\n${JSON.stringify(item.fields, null, 2)}\n${fence}`;
