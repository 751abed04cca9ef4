import { describe, expect, it } from 'vitest';
import { runLogging } from '../../../action/checks/monitoring/run-logging.ts';
import { type UsageEvent, usageEvent } from '../../../action/contract/usage.ts';
import { readTraces } from '../../../action/evidence/traces.ts';
import type { Evidence } from '../../../action/readiness/evidence.ts';
import {
  CASE_REF,
  ERROR_TYPE,
  INPUT_TOKENS,
  OPERATION,
  OUTCOME,
  OUTPUT_TOKENS,
  REQUEST_MODEL,
  RUN_KIND,
  type Span,
  WORKFLOW_VERSION,
} from '../../../action/readiness/traces/span.ts';
import { logged, runLogging as proven, runSpans, traceOf } from '../../given/proven/run-logging.ts';
import { given } from '../../given.ts';
import { aTree } from '../../repository-builder.ts';
import { type Story, tellStories } from '../story.ts';

const FILE = 'evidence/traces/sample.jsonl';

/** Forty answers, ten a day, on the last four days before Friday noon. */
const events = (count = 40, over: (n: number) => Partial<UsageEvent> = () => ({})): UsageEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    event: 'accepted' as const,
    user: 'user-1',
    role: 'support agent',
    case_ref: `used-${n}`,
    ts: `2026-11-${16 + (n % 4)}T${String(8 + (n % 10)).padStart(2, '0')}:${String(n).padStart(2, '0')}:00Z`,
    ...over(n),
  }));

type Parts = { usage?: readonly UsageEvent[]; spans?: readonly Span[] };

/** Usage and the traces of all of it, but for what is given instead. */
function sample({ usage, spans }: Parts = {}): Partial<Evidence> {
  const all = logged(events());
  return {
    traces: { file: FILE, rows: given.rows(FILE, spans ?? all.spans) },
    usage: given.rows('usage/export.jsonl', usage ?? all.usage),
  };
}

const spans = (count = 40): Span[] => logged(events(count)).spans;
const usage = (over?: (n: number) => Partial<UsageEvent>): UsageEvent[] =>
  logged(events()).usage.map((event, n) => ({ ...event, ...over?.(n) }));

/** Every span of a kind with its attributes changed; `undefined` takes one out. */
const changed = (
  which: 'run' | 'call',
  over: Record<string, string | number | undefined>,
  only: (n: number) => boolean = () => true,
): Span[] =>
  spans().map((span, i) => {
    if ((span.parentSpanId === null) !== (which === 'run') || !only(Math.floor(i / 2))) return span;
    const attributes = Object.entries({ ...span.attributes, ...over }).filter(
      (entry): entry is [string, string | number] => entry[1] !== undefined,
    );
    return { ...span, attributes: Object.fromEntries(attributes) };
  });

const moved = (over: (span: Span, n: number) => Partial<Span>): Span[] =>
  spans().map((span, n) => ({ ...span, ...over(span, n) }));

const AT_PILOT = { stage: 'pilot' } as const;
const lacks = (which: 'run' | 'call', name: string, says = `lacks \`${name}\``): Story => ({
  it: `fails when one ${which} says no ${name}`,
  given: sample({ spans: changed(which, { [name]: undefined }, (n) => n === 7) }),
  outcome: 'fail',
  says,
});

const one = (n: number) => n === 7;

tellStories(runLogging, { severity: 'high', blocksFrom: 'pilot' }, [
  {
    it: 'passes where every event has its trace, and says how many, of how many, and what they say',
    given: sample(),
    at: AT_PILOT,
    outcome: 'pass',
    says: '40 of 40 usage events (100 %, 91–100) of 4 days have their trace, 40 of 40 of the last 28 days a trace id; 40 runs with 40 model calls say case, outcome, version, model and tokens.',
  },
  {
    it: 'is not proven without a trace, and says where it looked',
    given: { traces: { file: 'evidence/traces/*.jsonl', rows: [] } },
    outcome: 'not-proven',
    says: 'There is no trace in evidence/traces/*.jsonl.',
  },
  // The bar, on both of its sides: 38 of 40 are 95 %.
  {
    it: 'passes with 95 % of the traces there',
    given: sample({ spans: spans().slice(4) }),
    outcome: 'pass',
    says: '38 of 40 usage events (95 %',
  },
  {
    it: 'fails with fewer',
    given: sample({ spans: spans().slice(6) }),
    outcome: 'fail',
    says: '37 of 40 usage events (92.5 %, 80–98) of 4 days have their trace in the sample, about the same case; 95 % are needed.',
  },
  {
    it: 'passes where 95 % of the events name a trace',
    given: sample({ usage: usage((n) => (n < 2 ? { trace_id: undefined } : {})) }),
    outcome: 'pass',
  },
  {
    it: 'fails where fewer do',
    given: sample({ usage: usage((n) => (n < 3 ? { trace_id: undefined } : {})) }),
    outcome: 'fail',
    says: '37 of 40 usage events (92.5 %, 80–98) of the last 28 days have a trace id; 95 % are needed.',
  },
  {
    it: 'takes ids in capitals for the same',
    given: sample({ usage: usage((n) => ({ trace_id: traceOf(`used-${n}`).toUpperCase() })) }),
    outcome: 'pass',
  },
  // A sample that covers less than there is.
  {
    it: 'passes with the traces of two of the days, all of whose events join',
    given: sample({ spans: spans().filter((_, i) => Math.floor(i / 2) % 4 < 2) }),
    outcome: 'pass',
    says: '20 of 20 usage events (100 %, 83–100) of 2 days',
  },
  {
    it: 'is not proven with those of one, which has too few events',
    given: sample({ spans: spans().filter((_, i) => Math.floor(i / 2) % 4 < 1) }),
    outcome: 'not-proven',
    says: 'The sample has runs of 2026-11-16, on which there are 10 of 40 usage events of the last 28 days; 20 are needed.',
  },
  {
    it: 'passes with ten events, where there are no more',
    given: sample(logged(events(10))),
    outcome: 'pass',
    says: '10 of 10',
  },
  {
    it: 'fails with every other run of the days, which are chosen ones',
    given: sample({ spans: spans().filter((_, i) => Math.floor(i / 2) % 8 < 4) }),
    outcome: 'fail',
    says: '20 of 40 usage events (50 %',
  },
  {
    it: 'is not proven without use',
    given: sample({ usage: [] }),
    outcome: 'not-proven',
    says: 'The usage export has no event of the last 28 days that a trace could belong to.',
  },
  {
    it: 'is not proven by a sample that is older than 28 days',
    given: sample({ spans: moved((span) => ({ startedAt: span.startedAt.replace('-11-', '-10-') })) }),
    outcome: 'not-proven',
    says: 'The newest run of the sample is 31 days old, and may be 28.',
  },
  {
    it: 'counts an event that was given up, and none that was only offered or started',
    given: sample({
      usage: usage((n) =>
        n < 3 ? { event: 'fell_back', trace_id: undefined } : { event: n < 20 ? 'started' : 'accepted' },
      ),
    }),
    outcome: 'fail',
    says: '20 of 23 usage events',
  },
  // What has to be said.
  lacks('run', OUTCOME),
  lacks('run', CASE_REF),
  lacks('run', WORKFLOW_VERSION),
  lacks('call', OPERATION),
  lacks('call', REQUEST_MODEL),
  lacks('call', INPUT_TOKENS),
  lacks('call', OUTPUT_TOKENS),
  {
    it: 'fails on an outcome of another word',
    given: sample({ spans: changed('run', { [OUTCOME]: 'ok' }, one) }),
    outcome: 'fail',
    says: 'has the `poc.outcome` ok; expected answered, needs_person, refused, failed',
  },
  {
    it: 'fails where a model is called and says 0 tokens',
    given: sample({ spans: changed('call', { [INPUT_TOKENS]: 0 }, one) }),
    outcome: 'fail',
    says: `lacks \`${INPUT_TOKENS}\``,
  },
  {
    it: 'passes with 0 tokens of an embedded model',
    given: sample({
      spans: changed('call', { [REQUEST_MODEL]: 'embedded/bayes', [INPUT_TOKENS]: 0, [OUTPUT_TOKENS]: 0 }),
    }),
    outcome: 'pass',
  },
  {
    it: 'passes without tokens of a call that failed',
    given: sample({
      spans: changed(
        'call',
        { [ERROR_TYPE]: 'timeout', [INPUT_TOKENS]: undefined, [OUTPUT_TOKENS]: undefined },
        one,
      ),
    }),
    outcome: 'pass',
  },
  {
    it: 'passes without output of an embedding',
    given: sample({ spans: changed('call', { [OPERATION]: 'embeddings', [OUTPUT_TOKENS]: undefined }, one) }),
    outcome: 'pass',
  },
  {
    it: 'takes the version of the resource for that of the run, and a span around the run for no run',
    given: sample({
      spans: spans().flatMap((span) =>
        span.parentSpanId === null
          ? [
              { ...span, spanId: span.traceId.slice(16), attributes: {}, name: 'POST /items' },
              { ...span, parentSpanId: span.traceId.slice(16) },
            ]
          : [span],
      ),
    }),
    outcome: 'pass',
  },
  {
    it: 'fails where one trace is about two cases',
    given: sample({ spans: changed('call', { [CASE_REF]: 'another' }, one) }),
    outcome: 'fail',
    says: 'is about 2 cases; expected one for each run',
  },
  {
    it: 'is not proven where no run calls a model',
    given: sample({ spans: spans().filter(({ parentSpanId }) => parentSpanId === null) }),
    outcome: 'not-proven',
    says: 'None of 40 runs has a span of a model call',
  },
  {
    it: 'is not proven by runs of an eval',
    given: sample({ spans: changed('run', { [RUN_KIND]: 'eval' }) }),
    outcome: 'not-proven',
    says: 'The sample has no run that was for somebody',
  },
  {
    it: 'passes where the runs of an eval stand beside the real ones, and does not count them',
    given: sample({
      spans: [
        ...spans(),
        ...runSpans({ case_ref: 'case-1', ts: '2026-11-16T09:00:00Z' }).map((span) => ({
          ...span,
          attributes: { ...span.attributes, [RUN_KIND]: 'eval' },
        })),
      ],
    }),
    outcome: 'pass',
    says: '40 runs',
  },
  // Written by hand.
  {
    it: 'fails where one trace stands for every event',
    given: sample({ usage: usage(() => ({ trace_id: traceOf('used-0') })) }),
    outcome: 'fail',
    says: '1 of 40 usage events',
  },
  {
    it: 'is not proven by ids that were counted up',
    given: sample({
      spans: moved((_, n) => ({
        traceId: `4bf92f3577b34da6a3ce929d0e0e${String(Math.floor(n / 2)).padStart(4, '0')}`,
      })),
    }),
    outcome: 'not-proven',
    says: 'The ids of the traces were not drawn at random: 4bf92f3577b34da6a3ce929d0e0e0000',
  },
  {
    it: 'passes with ids that begin with the time, as some vendors have them',
    given: sample({
      usage: usage((n) => ({ trace_id: `6a1f0000${traceOf(`used-${n}`).slice(8)}` })),
      spans: moved(({ traceId }) => ({ traceId: `6a1f0000${traceId.slice(8)}` })),
    }),
    outcome: 'pass',
  },
  {
    it: 'is not proven by an id of three digits over and over',
    given: sample({
      spans: moved(({ traceId }, n) => ({ traceId: n < 2 ? 'abc'.repeat(11).slice(1) : traceId })),
    }),
    outcome: 'not-proven',
    says: 'were not drawn at random: bcabc',
  },
  {
    it: 'is not proven where every span ends as it starts',
    given: sample({ spans: moved(({ startedAt }) => ({ endedAt: startedAt, durationMs: 0 })) }),
    outcome: 'not-proven',
    says: 'Each of 80 spans ends in the nanosecond in which it starts.',
  },
  {
    it: 'passes where runs take less than a millisecond, as those of an embedded model do',
    given: sample({
      spans: moved(({ startedAt }, n) => ({ startedAt, endedAt: startedAt, durationMs: 0.2 + n / 1000 })),
    }),
    outcome: 'pass',
  },
  {
    it: 'is not proven where every run takes as long',
    given: sample({ spans: moved(() => ({ durationMs: 1200 })) }),
    outcome: 'not-proven',
    says: 'Each of 40 runs took exactly 1200 ms.',
  },
  {
    it: 'passes where a coarse clock makes all of them 4 ms',
    given: sample({ spans: moved(() => ({ durationMs: 4 })) }),
    outcome: 'pass',
  },
  {
    it: 'is not proven where a call starts two seconds before its run',
    given: sample({
      spans: moved(({ parentSpanId, startedAt }, n) =>
        parentSpanId === null || n > 2
          ? {}
          : { startedAt: new Date(Date.parse(startedAt) - 2000).toISOString() },
      ),
    }),
    outcome: 'not-proven',
    says: 'outside the run that it is part of',
  },
  {
    it: 'passes where the clocks of two services are half a second apart',
    given: sample({
      spans: moved(({ parentSpanId, startedAt }) =>
        parentSpanId === null ? {} : { startedAt: new Date(Date.parse(startedAt) - 500).toISOString() },
      ),
    }),
    outcome: 'pass',
  },
  {
    it: 'is not proven by a span that is yet to end',
    given: sample({ spans: moved((_, n) => (n === 3 ? { endedAt: '2026-11-20T12:11:00Z' } : {})) }),
    outcome: 'not-proven',
    says: 'A span ends on 2026-11-20T12:11:00Z, which is yet to come.',
  },
  {
    it: 'is not proven where an event came before its run',
    given: sample({ usage: usage((n) => (one(n) ? { ts: '2026-11-16T00:00:00Z' } : {})) }),
    outcome: 'not-proven',
    says: '1 usage events came before their run began; first, that of used-7',
  },
  {
    it: 'fails where the traces are those of other cases',
    given: sample({ spans: changed('run', { [CASE_REF]: 'somebody else’s' }) }),
    outcome: 'fail',
    says: '0 of 40 usage events',
  },
]);

describe('monitoring/run-logging on files', () => {
  it('passes on the files of a POC that is in order', async () => {
    const { files } = proven(given.now);
    const traces = await readTraces(aTree(files), given.manifest().value);
    if (traces.status !== 'read') throw new Error(JSON.stringify(traces));
    const usage = files['usage/logged.jsonl'].trim().split('\n');
    const found = runLogging.evaluate(
      given.evidence({
        traces: traces.value,
        usage: given.rows(
          'usage/logged.jsonl',
          usage.map((line) => usageEvent.parse(JSON.parse(line))),
        ),
      }),
      given.circumstances(AT_PILOT),
    );
    expect(found).toMatchObject({ outcome: 'pass', message: expect.stringContaining('40 of 40') });
  });

  it('points at each span that lacks something', () => {
    const found = runLogging.evaluate(
      given.evidence(sample({ spans: changed('call', { [OUTPUT_TOKENS]: undefined }, (n) => n < 2) })),
      given.circumstances(),
    );
    expect(found).toMatchObject({
      location: { file: FILE, line: 2 },
      spots: [{ location: { line: 2 } }, { location: { line: 4 } }],
    });
  });
});
