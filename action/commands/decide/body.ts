import { DECISION_OPTIONS, type Decision } from '../../contract/decision.ts';
import type { ReportValue } from '../../contract/report-value.ts';
import { describeCriterion } from '../../readiness/decision/kill-status.ts';
import { percent } from '../../readiness/percent.ts';
import { moneyShort } from '../../readiness/value/value-words.ts';
import { code, inline, table } from '../../reporters/markdown.ts';
import { NOTHING_MEASURED, nothingMeasured, standingRows } from '../../reporters/standing.ts';
import { MARKS, things, todosOf } from '../../reporters/words.ts';
import type { Ground } from './ground.ts';
import { openChecks } from './open-checks.ts';
import type { DecideOptions } from './options.ts';
import { followsFrom, meaningOf } from './options-words.ts';
import { stopSections } from './stop-words.ts';

/** A part of the record for people, under its heading. Its text is safe Markdown. */
export type Part = { heading: string; text: string };

/** Words the record for people: what was known, what else was possible, and what follows. */
export function bodyOf(options: DecideOptions, decision: Decision, ground: Ground): string {
  const parts: Part[] = [
    { heading: 'What the gate says', text: verdictWords(decision, ground) },
    { heading: 'Against a person today', text: comparison(ground) },
    { heading: 'The number', text: number(ground.report.value) },
    { heading: 'What is open', text: open(ground) },
    { heading: 'What would make us stop', text: criteria(ground) },
    { heading: 'What was possible', text: possible(decision, ground) },
    ...(decision.decision === 'stop' ? stopSections(options, decision, ground) : []),
    { heading: 'What follows', text: followsFrom(decision, ground) },
  ];
  const title = `# ${TITLES[decision.decision](decision)}: ${inline(ground.manifest.workflow.title, 120)}`;
  const lead = `${inline(decision.reason ?? '')}\n\nDecided by ${inline(decision['decision-makers'].join(', '))}.`;
  return `${[title, lead, ...parts.map(({ heading, text }) => `## ${heading}\n\n${text}`)].join('\n\n')}\n`;
}

const TITLES = {
  ship: ({ from, to }: Decision) => (from === to ? `Stay in ${to}` : `Go on to ${to}`),
  harden: ({ from }: Decision) => `Harden in ${from}`,
  continue: () => 'Continue for a week',
  stop: () => 'Stop',
} as const satisfies Record<Decision['decision'], (decision: Decision) => string>;

/** @returns what the gate says where people decide otherwise, which they may; `null` where they agree. Plain text. */
export function disagreement({ decision }: Decision, { report }: Ground): string | null {
  return report.verdict === decision ? null : `The gate says ${report.verdict}: ${report.reason}.`;
}

function verdictWords(decision: Decision, ground: Ground): string {
  const { report } = ground;
  const agrees = disagreement(decision, ground) === null;
  const verdict = `**${report.verdict}**: ${inline(report.reason)}.`;
  return agrees
    ? `The gate says ${verdict}`
    : `The gate says ${verdict} This decision is another one, and a person’s to take.`;
}

function comparison({ report }: Ground): string {
  if (nothingMeasured(report)) return NOTHING_MEASURED;
  const rows = standingRows(report).map((row) => [row.what, row.today, row.poc, row.note]);
  return table(['', 'person today', 'with the POC', ''], rows);
}

function number(value: ReportValue | null): string {
  if (value === null) return 'There is no number: `baseline.yaml` could not be read.';
  const gaps = value.not_proven.slice(0, MOST_LISTED).map((gap) => `- ${inline(gap)}`);
  return [
    value.headline === null ? 'There is no number that could be defended.' : `**${inline(value.headline)}**`,
    uncertainty(value),
    gaps.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function uncertainty({ figures, currency, locale, grade }: ReportValue): string {
  if (figures === null || currency === null) return '';
  const money = (value: number) => moneyShort(value, currency, locale);
  const { net, net_positive: positive } = figures;
  return `Net of a year: ${money(net.p50)}, in nine of ten draws at least ${money(net.p10)}; over 0 in ${percent(positive)} of them. Evidence grade ${grade}.`;
}

const MOST_LISTED = 20;

function open(ground: Ground): string {
  const todos = todosOf(openChecks(ground.report));
  if (todos.length === 0) return 'Nothing that this stage or the next one asks for.';
  const lines = todos.slice(0, MOST_LISTED).map(({ result, also }) => {
    const waiting = also.length === 0 ? '' : ` and ${things(also.length, 'more check')}`;
    return `- ${MARKS[result.outcome].mark} **${result.id}**${waiting}: ${inline(result.message, 400)}`;
  });
  const more = todos.length - lines.length;
  return [...lines, ...(more > 0 ? [`- …and ${more} more`] : [])].join('\n');
}

function criteria({ kill, measures, met }: Ground): string {
  if (kill === undefined || kill.criteria.length === 0)
    return 'No criterion is written in `policy/kill.yaml`.';
  const isMet = new Set(met.map(({ id }) => id));
  return kill.criteria
    .map(
      (one) =>
        `- ${code(one.id)}: ${code(describeCriterion(one, measures))}${isMet.has(one.id) ? ' **(met)**' : ''}`,
    )
    .join('\n');
}

const possible = (decision: Decision, ground: Ground): string =>
  DECISION_OPTIONS.map((one) => {
    const chosen = one === decision.decision ? ' (chosen)' : '';
    return `- **${one}**${chosen}: ${meaningOf(one, ground)}`;
  }).join('\n');
