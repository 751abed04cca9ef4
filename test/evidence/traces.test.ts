import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../action/contract/problem.ts';
import { readTraces } from '../../action/evidence/traces.ts';
import type { Span } from '../../action/readiness/traces/span.ts';
import { otlpFile, otlpLine, otlpSpan, runSpans } from '../given/proven/run-logging.ts';
import { given } from '../given.ts';
import { aTree } from '../repository-builder.ts';

const FILE = 'evidence/traces/monday.jsonl';
const run = (n: number) => runSpans({ case_ref: `used-${n}`, ts: '2026-11-18T10:00:00Z' });
const [ROOT] = run(0);

/** A whole number is text in OTLP, since it may have 64 bits; and each span is told of whose it is. */
const asRead = (span: Span): Span => ({
  ...span,
  attributes: {
    'service.name': 'message-triage',
    ...Object.fromEntries(Object.entries(span.attributes).map(([name, value]) => [name, String(value)])),
  },
});
const spansOf = (n: number): Span[] => run(n).map(asRead);

const manifest = (traces: string | string[] = 'evidence/traces/*.jsonl') => {
  const { value } = given.manifest();
  return { ...value, evidence: { ...value.evidence, traces } };
};

async function read(files: Record<string, string>, patterns?: string | string[]) {
  const reading = await readTraces(aTree(files), manifest(patterns));
  if (reading.status === 'invalid') return reading.problems.map(describeProblem);
  return reading.status === 'read' ? reading.value : reading.status;
}

/** A line with one span, changed before it is written. */
const exported = (over: object) =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...otlpSpan(ROOT), ...over }] }] }] });

describe('a sample of traces', () => {
  it('is read as it was exported, each span with its file and line', async () => {
    expect(await read({ [FILE]: otlpFile(run(0)) })).toEqual({
      file: FILE,
      rows: given.rows(FILE, spansOf(0)),
    });
  });

  it('has the spans of every file, and of every export of a line', async () => {
    const other = 'evidence/traces/tuesday.jsonl';
    const found = await read({ [FILE]: `${otlpLine(run(0))}\n\n`, [other]: `${otlpLine(run(1))}\n` });
    expect(found).toEqual({
      file: FILE,
      rows: [
        ...spansOf(0).map((value) => ({ value, file: FILE, line: 1 })),
        ...spansOf(1).map((value) => ({ value, file: other, line: 1 })),
      ],
    });
  });

  it('has no rows where there is no file, and says where they would be', async () => {
    const patterns = ['evidence/traces/*.jsonl', 'evidence/trace.jsonl'];
    expect(await read({ 'README.md': '' }, patterns)).toEqual({ file: patterns.join(', '), rows: [] });
  });

  it('has those of files that git ignores', async () => {
    const tree = { ...aTree({ [FILE]: otlpFile(run(0)) }), list: async () => [] };
    expect(await readTraces(tree, manifest())).toMatchObject({ value: { rows: { length: 2 } } });
  });

  it('has a span once that two exports hold', async () => {
    expect(await read({ [FILE]: otlpFile([...run(0), ...run(0)]) })).toMatchObject({ rows: { length: 2 } });
  });

  it('gives a span the attributes of its resource, where it has none of that name', async () => {
    const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
    const line = JSON.stringify({
      resourceSpans: [
        {
          resource: { attributes: [attribute('poc.workflow.version', '1'), attribute('service.name', 'a')] },
          scopeSpans: [{ spans: [{ ...otlpSpan(ROOT), attributes: [attribute('service.name', 'b')] }] }],
        },
      ],
    });
    expect(await read({ [FILE]: line })).toMatchObject({
      rows: [{ value: { attributes: { 'poc.workflow.version': '1', 'service.name': 'b' } } }],
    });
  });

  it('keeps nanoseconds that a number cannot hold, as text and as number', async () => {
    const times = { startTimeUnixNano: '1763460000123456789', endTimeUnixNano: '1763460000123456790' };
    expect(await read({ [FILE]: exported(times) })).toMatchObject({
      rows: [
        {
          value: {
            startedAt: '2025-11-18T10:00:00.123Z',
            endedAt: '2025-11-18T10:00:00.123Z',
            durationMs: 1e-6,
          },
        },
      ],
    });
    const numbers = exported({}).replace(/"(\d{19})"/g, '$1');
    expect(numbers).toMatch(/UnixNano":\d/);
    expect(await read({ [FILE]: numbers })).toMatchObject({ rows: { length: 1 } });
  });

  it('takes ids in capitals, and a parent of no letters for none', async () => {
    const over = { traceId: ROOT.traceId.toUpperCase(), parentSpanId: '' };
    expect(await read({ [FILE]: exported(over) })).toMatchObject({
      rows: [{ value: { traceId: ROOT.traceId, parentSpanId: null } }],
    });
  });

  it('passes over kinds, events and attributes that are lists or of no known kind', async () => {
    const over = {
      kind: 'SPAN_KIND_CLIENT',
      events: [{ name: 'x' }],
      attributes: [
        { key: 'list', value: { arrayValue: { values: [] } } },
        { key: '__proto__', value: { stringValue: 'mine' } },
        'nothing',
        { key: 'flag', value: { boolValue: true } },
      ],
    };
    const found = await read({ [FILE]: exported(over) });
    const [row] = (found as unknown as { rows: { value: { attributes: object } }[] }).rows;
    expect(Object.entries(row?.value.attributes ?? {})).toEqual([
      ['__proto__', 'mine'],
      ['flag', true],
    ]);
  });

  const SPAN = 'resourceSpans.0.scopeSpans.0.spans.0';
  const AS_IS = 'Write the file with the OTLP JSON exporter, as it is.';
  it.each<[string, string, string]>([
    [
      'no JSON',
      '{',
      `found a last line that is cut off; expected one JSON value on each line. Write the file again; it was not written to its end.`,
    ],
    [
      'an export of logs',
      '{"resourceLogs":[]}',
      'found a line without the list `resourceSpans`; expected an OTLP export of traces, with `resourceSpans`. Take out this line.',
    ],
    [
      'a list',
      '[]',
      'found a line without the list `resourceSpans`; expected an OTLP export of traces, with `resourceSpans`. Take out this line.',
    ],
    [
      'scopes that are no list',
      '{"resourceSpans":[{"scopeSpans":{}}]}',
      `resourceSpans.0.scopeSpans: found no list; expected a list of scopes. ${AS_IS}`,
    ],
    [
      'spans that are no list',
      '{"resourceSpans":[{"scopeSpans":[{"spans":1}]}]}',
      `resourceSpans.0.scopeSpans.0.spans: found no list; expected a list of spans. ${AS_IS}`,
    ],
    [
      'a span that is none',
      '{"resourceSpans":[{"scopeSpans":[{"spans":[null]}]}]}',
      `${SPAN}.traceId: found nothing; expected 32 hexadecimal digits, not all 0. ${AS_IS}`,
    ],
    [
      'a trace id in base64',
      exported({ traceId: 'S/kvNXeo9NptOzqSnQ4OR3Y==' }),
      `${SPAN}.traceId: found "S/kvNXeo9NptOzqSnQ4OR3Y=="; expected 32 hexadecimal digits, not all 0. ${AS_IS}`,
    ],
    [
      'a trace id of 31 digits',
      exported({ traceId: ROOT.traceId.slice(1) }),
      `${SPAN}.traceId: found "${ROOT.traceId.slice(1)}"; expected 32 hexadecimal digits, not all 0. ${AS_IS}`,
    ],
    [
      'a trace id of zeros',
      exported({ traceId: '0'.repeat(32) }),
      `${SPAN}.traceId: found "${'0'.repeat(32)}"; expected 32 hexadecimal digits, not all 0. ${AS_IS}`,
    ],
    [
      'a span id of 17 digits',
      exported({ spanId: '0123456789abcdef0' }),
      `${SPAN}.spanId: found "0123456789abcdef0"; expected 16 hexadecimal digits, not all 0. ${AS_IS}`,
    ],
    [
      'a parent that is a word',
      exported({ parentSpanId: 'root' }),
      `${SPAN}.parentSpanId: found "root"; expected 16 hexadecimal digits, not all 0. ${AS_IS}`,
    ],
    [
      'a time in words',
      exported({ startTimeUnixNano: 'noon' }),
      `${SPAN}.startTimeUnixNano: found "noon"; expected nanoseconds since 1970. ${AS_IS}`,
    ],
    [
      'a time that is not whole',
      exported({ startTimeUnixNano: 1.5 }),
      `${SPAN}.startTimeUnixNano: found 1.5; expected nanoseconds since 1970. ${AS_IS}`,
    ],
    [
      'a time before 1970',
      exported({ startTimeUnixNano: '-1' }),
      `${SPAN}.startTimeUnixNano: found "-1"; expected nanoseconds since 1970. ${AS_IS}`,
    ],
    [
      'no time',
      exported({ endTimeUnixNano: undefined }),
      `${SPAN}.endTimeUnixNano: found nothing; expected nanoseconds since 1970, not before the start. ${AS_IS}`,
    ],
    [
      'an end before the start',
      exported({ endTimeUnixNano: '1' }),
      `${SPAN}.endTimeUnixNano: found "1"; expected nanoseconds since 1970, not before the start. ${AS_IS}`,
    ],
    [
      'a time of the year 9999',
      exported({ endTimeUnixNano: `9${'9'.repeat(18)}` }),
      `${SPAN}.endTimeUnixNano: found "9999999999999999999"; expected nanoseconds since 1970, not before the start. ${AS_IS}`,
    ],
    [
      'a time of a megabyte',
      exported({ endTimeUnixNano: '1'.repeat(1e6) }),
      `${SPAN}.endTimeUnixNano: found "${'1'.repeat(59)}; expected nanoseconds since 1970, not before the start. ${AS_IS}`,
    ],
  ])('is unreadable with %s, at its line', async (_, line, says) => {
    expect(await read({ [FILE]: `${otlpLine(run(1))}\n${line}` })).toEqual([
      `${FILE}:2:${says.startsWith('found') ? '' : ' '}${says}`.replace(/:2:found/, ':2: found'),
    ]);
  });

  it('is unreadable where one id stands for two spans', async () => {
    const found = await read({ [FILE]: `${otlpLine([ROOT])}\n${exported({ name: 'another' })}` });
    expect(found).toEqual([
      `${FILE}:2: spanId: found another span ${ROOT.spanId} of trace ${ROOT.traceId}; expected one span for each id. ${AS_IS}`,
    ]);
  });

  it('tells a hundred problems of a thousand, also on one line', async () => {
    const bad = `{"resourceSpans":[{"scopeSpans":[{"spans":[${Array(1000).fill('1').join(',')}]}]}]}`;
    expect(await read({ [FILE]: bad })).toHaveLength(100);
    expect(await read({ [FILE]: Array(1000).fill('{"resourceSpans":1}').join('\n') })).toHaveLength(100);
  });
});
