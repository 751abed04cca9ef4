import { describeProblem, type Problem } from '../contract/problem.ts';
import type { Tally } from '../readiness/eval/tally.ts';
import { percent, percentRange } from '../readiness/percent.ts';
import { clusteredRate } from '../statistics/effective-n.ts';
import { wilson } from '../statistics/wilson.ts';
import { printable } from '../text/printable.ts';

/** A file of results as its reader left it: what was found, what is wrong, and what was counted. */
export type ReadResultFile = {
  file: string;
  /** Name of the format; `null` when no reader fits. */
  format: string | null;
  cannotTell: readonly string[];
  notes: readonly string[];
  problems: readonly Problem[];
  producedAt: string | null;
  tally: Tally;
};

/** Words a file for the terminal. */
export function fileInWords(read: ReadResultFile): string {
  const { file, format, tally, cannotTell, notes, problems, producedAt } = read;
  const lines: [string, string][] = [
    ...(tally.rows === 0 ? [] : counts(tally)),
    ...(producedAt === null ? [] : [['made', producedAt] as [string, string]]),
    ...(format === null || cannotTell.length === 0
      ? []
      : [['cannot tell', cannotTell.join('; ')] as [string, string]]),
    ...notes.map((note): [string, string] => ['note', note]),
  ];
  return [
    `${printable(file)}: ${format ?? 'not read'}`,
    ...lines.map(([name, value]) => `  ${name.padEnd(14)} ${printable(value)}`),
    ...problems.map((problem) => `  ✗ ${printable(describeProblem(problem))}`),
    ...(problems.length === 0 ? [] : ['  The gate does not use this file as it is.']),
  ].join('\n');
}

function counts(tally: Tally): [string, string][] {
  const { verdicts } = tally;
  return [
    ['rows', `${tally.rows} of ${tally.cases} cases${repeatsOf(tally)}`],
    ['passed', String(verdicts.pass)],
    ['failed', String(verdicts.fail)],
    ['system errors', `${verdicts.system_error}${verdicts.system_error > 0 ? ' (count as failures)' : ''}`],
    [
      'grader errors',
      `${verdicts.grader_error}${verdicts.grader_error > 0 ? ' (left out of the rate)' : ''}`,
    ],
    ['no verdict', `${verdicts.no_verdict}${verdicts.no_verdict > 0 ? ' (left out of the rate)' : ''}`],
    ['pass rate', rateOf(tally)],
    ...(tally.clusters === tally.cases ? [] : [['clusters', String(tally.clusters)] as [string, string]]),
    ...[...tally.variants].map(([name, { rows, passes }]): [string, string] => [
      'variant',
      `${name}: ${passes} of ${rows} passed`,
    ]),
    ['rows tell', saidOf(tally)],
  ];
}

function repeatsOf({ attempts: { fewest, most } }: Tally): string {
  if (most === 1) return '';
  return fewest === most ? `, each tried ${most} times` : `, tried ${fewest} to ${most} times`;
}

function rateOf(tally: Tally): string {
  const estimate = estimateOf(tally);
  if (estimate === null) return 'none: no row has a verdict';
  const { rate, interval, passed, rows, effectiveN } = estimate;
  const worth = Math.round(effectiveN) === rows ? '' : `, worth ${Math.round(effectiveN)} independent ones`;
  return `${percent(rate)} (${percentRange(interval)}), ${passed} of ${rows}${worth}`;
}

function estimateOf(tally: Tally) {
  const { pass, fail, system_error } = tally.verdicts;
  if (pass + fail + system_error === 0) return null;
  const { rate, rows, effectiveN } = clusteredRate(tally.judged());
  return { rate, rows, effectiveN, passed: Math.round(rate * rows), interval: wilson(rate, effectiveN) };
}

function saidOf({ said, cached, fingerprinted, rows }: Tally): string {
  const all = Object.entries(said);
  const there = all
    .filter(([, n]) => n > 0)
    .map(([name, n]) => (n === rows ? name : `${name} (${n} of them)`));
  const silent = all.filter(([, n]) => n === 0).map(([name]) => name);
  return [
    ...(there.length === 0 ? [] : [there.join(', ')]),
    ...(silent.length === 0 ? [] : [`nothing on ${silent.join(', ')}`]),
    ...(cached === 0 ? [] : [`${cached} cached, whose latency does not count`]),
    ...(fingerprinted === 0
      ? []
      : [`${fingerprinted === rows ? 'all' : fingerprinted} ids are fingerprints`]),
  ].join('; ');
}

/** The same as data. */
export function fileAsJson(read: ReadResultFile) {
  const { tally } = read;
  const { verdicts } = tally;
  const estimate = estimateOf(tally);
  return {
    file: read.file,
    format: read.format,
    usable: read.problems.length === 0,
    rows: tally.rows,
    cases: tally.cases,
    passes: verdicts.pass,
    fails: verdicts.fail,
    errors: { system: verdicts.system_error, grader: verdicts.grader_error },
    no_verdict: verdicts.no_verdict,
    repeats: tally.attempts,
    clusters: tally.clusters,
    pass_rate:
      estimate === null
        ? null
        : {
            rate: estimate.rate,
            ...estimate.interval,
            rows: estimate.rows,
            effective_n: estimate.effectiveN,
          },
    variants: [...tally.variants].map(([name, counted]) => ({ name, ...counted })),
    said: { ...tally.said, cached: tally.cached, fingerprinted: tally.fingerprinted },
    produced_at: read.producedAt,
    cannot_tell: read.cannotTell,
    notes: read.notes,
    problems: read.problems,
  };
}
