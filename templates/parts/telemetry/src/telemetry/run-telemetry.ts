import { categoryOf } from '../answer.ts';
import type { Outcome } from '../outcome.ts';
import type { Call, Run } from '../run.ts';
import { type Attributes, type Counter, type Histogram, newSpanId, type Span } from './otlp.ts';

/** Buckets that the semantic conventions advise. */
const TOKEN_BUCKETS = Array.from({ length: 14 }, (_, power) => 4 ** power);
const SECOND_BUCKETS = Array.from({ length: 14 }, (_, power) => 0.01 * 2 ** power);

/** @returns the spans of a run: itself, and below it each call of a model. None holds text of the item. */
export function spansOf(run: Run, workflow: string): Span[] {
  const root: Span = {
    traceId: run.id,
    spanId: newSpanId(),
    name: workflow,
    kind: 'internal',
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    attributes: attributesOf(run),
    error: run.calls.some(({ error }) => error !== null),
  };
  const calls = run.calls.map(
    (call): Span => ({
      traceId: run.id,
      spanId: newSpanId(),
      parentSpanId: root.spanId,
      name: `chat ${call.model}`,
      kind: 'client',
      ...within(call, run),
      attributes: callAttributes(call),
      error: call.error !== null,
    }),
  );
  return [root, ...calls];
}

/** Two clocks read one after the other can differ by a fraction of a millisecond; a call is inside its run. */
function within({ startedAt, durationMs }: Call, run: Run): Pick<Span, 'startedAt' | 'durationMs'> {
  const offset = startedAt.getTime() - run.startedAt.getTime();
  return { startedAt, durationMs: Math.max(0, Math.min(durationMs, run.durationMs - offset)) };
}

const attributesOf = ({ about, item, outcome, versions, model }: Run): Attributes => ({
  'poc.outcome': outcome.outcome,
  'poc.case_ref': about.caseRef,
  'poc.run.kind': about.kind,
  'poc.workflow.version': versions.workflow.slice('sha256:'.length, 'sha256:'.length + 12),
  'poc.prompt.version': versions.prompt.slice('sha256:'.length, 'sha256:'.length + 12),
  'poc.model': model,
  'poc.input.characters':
    item === null ? null : Object.values(item.fields).reduce((sum, text) => sum + text.length, 0),
  ...proposed(outcome),
});

function proposed(outcome: Outcome): Attributes {
  if (outcome.outcome === 'refused') return { 'poc.refusal': outcome.refusal.class };
  if (outcome.outcome === 'answered')
    return { 'poc.confidence': outcome.confidence, 'poc.answer.category': categoryOf(outcome.answer) };
  const { doubt, suggestion } = outcome;
  if (suggestion === null) return { 'poc.doubt': doubt };
  const { answer, confidence } = suggestion;
  return { 'poc.doubt': doubt, 'poc.confidence': confidence, 'poc.answer.category': categoryOf(answer) };
}

const callAttributes = (call: Call): Attributes => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': call.model.split('/')[0] ?? call.model,
  'gen_ai.request.model': call.model,
  'gen_ai.response.model': call.responseModel,
  'gen_ai.response.id': call.responseId,
  // A call that failed before anybody counted had none that we know of; the gate reads 0 beside an error so.
  'gen_ai.usage.input_tokens': call.inputTokens ?? 0,
  'gen_ai.usage.output_tokens': call.outputTokens ?? 0,
  'error.type': call.error,
});

/** @returns what a run adds to the metrics. */
export function metricsOfRun(run: Run): { histograms: Histogram[]; counters: Counter[] } {
  const names = (call: Call): Attributes => {
    const { 'gen_ai.operation.name': operation, 'gen_ai.request.model': model } = callAttributes(call);
    return { 'gen_ai.operation.name': operation ?? null, 'gen_ai.request.model': model ?? null };
  };
  const tokens = (call: Call, type: 'input' | 'output', value: number | null) =>
    value === null ? [] : [{ value, attributes: { ...names(call), 'gen_ai.token.type': type } }];
  return {
    histograms: [
      {
        name: 'gen_ai.client.token.usage',
        unit: '{token}',
        bounds: TOKEN_BUCKETS,
        points: run.calls.flatMap((call) => [
          ...tokens(call, 'input', call.inputTokens),
          ...tokens(call, 'output', call.outputTokens),
        ]),
      },
      {
        name: 'gen_ai.client.operation.duration',
        unit: 's',
        bounds: SECOND_BUCKETS,
        points: run.calls.map((call) => ({
          value: call.durationMs / 1000,
          attributes: { ...names(call), 'error.type': call.error },
        })),
      },
    ],
    counters: [
      {
        name: 'poc.decisions',
        unit: '{run}',
        points: [
          {
            value: 1,
            attributes: {
              outcome: run.outcome.outcome,
              doubt: run.outcome.outcome === 'needs_person' ? run.outcome.doubt : null,
              'poc.run.kind': run.about.kind,
            },
          },
        ],
      },
    ],
  };
}
