/**
 * A span of a trace, with the attributes that this gate reads. Names are those of OpenTelemetry's semantic conventions
 * for generative AI (v1.41.1) and `poc.*` for what those have no name for.
 */
export type Span = {
  traceId: string;
  spanId: string;
  name: string;
  /** ISO moments. */
  startedAt: string;
  endedAt: string;
  attributes: Readonly<Record<string, string | number | boolean>>;
};
