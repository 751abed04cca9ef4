import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { categoryOf } from '../src/answer.ts';
import { ALWAYS } from '../src/confidence.ts';
import { type Model, replyOf } from '../src/model/model.ts';
import { toPerson } from '../src/outcome.ts';
import type { Run } from '../src/run.ts';
import { exportTraces } from '../src/telemetry/export.ts';
import { recordEvaluation, telemetryPart } from '../src/telemetry/part.ts';
import { metricsOfRun, spansOf } from '../src/telemetry/run-telemetry.ts';
import { telemetryFile } from '../src/telemetry/sink.ts';
import { createWorkflow } from '../src/workflow.ts';
import { ANSWER, ITEM, proposal } from './made-up.ts';

let folder: string;
let server: Server | undefined;
const env = () => ({ POC_STATE: folder, OTEL_SERVICE_NAME: 'triage' });
beforeEach(() => {
  // The day does not turn between writing and reading.
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = mkdtempSync(join(tmpdir(), 'telemetry-'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const START = new Date('2026-11-20T10:00:00.250Z');
const RUN: Run = {
  id: 'a1'.repeat(16),
  about: { caseRef: 'case-1', user: 'user-1', role: 'operator', kind: 'live' },
  startedAt: START,
  durationMs: 1500.25,
  model: 'vendor/model-2026-05-01',
  versions: { workflow: `sha256:${'b'.repeat(64)}`, prompt: `sha256:${'c'.repeat(64)}`, policy: 'sha256:d' },
  inputHash: 'sha256:e',
  item: ITEM,
  outcome: { outcome: 'answered', answer: ANSWER, confidence: 0.93 },
  calls: [
    {
      model: 'vendor/model-2026-05-01',
      responseModel: 'model-2026-05-01-b',
      responseId: 'r-1',
      startedAt: new Date(START.getTime() + 10),
      durationMs: 1400,
      inputTokens: 812,
      outputTokens: 17,
      error: null,
    },
  ],
};

/** The attributes of a span or point, as a reader sees them. */
const attributes = (of: { attributes: { key: string; value: object }[] }) =>
  Object.fromEntries(of.attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** The lines of one signal of today. */
const linesOf = (signal: 'traces' | 'metrics' | 'logs', day = new Date().toISOString().slice(0, 10)) =>
  readFileSync(telemetryFile(env(), signal, day), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a traced run', () => {
  it('is a root with case, outcome and versions, and a call below it', () => {
    const [root, call] = spansOf(RUN, 'triage');
    expect(root).toMatchObject({ traceId: RUN.id, name: 'triage', kind: 'internal', error: false });
    expect(root?.attributes).toEqual({
      'poc.outcome': 'answered',
      'poc.case_ref': 'case-1',
      'poc.run.kind': 'live',
      'poc.workflow.version': 'b'.repeat(12),
      'poc.prompt.version': 'c'.repeat(12),
      'poc.model': RUN.model,
      'poc.input.characters': Object.values(ITEM.fields).join('').length,
      'poc.confidence': 0.93,
      'poc.answer.category': categoryOf(ANSWER),
    });
    expect(call).toMatchObject({ traceId: RUN.id, parentSpanId: root?.spanId, kind: 'client' });
    expect(call?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'vendor/model-2026-05-01',
      'gen_ai.response.model': 'model-2026-05-01-b',
      'gen_ai.usage.input_tokens': 812,
      'gen_ai.usage.output_tokens': 17,
      'error.type': null,
    });
  });

  it.each([
    ['a doubt', toPerson('model_failed'), { 'poc.outcome': 'needs_person', 'poc.doubt': 'model_failed' }],
    [
      'a suggestion',
      toPerson('low_confidence', { answer: ANSWER, confidence: 0.4 }),
      { 'poc.doubt': 'low_confidence', 'poc.confidence': 0.4 },
    ],
    [
      'a refusal',
      { outcome: 'refused', refusal: { class: 'empty', reason: 'nothing' } } as const,
      { 'poc.outcome': 'refused', 'poc.refusal': 'empty' },
    ],
  ])('says of %s why', (_, outcome, expected) => {
    expect(spansOf({ ...RUN, outcome }, 'triage')[0]?.attributes).toMatchObject(expected);
  });

  it('has its calls inside itself, also where two clocks differ', () => {
    const call = { ...(RUN.calls[0] as Run['calls'][number]), durationMs: 1495 };
    const [root, late] = spansOf({ ...RUN, calls: [call] }, 'triage');
    const end = (span: typeof root) => (span?.startedAt.getTime() ?? 0) + (span?.durationMs ?? 0);
    expect(end(late)).toBeLessThanOrEqual(end(root));
  });

  it('counts tokens and seconds of each call, and the decision', () => {
    const { histograms, counters } = metricsOfRun(RUN);
    expect(histograms.map(({ name, points }) => [name, points.map(({ value }) => value)])).toEqual([
      ['gen_ai.client.token.usage', [812, 17]],
      ['gen_ai.client.operation.duration', [1.4]],
    ]);
    expect(counters[0]?.points[0]).toMatchObject({ value: 1, attributes: { outcome: 'answered' } });
  });
});

describe('the files', () => {
  const handle = (said: unknown, kind: 'live' | 'eval' = 'live') => {
    const model: Model = { id: 'embedded/fixed', repairs: false, ask: async () => replyOf(said) };
    const parts = [telemetryPart(env())];
    const versions = { workflow: 'sha256:w', prompt: 'sha256:p', policy: 'sha256:q' };
    return createWorkflow({ model, confidence: ALWAYS, parts, versions })(ITEM, { ...RUN.about, kind });
  };

  it('have a line of traces and one of metrics for each run, in OTLP', async () => {
    await handle(proposal());
    await handle('no answer');
    const traces = linesOf('traces');
    expect(traces).toHaveLength(2);
    const [{ scopeSpans }] = traces[0].resourceSpans;
    const [root, call] = scopeSpans[0].spans;
    expect(root.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(BigInt(root.endTimeUnixNano)).toBeGreaterThan(BigInt(root.startTimeUnixNano));
    expect(call.parentSpanId).toBe(root.spanId);
    expect(attributes(call)['gen_ai.usage.input_tokens']).toBe('0');
    const [{ scopeMetrics }] = linesOf('metrics')[0].resourceMetrics;
    const [tokens] = scopeMetrics[0].metrics;
    const [point] = tokens.histogram.dataPoints;
    expect(point.bucketCounts).toHaveLength(point.explicitBounds.length + 1);
    expect(point.bucketCounts.filter((count: string) => count === '1')).toHaveLength(1);
  });

  it('never hold text of the item', async () => {
    await handle(proposal());
    const all = JSON.stringify([linesOf('traces'), linesOf('metrics')]);
    for (const text of Object.values(ITEM.fields)) expect(all).not.toContain(text);
  });

  it('have an event for each evaluation, tied to its run', async () => {
    const at = new Date();
    await recordEvaluation(env(), { traceId: RUN.id, name: 'human_review', score: 1, label: 'accepted' }, at);
    const [{ scopeLogs }] = linesOf('logs')[0].resourceLogs;
    const [record] = scopeLogs[0].logRecords;
    expect(record).toMatchObject({ eventName: 'gen_ai.evaluation.result', traceId: RUN.id });
    expect(attributes(record)).toEqual({
      'gen_ai.evaluation.name': 'human_review',
      'gen_ai.evaluation.score.value': '1',
      'gen_ai.evaluation.score.label': 'accepted',
    });
  });

  it('are exported by whole days, for people only, and whole', async () => {
    const day = (name: string, ...lines: string[]) => {
      const file = telemetryFile(env(), 'traces', name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    };
    await handle(proposal());
    await handle(proposal(), 'eval');
    const [live, evaluated] = linesOf('traces').map((line) => JSON.stringify(line)) as [string, string];
    day('2026-11-19', live);
    day('2026-11-20', live, evaluated, live, live.slice(0, 200));
    day('2026-11-21', live);
    const target = join(folder, 'exported');
    const exported = exportTraces(env(), target, 1, new Date('2026-11-21T08:00:00Z'));
    expect(exported).toEqual([{ day: '2026-11-20', runs: 2, file: join(target, '2026-11-20.jsonl') }]);
    expect(readFileSync(join(target, '2026-11-20.jsonl'), 'utf8')).toBe(`${live}\n${live}\n`);
  });
});

describe('a collector', () => {
  /** A server that takes exports, and answers with a status. */
  async function collector(status: number) {
    const taken: { path: string; body: unknown }[] = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      taken.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(status).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { taken, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
  }

  it('gets each signal at its address, and nothing is written to files', async () => {
    const { taken, url } = await collector(200);
    await telemetryPart({ ...env(), OTEL_EXPORTER_OTLP_ENDPOINT: url }).after?.(RUN);
    expect(taken.map(({ path }) => path)).toEqual(['/v1/traces', '/v1/metrics']);
    expect(taken[0]?.body).toHaveProperty('resourceSpans');
    expect(() => linesOf('traces', '2026-11-20')).toThrow(/ENOENT/);
  });

  it.each(['refuses', 'is not there'])(
    'that %s loses nothing: the files have it, and it is said',
    async (what) => {
      const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
      const url = what === 'refuses' ? (await collector(503)).url : 'http://127.0.0.1:9';
      await telemetryPart({ ...env(), OTEL_EXPORTER_OTLP_ENDPOINT: url }).after?.(RUN);
      expect(linesOf('traces', '2026-11-20')).toHaveLength(1);
      expect(complain).toHaveBeenCalledWith(
        expect.stringMatching(/v1\/traces: found .*; expected a collector/),
      );
    },
  );
});

it('a run is not lost when nothing can be written', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {});
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await telemetryPart({ POC_STATE: file }).after?.(RUN);
  expect(complain).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('POC_STATE'));
});
