import { randomUUID } from 'node:crypto';
import { generateText, NoObjectGeneratedError, Output } from 'ai';
import { z } from 'zod';
import { answer } from '../answer.ts';
import type { Item } from '../input.ts';
import type { Hosted } from '../part.ts';
import { readPrompt } from '../prompt.ts';
import type { Context, Model, Reply } from './model.ts';

/** What a provider is asked to fill in. Its own confidence is a signal like others: `confidence.ts` says what it is worth. */
const reply = z.strictObject({ answer: answer.nullable(), confidence: z.number() });

/** @returns a model that asks a provider, once. What comes back still has to pass the output contract. */
export function hostedModel({ id, model }: Hosted): Model {
  const prompt = readPrompt();
  return {
    id,
    repairs: true,
    async ask(item, context) {
      // A new fence for each item: its text cannot know how to close it.
      const fence = `item-${randomUUID()}`;
      try {
        const { output, usage, response } = await generateText({
          model,
          system: prompt.replaceAll('{fence}', fence),
          prompt: questionOf(item, fence, context),
          output: Output.object({ schema: reply }),
          // How often and when to ask again is for `resilience/` to say.
          maxRetries: 0,
          abortSignal: context.signal,
          ...(context.maxOutputTokens === null ? {} : { maxOutputTokens: context.maxOutputTokens }),
        });
        return replied(saidBy(output), usage, response);
      } catch (error) {
        // An answer out of shape is an answer, and was paid for: the output contract speaks about it.
        if (!NoObjectGeneratedError.isInstance(error)) throw error;
        return replied(error.text, error.usage, error.response);
      }
    },
  };
}

const saidBy = ({ answer, confidence }: z.infer<typeof reply>): unknown =>
  answer === null ? { undecided: 'model_undecided' } : { answer, signals: { verbalised: confidence } };

type Usage = { inputTokens?: number | undefined; outputTokens?: number | undefined } | undefined;
type Response = { id?: string; modelId?: string } | undefined;

const replied = (said: unknown, usage: Usage, response: Response): Reply => ({
  said,
  inputTokens: usage?.inputTokens ?? 0,
  outputTokens: usage?.outputTokens ?? 0,
  responseModel: response?.modelId ?? null,
  responseId: response?.id ?? null,
});

function questionOf(item: Item, fence: string, { broken }: Context): string {
  const fenced = `${fence}\n${JSON.stringify(item.fields, null, 2)}\n${fence}`;
  if (broken === null) return fenced;
  return `${fenced}\n\nAn answer before this one was not usable: ${broken}. Answer again, in the shape that is asked for.`;
}
