import { costPerCase } from '../../checks/scale/cost-per-case.ts';
import type { Prices } from '../../contract/prices.ts';
import type { Report } from '../../contract/report.ts';
import { readTraces } from '../../evidence/traces.ts';
import { openWorkingTree } from '../../evidence/working-tree.ts';
import { realUse } from '../../readiness/adoption/events.ts';
import type { Readings } from '../../readiness/evidence.ts';
import { type Reading, readValue } from '../../readiness/reading.ts';
import { type CostReport, costReport } from '../../readiness/traces/cost-report.ts';
import { type MeasuredReview, measuredReview } from '../../readiness/traces/review-labour.ts';
import { type Run, runsOf } from '../../readiness/traces/runs.ts';
import { RUN_KIND, textAt } from '../../readiness/traces/span.ts';
import { costOf, type TracedCost } from '../../readiness/traces/traced-cost.ts';
import { realRuns } from '../../readiness/traces/traced-traffic.ts';
import { assessFolder, type JudgedFolder } from '../assess-folder.ts';
import type { Terminal } from '../command.ts';
import { whyUnread } from '../why-unread.ts';
import type { CostOptions } from './options.ts';

/** What a case costs, and what that was worked out from. */
export type CostData = CostReport & {
  kind: CostOptions['kind'];
  /** Where the traces are, for people. */
  traces: string;
  runs: number;
  cost: TracedCost;
  prices: Prices;
  perMonth: number | null;
  review: MeasuredReview | null;
  /** What the check says of the traces that poc.yaml names; `null` for others. */
  gate: Pick<Report['results'][number], 'outcome' | 'message' | 'remedy'> | null;
  locale: string;
};

type Problem = { problem: string };

/** Reads what `scale/cost-per-case` reads, ignored files too, and works it out as that does. */
export async function loadCost(terminal: Terminal, asked: CostOptions): Promise<CostData | Problem> {
  const judged = await assessFolder(terminal, { folder: asked.folder, base: null, baseResults: null }, [
    costPerCase,
  ]);
  if ('problem' in judged) return judged;
  const { readings, report } = judged;
  const spans = asked.traces === null ? readings.traces : await namedTraces(judged, asked.traces);
  const needed = [readings.manifest, readings.prices, readings.baseline, spans].find(
    (one) => one.status !== 'read',
  );
  if (needed !== undefined) return { problem: whyUnread(needed)[0] as string };
  const prices = read(readings.prices).value;
  if (!/^[A-Za-z]{3}$/.test(prices.currency))
    return {
      problem: `policy/prices.yaml: currency: found ${JSON.stringify(prices.currency)}; expected three letters (ISO 4217). Write, for example, currency: EUR.`,
    };
  const usage = realUse(readValue(readings.usage) ?? [], readValue(readings.authors) ?? []);
  const { file, rows } = read(spans);
  const runs = chosen(runsOf(rows), asked.kind, usage, readings);
  if (runs.length === 0) return { problem: none(file, asked) };
  const cost = costOf(runs, prices);
  const { eligible_per_month: perMonth, value: money } = read(readings.baseline).value;
  const worth = read(readings.measures).value;
  const review = measuredReview(usage, money, prices.currency);
  const [gate = null] = asked.kind === 'live' && asked.traces === null ? report.results : [];
  return {
    ...costReport({ cost, prices, perMonth, value: worth, review }),
    ...{
      kind: asked.kind,
      traces: file,
      runs: runs.length,
      cost,
      prices,
      perMonth,
      review,
      gate,
      locale: worth.locale,
    },
  };
}

async function namedTraces({ folder, readings }: JudgedFolder, traces: string): Promise<Readings['traces']> {
  const { value } = read(readings.manifest);
  return readTraces(await openWorkingTree(folder, null), {
    ...value,
    evidence: { ...value.evidence, traces },
  });
}

/** Those for users are the ones that the check counts; any other is a case of its own, since an eval sends the same one again. */
function chosen(
  runs: readonly Run[],
  kind: CostOptions['kind'],
  usage: ReturnType<typeof realUse>,
  { cases }: Readings,
): Run[] {
  if (kind === 'live') return [...realRuns(runs, readValue(cases) ?? [], usage).counted];
  return runs
    .filter(({ root }) => textAt(root.value, RUN_KIND) === kind)
    .map((run) => ({ ...run, caseRef: run.traceId }));
}

const none = (file: string, { kind }: CostOptions): string =>
  kind === 'live'
    ? `${file}: found no run of a case of the usage export; expected one or more. After a day of use run \`npm run traces:export\` and \`npm run usage:export\`; until then \`poc cost --traces 'state/telemetry/traces-*.jsonl' --kind eval\` tells what an eval costs.`
    : `${file}: found no run of kind ${kind}; expected one or more. Run it, or name other traces with --traces.`;

/** @throws where it was not read, which was ruled out before */
function read<T>(reading: Reading<T>): T {
  if (reading.status === 'read') return reading.value;
  throw new Error(whyUnread(reading).join('\n'));
}
