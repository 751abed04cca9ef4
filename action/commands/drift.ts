import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DriftReport } from '../contract/drift-report.ts';
import { judgeCanaries, testCanaries } from '../readiness/monitoring/drift/canaries.ts';
import { compareDistributions, driftReportOf } from '../readiness/monitoring/drift/report.ts';
import { evaluateSignal, watchedOf } from '../readiness/monitoring/drift/signals.ts';
import { printable } from '../text/printable.ts';
import type { Command, ExitCode, Terminal } from './command.ts';
import { isDiskError } from './disk-error.ts';
import { type Loaded, loadPoc, loadRows } from './drift/load.ts';
import { driftMarkdown } from './drift/markdown.ts';
import { type DriftOptions, readOptions } from './drift/options.ts';
import { driftText } from './drift/terminal.ts';
import { USAGE } from './drift/usage.ts';

/** `poc drift`: what tells that output got worse, outcomes first. */
export const drift: Command = {
  name: 'drift',
  summary: 'tell when output got worse, or what comes in has changed',
  usage: USAGE,
  async run(args, terminal) {
    const read = readOptions(args);
    if ('problem' in read) return refuse(terminal, read.problem);
    try {
      return await evaluate(terminal, read.options);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      return refuse(terminal, `found ${error.message}; expected a place that can be used. Name another.`);
    }
  },
};

async function evaluate(terminal: Terminal, options: DriftOptions): Promise<ExitCode> {
  const { POC_RESULT: result } = terminal.env;
  if (options.rows !== null && result)
    return refuse(
      terminal,
      'found --rows and the variable POC_RESULT; expected one of them, since rows have no signals. Leave out --rows.',
    );
  const loaded =
    options.rows === null
      ? await loadPoc(resolve(terminal.cwd, options.folder), options, terminal.now)
      : await loadRows(terminal.cwd, options.rows);
  if ('problems' in loaded) return refuse(terminal, ...loaded.problems);
  const since = options.since === null ? null : Date.parse(options.since);
  const late = tooLate(loaded, since, terminal.now);
  if (late !== null) return refuse(terminal, late);
  const report = reportOf(loaded, options, since, terminal.now);
  if (result) await writeFile(resolve(terminal.cwd, result), `${JSON.stringify(proofOf(report), null, 2)}\n`);
  terminal.print(print(report, options.format));
  return report.verdict === 'drift' ? 1 : 0;
}

/** Other data may be of any year, so for it the newest row is now. */
const endOf = ({ signals, observations }: Loaded, now: Date): number =>
  signals === null ? (observations.at(-1)?.at ?? 0) + 1 : now.getTime();

function tooLate(loaded: Loaded, since: number | null, now: Date): string | null {
  const end = endOf(loaded, now);
  return since === null || since < end
    ? null
    : `--since: found ${dayOf(since)}; expected a day before ${dayOf(end)}, where the data ends. Name an earlier day.`;
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function reportOf(loaded: Loaded, options: DriftOptions, since: number | null, now: Date): DriftReport {
  const { signals, observations, source } = loaded;
  const { referenceDays, windowDays } = options;
  const asked = { since, referenceDays, windowDays, end: endOf(loaded, now) };
  const canaries = loaded.canaries === null ? null : testCanaries(loaded.canaries);
  const distributions = compareDistributions(observations, asked, source, canaries?.chances);
  return driftReportOf(
    now,
    signals?.map(({ signal, judgements }) =>
      evaluateSignal(signal, judgements, { now: now.getTime(), since }),
    ) ?? null,
    distributions,
    canaries === null ? null : judgeCanaries(canaries, distributions),
  );
}

/** What `poc prove monitoring/quality-signal` records. */
const proofOf = ({ evaluated_at, signals }: DriftReport) => ({
  evaluated_at,
  signals: (signals ?? []).map(watchedOf),
});

function print(report: DriftReport, format: DriftOptions['format']): string {
  if (format === 'json') return JSON.stringify(report, null, 2);
  return format === 'markdown' ? driftMarkdown(report) : driftText(report);
}

function refuse(terminal: Terminal, ...problems: string[]): ExitCode {
  for (const problem of problems) terminal.complain(`poc drift: ${printable(problem)}`);
  return 2;
}
