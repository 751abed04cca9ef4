import { type Circumstances, defineCheck } from '../../readiness/check.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { shortId } from '../../readiness/named-ids.ts';
import { percent, percentRange } from '../../readiness/percent.ts';
import { type JoinedUsage, joinUsage } from '../../readiness/traces/joined-usage.ts';
import { isLive, type Run, runsOf } from '../../readiness/traces/runs.ts';
import { daysSince, handMade, unsaid } from '../../readiness/traces/trace-faults.ts';
import { wilson } from '../../statistics/wilson.ts';

const WINDOW = 'the last 28 days';
/** One attribute that is missing everywhere is one mistake. */
const MOST_SPOTS = 50;

export const runLogging = defineCheck({
  id: 'monitoring/run-logging',
  title: 'Every run can be looked up, with its cost and its outcome',
  failureTitle: 'Runs cannot be looked up with their cost and their outcome',
  question: 'Can we see every run, its cost and its outcome?',
  why: 'A link to a dashboard is no log: only what joins to the cases of real users shows that the run which went wrong is there.',
  remedy:
    'Switch on the OpenTelemetry exporter, write its trace id to the usage export, and commit a sample of both under `evidence/traces/` and `usage/`.',
  severity: 'high',
  evidence:
    'The sample of traces (`evidence.traces` in `poc.yaml`, `evidence/traces/*.jsonl`; OTLP JSON lines). Each call of a model has `gen_ai.operation.name`, `gen_ai.request.model`, `gen_ai.usage.input_tokens` and `gen_ai.usage.output_tokens` (OpenTelemetry semantic conventions 1.41.1; 0 tokens only where the model is `embedded/…` or the call failed). The span of each run has `poc.outcome` (answered, needs_person, refused, failed), `poc.case_ref` and `poc.workflow.version`. Of the usage events of the last 28 days `joined` of `policy/thresholds.yaml` have a trace id, and as many of those on the days of the sample have their trace in it, about the same case; it covers `events` of them, or all there are.',
  kinds: ['E4'],
  noticed:
    'A sample that was written by hand: ids that are no random numbers, runs of no or of equal length, spans outside their run, traces that join to no usage event or to another case, events before their run, one trace for all events. A sample of the good runs alone: every usage event of its days has to join.',
  since: 2,
  blocksFrom: 'pilot',
  needs: ['traces', 'usage'],
  evaluate({ traces, usage }, circumstances) {
    const { file, rows } = traces;
    const location = { file, line: null };
    if (rows.length === 0) return notProven(`There is no trace in ${file}.`, { location });
    const live = runsOf(rows).filter(isLive);
    const join = joinUsage(usage, live, circumstances.now);
    return (
      handMade(rows, circumstances.now) ??
      stale(live, join, circumstances) ??
      incomplete(live) ??
      tooFew(join, circumstances) ??
      notJoined(join, circumstances) ??
      pass(passed(live, join))
    );
  },
});

function stale(live: readonly Run[], { days }: JoinedUsage, { now }: Circumstances): Finding | null {
  const age = daysSince(live, now);
  if (age === null) return notProven('The sample has no run that was for somebody: all are evals or tests.');
  if (days.length > 0) return null;
  return notProven(`The newest run of the sample is ${age} days old, and may be 28.`, {
    location: live[0]?.root ?? { file: '', line: null },
  });
}

function incomplete(live: readonly Run[]): Finding | null {
  const spots = unsaid(live);
  const [first] = spots;
  if (first !== undefined)
    return fail(`${spots.length} things are not said in the sample: ${first.message}.`, {
      location: first.location,
      spots: spots.slice(0, MOST_SPOTS),
      remedy: 'Set the attribute on the span, and export the sample again.',
    });
  if (live.some(({ calls }) => calls.length > 0)) return null;
  return notProven(
    `None of ${live.length} runs has a span of a model call (\`gen_ai.operation.name\`), so nobody sees what they cost.`,
    { location: live[0]?.root ?? { file: '', line: null } },
  );
}

function tooFew({ events, covered, days }: JoinedUsage, { bars }: Circumstances): Finding | null {
  const needed = Math.min(bars['monitoring/run-logging'].events, events.length);
  if (events.length === 0)
    return notProven(`The usage export has no event of ${WINDOW} that a trace could belong to.`, {
      remedy: 'Commit the usage export of the same days as the sample.',
    });
  if (covered.length >= needed) return null;
  return notProven(
    `The sample has runs of ${dayWords(days)}, on which there are ${covered.length} of ${events.length} usage events of ${WINDOW}; ${needed} are needed.`,
    { remedy: 'Export the traces of more days.' },
  );
}

function notJoined(join: JoinedUsage, { bars }: Circumstances): Finding | null {
  const { joined: bar } = bars['monitoring/run-logging'];
  const { events, carrying, covered, joined, early, days } = join;
  const [first] = early;
  if (first !== undefined)
    return notProven(
      `${early.length} usage events came before their run began; first, that of ${shortId(first.value.case_ref)} on ${first.value.ts}.`,
      { location: first, remedy: 'Export usage and traces of the same system, as they are.' },
    );
  const least = `; ${percent(bar)} are needed.`;
  if (carrying.length / events.length < bar)
    return fail(`${share(carrying.length, events.length)} of ${WINDOW} have a trace id${least}`, {
      location: events.find(({ value }) => value.trace_id === undefined) ?? { file: '', line: null },
      remedy: 'Write `trace_id` with each event of the usage export.',
    });
  if (joined.length / covered.length >= bar) return null;
  const known = new Set(joined);
  return fail(
    `${share(joined.length, covered.length)} of ${dayWords(days)} have their trace in the sample, about the same case${least}`,
    {
      location: covered.find((row) => !known.has(row)) ?? { file: '', line: null },
      remedy:
        'Export every trace of these days, with `poc.case_ref` as the usage export names the case, and without sampling.',
    },
  );
}

/** `119 of 120 usage events (99.2 %, 95–100)`. */
const share = (count: number, of: number): string =>
  `${count} of ${of} usage events (${percent(count / of)}, ${percentRange(wilson(count / of, of))})`;

const dayWords = (days: readonly string[]): string =>
  days.length === 1 ? `${days[0]}` : `${days.length} days`;

function passed(live: readonly Run[], { joined, covered, days, events, carrying }: JoinedUsage): string {
  const calls = live.reduce((sum, run) => sum + run.calls.length, 0);
  return `${share(joined.length, covered.length)} of ${dayWords(days)} have their trace, ${carrying.length} of ${events.length} of ${WINDOW} a trace id; ${live.length} runs with ${calls} model calls say case, outcome, version, model and tokens.`;
}
