import type { Call } from '../run.ts';
import type { Model } from './model.ts';

/** @returns the model, with every call of it noted in the context, also one that failed: it was paid for all the same. */
export function recordedCalls(model: Model): Model {
  return {
    ...model,
    async ask(item, context) {
      context.mayCall();
      const startedAt = new Date();
      const started = performance.now();
      const note = (rest: Omit<Call, 'model' | 'startedAt' | 'durationMs'>) =>
        context.calls.push({ model: model.id, startedAt, durationMs: performance.now() - started, ...rest });
      try {
        const reply = await model.ask(item, context);
        const { inputTokens, outputTokens, responseModel, responseId } = reply;
        note({ inputTokens, outputTokens, responseModel, responseId, error: null });
        return reply;
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        note({ inputTokens: null, outputTokens: null, responseModel: null, responseId: null, error: name });
        throw error;
      }
    },
  };
}
