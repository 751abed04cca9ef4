import { OUTCOMES } from '../../contract/words.ts';

/**
 * A span of a trace, with the attributes that this gate reads. Names are those of OpenTelemetry's semantic conventions
 * for generative AI (v1.41.1) and `poc.*` for what those have no name for.
 */
export type Span = {
  /** 32 and 16 hexadecimal digits, in lower case. */
  traceId: string;
  spanId: string;
  /** `null` for the root of its trace. */
  parentSpanId: string | null;
  name: string;
  /** ISO moments, to the millisecond. */
  startedAt: string;
  endedAt: string;
  /** Taken from nanoseconds, since an embedded model answers within a millisecond. */
  durationMs: number;
  /** Those of its resource as well, where it has none of that name itself. */
  attributes: Readonly<Record<string, string | number | boolean>>;
};

/** @see https://github.com/open-telemetry/semantic-conventions/blob/v1.41.1/docs/gen-ai/gen-ai-spans.md */
export const OPERATION = 'gen_ai.operation.name';
export const REQUEST_MODEL = 'gen_ai.request.model';
export const RESPONSE_MODEL = 'gen_ai.response.model';
export const INPUT_TOKENS = 'gen_ai.usage.input_tokens';
export const OUTPUT_TOKENS = 'gen_ai.usage.output_tokens';
export const ERROR_TYPE = 'error.type';

/** How the run ended, one of `RUN_OUTCOMES`; on the span of the run, which is the root of its trace or near it. */
export const OUTCOME = 'poc.outcome';
/** The case in the system that it comes from, as the usage export names it. */
export const CASE_REF = 'poc.case_ref';
export const WORKFLOW_VERSION = 'poc.workflow.version';
/** What the run was for: `live`, which it is as well where nothing is said, or `eval`, `load`, `test`. */
export const RUN_KIND = 'poc.run.kind';

/** How a run can end: as an eval says it, or with an error. */
export const RUN_OUTCOMES = [...OUTCOMES, 'failed'] as const;

/** @returns an attribute as text; `null` where there is none, or it is empty. */
export function textAt({ attributes }: Span, name: string): string | null {
  const value = Object.hasOwn(attributes, name) ? String(attributes[name]).trim() : '';
  return value === '' ? null : value;
}

/** @returns an attribute as a number of 0 or more, also where an exporter writes it as text; `null` for anything else. */
export function amountAt(span: Span, name: string): number | null {
  const text = textAt(span, name);
  const number = text === null ? Number.NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? number : null;
}
