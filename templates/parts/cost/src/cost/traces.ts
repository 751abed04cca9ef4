import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Answering, Tokens } from './price.ts';

/** A run as its trace tells of it. */
export type TracedRun = { id: string; kind: string; caseRef: string | null; calls: TracedCall[] };
export type TracedCall = Answering & Tokens;

/** Every run of a folder, and the lines that could not be read: `file:line`. */
export type Traces = { runs: TracedRun[]; unreadable: string[] };

const value = z.looseObject({
  stringValue: z.string().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
});
const span = z.looseObject({
  traceId: z.string(),
  startTimeUnixNano: z.union([z.string(), z.number()]),
  attributes: z.array(z.looseObject({ key: z.string(), value })).default([]),
});
type Span = z.infer<typeof span>;

/** OTLP as JSON lines: an export of spans on each. */
const line = z.looseObject({
  resourceSpans: z.array(z.looseObject({ scopeSpans: z.array(z.looseObject({ spans: z.array(span) })) })),
});

/** What these spans say of tokens is said again by the calls below them. */
const AROUND_CALLS = ['invoke_agent', 'invoke_workflow', 'create_agent', 'execute_tool', 'retrieval'];

/** Reads the traces of a folder, in `traces-DAY.jsonl` as they are written and in `DAY.jsonl` as they are exported. */
export function readTraces(folder: string): Traces {
  const runs = new Map<string, TracedRun>();
  const unreadable: string[] = [];
  for (const name of tracesIn(folder)) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    for (const [index, text] of lines.entries()) {
      if (text.trim() === '') continue;
      const spans = spansOf(text);
      if (spans === null) unreadable.push(`${join(folder, name)}:${index + 1}`);
      for (const one of spans ?? []) addSpan(runs, one);
    }
  }
  return { runs: [...runs.values()], unreadable };
}

function tracesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(traces-)?\d{4}-\d{2}-\d{2}\.jsonl$/.test(name))
    .sort();
}

function spansOf(text: string): Span[] | null {
  try {
    const { resourceSpans } = line.parse(JSON.parse(text));
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  } catch {
    return null;
  }
}

function addSpan(runs: Map<string, TracedRun>, one: Span): void {
  const run = runs.get(one.traceId) ?? { id: one.traceId, kind: 'live', caseRef: null, calls: [] };
  runs.set(one.traceId, run);
  run.kind = textAt(one, 'poc.run.kind') ?? run.kind;
  run.caseRef = textAt(one, 'poc.case_ref') ?? run.caseRef;
  const model = textAt(one, 'gen_ai.request.model');
  const around = AROUND_CALLS.includes(textAt(one, 'gen_ai.operation.name') ?? '');
  if (model === null || around) return;
  run.calls.push({
    model,
    responseModel: textAt(one, 'gen_ai.response.model'),
    startedAt: new Date(Number(BigInt(one.startTimeUnixNano) / 1_000_000n)),
    inputTokens: tokensAt(one, 'gen_ai.usage.input_tokens'),
    outputTokens: tokensAt(one, 'gen_ai.usage.output_tokens'),
  });
}

function textAt({ attributes }: Span, key: string): string | null {
  const found = attributes.find((one) => one.key === key)?.value;
  const said = found?.stringValue ?? found?.intValue ?? found?.doubleValue;
  return said === undefined || said === '' ? null : String(said);
}

function tokensAt(one: Span, key: string): number | null {
  const tokens = Number(textAt(one, key) ?? Number.NaN);
  return Number.isFinite(tokens) && tokens >= 0 ? tokens : null;
}
