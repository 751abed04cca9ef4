import { BARS } from '../contract/thresholds.ts';
import type { Check, EvidenceKind, Severity } from '../readiness/check.ts';
import { LONGEST_DAYS } from '../readiness/policy/waiver.ts';
import { code, table } from './markdown.ts';
import { whenAsked } from './when-asked.ts';

/** A bar of a check as people read it: `reviewed`, `80 %`, `higher`. */
export type PageBar = { name: string; value: string; stricter: 'higher' | 'lower' };

/** Everything that there is to say about a check, in the order in which it is asked. Texts are ours and may hold code spans. */
export type CheckPage = {
  id: string;
  question: string;
  facts: readonly { what: string; text: string }[];
  sections: readonly { title: string; text: string }[];
  bars: readonly PageBar[];
  /** Each way in which it can end, and what that means here. */
  outcomes: readonly { outcome: string; text: string }[];
};

const KINDS = {
  E1: 'a report of CI for this commit, signed',
  E2: 'a report of CI for this commit, unsigned',
  E3: 'a committed file whose numbers the gate computes again',
  E4: 'an export of a running system, joined by its ids',
  E5: 'the word of a named person other than the author, dated and expiring',
} as const satisfies Record<EvidenceKind, string>;

/** @returns what a check's documentation says, from the check and its bars alone. */
export function pageOf(check: Check): CheckPage {
  return {
    id: check.id,
    question: check.question,
    facts: [
      { what: 'blocks from', text: whenAsked(check) },
      { what: 'severity', text: `${check.severity}; ${waiverOf(check.severity)}` },
      { what: 'evidence', text: evidenceOf(check) },
      { what: 'since', text: `version ${check.since} of the catalogue` },
    ],
    sections: [
      { title: 'Why', text: check.why },
      { title: 'What it reads', text: check.evidence },
      { title: 'What to do', text: check.remedy },
      { title: 'What it notices', text: check.noticed },
    ],
    bars: barsOf(check.id),
    outcomes: outcomesOf(check),
  };
}

/** @see unsigned, which asks for the signature */
function evidenceOf({ kinds, severity }: Check): string {
  const named = kinds.map((kind) => `${kind}: ${KINDS[kind]}`).join('; ');
  if (!kinds.includes('E1')) return named;
  return `${named}. Unsigned (E2) it serves ${severity === 'critical' ? 'until production' : 'too'}`;
}

/** @see ruleOnWaiver, which holds the rules that this words */
function waiverOf(severity: Severity): string {
  const days = `a waiver runs ${LONGEST_DAYS[severity]} days at most`;
  return severity === 'critical' ? `${days}, and in production there is none` : days;
}

function barsOf(id: string): PageBar[] {
  const own = (BARS as Record<string, Record<string, Bar> | undefined>)[id] ?? {};
  return Object.entries(own).map(([name, bar]) => ({ name, value: amount(bar), stricter: bar.tighter }));
}

type Bar = { default: number; tighter: 'higher' | 'lower'; unit: string };

function amount({ default: value, unit }: Bar): string {
  if (unit === 'share') return `${Number((value * 100).toFixed(1))} %`;
  return `${value.toLocaleString('en-US')} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}

function outcomesOf(check: Check): CheckPage['outcomes'] {
  const { title, failureTitle, notApplicableWhen } = check;
  return [
    { outcome: 'pass', text: `${title}. The value that was read is printed.` },
    { outcome: 'fail', text: `${failureTitle}: the evidence was read, and misses the bar.` },
    {
      outcome: 'not proven',
      text: 'The evidence is missing, cannot be read, is too old, looks made up, or is about something else.',
    },
    ...(notApplicableWhen === undefined
      ? []
      : [{ outcome: 'not applicable', text: `When ${notApplicableWhen}.` }]),
    { outcome: 'waived until', text: 'Missed, and a waiver on the base branch says so until a day.' },
  ];
}

/** @returns the page in Markdown: `docs/checks/AREA/NAME.md`, and the help of a rule where code is scanned. */
export function checkMarkdown(check: Check): string {
  const { id, question, facts, sections, bars, outcomes } = pageOf(check);
  const parts = [
    `# ${id}`,
    `**${question}**`,
    facts.map(({ what, text }) => `- **${what}**: ${text}`).join('\n'),
    ...sections.map(({ title, text }) => `## ${title}\n\n${text}`),
    ...(bars.length === 0 ? [] : [barSection(id, bars)]),
    `## How it can end\n\n${outcomes.map(({ outcome, text }) => `- **${outcome}**: ${text}`).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function barSection(id: string, bars: readonly PageBar[]): string {
  const rows = bars.map(({ name, value, stricter }) => [code(name), value, stricter]);
  return `## Its bars\n\n${table(['bar', 'default', 'stricter'], rows)}\n\n${whereBarsAre(id)}`;
}

/** @returns where a repository sets the bars of a check */
export const whereBarsAre = (id: string): string =>
  `A repository sets its own under \`bars: ${id}:\` in \`policy/thresholds.yaml\`; the gate reads them from the base branch.`;
