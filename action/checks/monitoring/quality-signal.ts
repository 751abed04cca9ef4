import type { Watched } from '../../contract/proofs/quality-signal.ts';
import { SIGNALS_FILE, type Signals } from '../../contract/signals.ts';
import { defineCheck } from '../../readiness/check.ts';
import { DAY } from '../../readiness/clock.ts';
import { type Finding, fail, notProven, pass } from '../../readiness/finding.ts';
import { newestOf, periodsFault, type Watch } from '../../readiness/monitoring/signal-periods.ts';
import { detectsWithin, fires, firesAt, looksAt, ruleFault } from '../../readiness/monitoring/signal-rule.ts';
import { named, shortId } from '../../readiness/named-ids.ts';
import { sameName } from '../../readiness/names.ts';
import { drop, percent } from '../../readiness/percent.ts';
import { proofFault } from '../../readiness/proof/proof-faults.ts';
import { type Document, locate } from '../../readiness/reading.ts';

export const qualitySignal = defineCheck({
  id: 'monitoring/quality-signal',
  title: 'Something tells when output gets worse, and soon',
  failureTitle: 'Nothing is shown to tell when output gets worse, or not soon enough',
  question: 'When output gets worse, what tells us, and how soon?',
  why: 'Servers stay green while answers rot: without looking at outputs, nobody notices.',
  remedy: 'Score 20 random outputs a week, and alert when they are worse than the reference.',
  evidence:
    '`policy/signals.yaml` (at least one signal with its reference window, threshold, sample and owner, whom `policy/owners.yaml` names for operations) and `evidence/monitoring/quality-signal.json`: the reference, the periods, and the same rule on outputs that were made worse on purpose. The gate applies the rule itself, and computes in how many days a drop of `worse_by` shows (one-sided 5 %, power 80 %): `monitoring/quality-signal detect_days` at most for the fastest. The evaluation is `evaluated_days` old at most, and `worse_by` is at most that of the bars.',
  kinds: ['E1', 'E3'],
  noticed:
    'A threshold that cannot fire does not on the worsened outputs, whatever the file says. A value that is the same to six digits in three periods is a flat line. An evaluation of today over an old period, a period that was left out, a reference that overlaps it and a signal of the policy that was not evaluated are named. Loosening a signal is loosening a bar.',
  severity: 'critical',
  since: 2,
  blocksFrom: 'production',
  needs: ['proof:monitoring/quality-signal', 'signals', 'owners'],
  evaluate({ 'proof:monitoring/quality-signal': proof, signals, owners }, { now, bars }) {
    const { file, envelope } = proof;
    const { evaluated_at: evaluated, signals: found } = envelope.result;
    const bar = bars['monitoring/quality-signal'];
    const watches = watchesOf(signals.value, found);
    const first = (fault: (watch: Watch) => Finding | null) =>
      watches.map(fault).find((one) => one !== null) ?? null;
    return (
      unwatched(signals, file, found) ??
      proofFault(proof, { now, mostDays: null, measured: true }) ??
      lastEvaluated(file, evaluated, { now, made: envelope.produced_at, most: bar.evaluated_days }) ??
      first((watch) => periodsFault(watch, { file, evaluated })) ??
      first((watch) => ruleFault(watch, file, bar.worse_by)) ??
      unowned(signals, owners.value.owners.operations) ??
      judgeSpeed(watches, file, bar.detect_days)
    );
  },
});

const watchesOf = ({ signals }: Signals, found: readonly Watched[]): Watch[] =>
  signals.flatMap((signal) => {
    const own = found.find(({ id }) => id === signal.id);
    return own === undefined ? [] : [{ signal, found: own }];
  });

/** The signals of the policy and those that were evaluated are the same, each once. */
function unwatched(signals: Document<Signals>, file: string, found: readonly Watched[]): Finding | null {
  const wanted = signals.value.signals.map(({ id }) => id);
  const given = found.map(({ id }) => id);
  const location = { file, line: null };
  if (wanted.length === 0)
    return notProven(`${SIGNALS_FILE} has no signal.`, { location: locate(signals, 'signals') });
  const [again] = [wanted, given].flatMap((ids) => ids.filter((id, i) => ids.indexOf(id) !== i));
  if (again !== undefined)
    return notProven(`The signal ${shortId(again)} is there more than once.`, { location });
  const missing = wanted.filter((id) => !given.includes(id));
  if (missing.length > 0)
    return notProven(`${missing.length} of ${wanted.length} signals were not evaluated: ${named(missing)}.`, {
      location,
      remedy: 'Evaluate every signal of the policy, and write the file again.',
    });
  const unknown = given.filter((id) => !wanted.includes(id));
  if (unknown.length === 0) return null;
  return notProven(`${SIGNALS_FILE} does not know ${named(unknown)}, which ${file} evaluated.`, { location });
}

type Dates = { now: Date; made: string; most: number };

function lastEvaluated(file: string, evaluated: string, { now, made, most }: Dates): Finding | null {
  const location = { file, line: null };
  if (Date.parse(evaluated) > Date.parse(made))
    return notProven(`${file} was evaluated on ${evaluated}, after it was written (${made}).`, { location });
  const days = Math.floor((now.getTime() - Date.parse(evaluated)) / DAY);
  if (days <= most) return null;
  return notProven(`The signals were evaluated ${days} days ago, and may be ${most}.`, {
    location,
    remedy: 'Evaluate the signals again.',
  });
}

function unowned(signals: Document<Signals>, operations: readonly string[]): Finding | null {
  const i = signals.value.signals.findIndex(({ owner }) => !operations.some((name) => sameName(name, owner)));
  const signal = signals.value.signals[i];
  if (signal === undefined) return null;
  const who = operations.length === 0 ? 'nobody' : named(operations);
  return fail(
    `${shortId(signal.owner)} is told by ${shortId(signal.id)}, and policy/owners.yaml names ${who} for operations.`,
    {
      location: locate(signals, `signals.${i}.owner`),
      remedy: `Give ${signal.id} an owner whom \`policy/owners.yaml\` names for operations.`,
    },
  );
}

/** One signal that tells soon is enough; a slower one beside it does no harm. */
function judgeSpeed(watches: readonly Watch[], file: string, most: number): Finding {
  const timed = watches.map((watch) => ({ watch, days: detectsWithin(watch) ?? Number.POSITIVE_INFINITY }));
  const { watch, days } = timed.reduce((a, b) => (b.days < a.days ? b : a));
  const { signal, found } = watch;
  const takes = Number.isFinite(days) ? `${days} days` : 'more than a year';
  const message = `${shortId(signal.id)} takes ${takes} to show that output is worse by ${drop(signal.worse_by)}, at ${looksAt(watch)} outputs every ${signal.period_days} days against ${found.reference.n} in the reference`;
  if (days > most)
    return fail(`${message}; ${most} days are the most.`, {
      location: { file, line: null },
      remedy: 'Look at more outputs in a period, or take a longer reference.',
    });
  return pass(`${message}. ${watches.map(reads).join(' ')}`);
}

function reads({ signal, found }: Watch): string {
  const { reference } = found;
  const { value } = newestOf(found);
  const alarm = fires(signal, reference.value, value) ? ' and fires now' : '';
  return `${shortId(signal.id)} read ${percent(value)} last${alarm}, ${percent(reference.value)} before, and fires at ${percent(firesAt(signal, reference.value))}.`;
}
