import { z } from 'zod';
import { listed, type Manifest } from '../contract/manifest.ts';
import type { Problem } from '../contract/problem.ts';
import type { RowsOf } from '../readiness/evidence.ts';
import type { Reading, Row } from '../readiness/reading.ts';
import type { Span } from '../readiness/traces/span.ts';
import { MOST_PROBLEMS, readText, whenWrong } from './decode.ts';
import { otelSpans, type SpanFault } from './formats/otel/otel-spans.ts';
import { outputsMatching } from './glob.ts';
import { parseJsonLines } from './json-lines.ts';
import type { Tree } from './tree.ts';

/**
 * Reads a sample of traces: OTLP JSON lines, each an export with `resourceSpans`. Files that git ignores count, since
 * traces are often not committed. One bad line makes the sample unreadable; without a file there is none.
 */
export async function readTraces(tree: Tree, manifest: Manifest): Promise<Reading<RowsOf<Span>>> {
  const patterns = listed(manifest.evidence.traces);
  const files = await outputsMatching(tree, patterns);
  const sample = emptySample();
  for (const file of files) {
    const text = await readText(tree, file, '');
    if (text.status === 'invalid') sample.problems.push(...text.problems);
    if (text.status === 'read') addFile(sample, file, text.value);
  }
  const file = sample.rows[0]?.file ?? patterns.join(', ');
  return whenWrong(sample.problems) ?? { status: 'read', value: { file, rows: sample.rows } };
}

type Sample = { rows: Row<Span>[]; problems: Problem[]; seen: Map<string, string> };

const emptySample = (): Sample => ({ rows: [], problems: [], seen: new Map() });

function addFile(sample: Sample, file: string, text: string): void {
  const { rows, problems } = parseJsonLines(text, file, z.unknown());
  sample.problems.push(...problems.slice(0, MOST_PROBLEMS));
  for (const { value, line } of rows) {
    const location = { file, line };
    for (const one of otelSpans(value)) {
      if (sample.problems.length >= MOST_PROBLEMS) return;
      const fault = 'fault' in one ? one.fault : addSpan(sample, { value: one.span, ...location });
      if (fault !== null) sample.problems.push({ location, ...fault });
    }
  }
}

/** Exports overlap: the same span again is no other span, and must not be paid for twice. */
function addSpan({ rows, seen }: Sample, row: Row<Span>): SpanFault | null {
  const { traceId, spanId } = row.value;
  const key = `${traceId} ${spanId}`;
  const text = JSON.stringify(row.value);
  const known = seen.get(key);
  if (known === undefined) {
    seen.set(key, text);
    rows.push(row);
    return null;
  }
  if (known === text) return null;
  return {
    field: 'spanId',
    found: `another span ${spanId} of trace ${traceId}`,
    expected: 'one span for each id',
    remedy: 'Write the file with the OTLP JSON exporter, as it is.',
  };
}
