import type { Env, Part } from '../part.ts';
import { eventOf, metricsOf, tracesOf } from './otlp.ts';
import { metricsOfRun, spansOf } from './run-telemetry.ts';
import { sinkFor } from './sink.ts';

/** The name of the workflow in traces: `OTEL_SERVICE_NAME`, else this. */
const serviceOf = (env: Env): string => env.OTEL_SERVICE_NAME || 'poc';

/** Traces and counts every run, whatever it was for: `poc.run.kind` says that. An answer is not lost for a trace. */
export function telemetryPart(env: Env): Part {
  const [service, sink] = [serviceOf(env), sinkFor(env)];
  return {
    name: 'telemetry',
    async after(run) {
      try {
        const end = new Date(run.startedAt.getTime() + run.durationMs);
        await sink('traces', tracesOf(service, spansOf(run, service)), end);
        await sink('metrics', metricsOf(service, metricsOfRun(run), run.startedAt, end), end);
      } catch (error) {
        console.error(
          `telemetry: found ${error}; expected to write it. Set POC_STATE to a folder that can be written.`,
        );
      }
    },
  };
}

/** What somebody or something thought of an answer: a person, a judge, an edit. */
export type Evaluation = {
  /** Of the run that gave the answer. */
  traceId: string;
  /** Of what was judged, such as `human_review` or `correctness`. */
  name: string;
  /** 0 to 1; `null` where there is a label only. */
  score: number | null;
  label: string | null;
};

/** Records an evaluation as the event `gen_ai.evaluation.result`, tied to the run. */
export async function recordEvaluation(
  env: Env,
  { traceId, ...of }: Evaluation,
  now = new Date(),
): Promise<void> {
  const attributes = {
    'gen_ai.evaluation.name': of.name,
    'gen_ai.evaluation.score.value': of.score,
    'gen_ai.evaluation.score.label': of.label,
  };
  const event = { name: 'gen_ai.evaluation.result', at: now, traceId, attributes };
  await sinkFor(env)('logs', eventOf(serviceOf(env), event), now);
}
