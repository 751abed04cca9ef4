import { at, type Fields, fieldsOf, listOf, numberOf, own } from '../shared/fields.ts';

/** What the system took, up to where scoring began. What a judge took after it is not the system's. */
export type SystemUse = {
  latencyMs: number | null;
  cached: boolean;
  tokensIn: number | null;
  tokensOut: number | null;
  costUsd: number | null;
  /** Whether scoring began: an error from then on is the scorer's. */
  scoringBegan: boolean;
};

/** Reads the events of a sample. Totals of a log cannot tell a judge from the system where both are one model. */
export function systemUse(sample: Fields): SystemUse {
  const events = listOf(own(sample, 'events') ?? at(sample, 'transcript.events')).map(fieldsOf);
  const scoring = events.findIndex(beginsScoring);
  const before = scoring === -1 ? events : events.slice(0, scoring);
  const calls = before.filter((event) => own(event, 'event') === 'model');
  const cached = calls.some((call) => own(call, 'cache') === 'read');
  const usage = calls.map((call) => fieldsOf(at(call, 'output.usage')));
  return {
    latencyMs: cached ? null : latencyOf(sample, events[scoring]),
    cached,
    tokensIn: sumOf(usage, ['input_tokens', 'input_tokens_cache_read', 'input_tokens_cache_write']),
    tokensOut: sumOf(usage, ['output_tokens']),
    costUsd: sumOf(usage, ['total_cost']),
    scoringBegan: scoring !== -1,
  };
}

/** A scorer within a solver's span scores on the way, and the system goes on after it. */
function beginsScoring(event: Fields): boolean {
  const kind = own(event, 'event');
  const begins = kind === 'span_begin' || (kind === 'step' && own(event, 'action') === 'begin');
  const type = own(event, 'type');
  return begins && (type === 'scorers' || (type === 'scorer' && (own(event, 'parent_id') ?? null) === null));
}

/** Seconds of work from the start of the sample, without waiting for a free connection. */
function latencyOf(sample: Fields, scoring: Fields | undefined): number | null {
  const seconds = numberOf(own(scoring ?? {}, 'working_start'));
  const total = numberOf(own(sample, 'total_time'));
  // Builds of early 2025 wrote the machine's clock here instead.
  return seconds === null || total === null || seconds < 0 || seconds > total ? null : seconds * 1000;
}

/** @returns the sum over all calls; `null` where one of them does not say the first of these numbers. */
function sumOf(usage: readonly Fields[], names: readonly string[]): number | null {
  const [first = ''] = names;
  if (usage.length === 0 || usage.some((one) => numberOf(own(one, first)) === null)) return null;
  return usage.reduce(
    (sum, one) => names.reduce((part, name) => part + (numberOf(own(one, name)) ?? 0), sum),
    0,
  );
}
