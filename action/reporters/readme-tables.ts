import type { Check } from '../readiness/check.ts';
import { inline, table } from './markdown.ts';

/** The README's table of checks, by area, from the checks themselves. Each name leads to its page. */
export function checkTable(checks: readonly Check[]): string {
  const rows = checks.flatMap((check, index) => {
    const area = areaOf(check);
    const first = index === 0 || areaOf(checks[index - 1] as Check) !== area;
    return [...(first ? [[`**${area}**`, '', '']] : []), checkRow(check, area)];
  });
  return table(['check', 'question', 'blocks from; severity, evidence'], rows);
}

const areaOf = ({ id }: Check): string => id.split('/')[0] as string;

/** On a phone there is no room for more than three columns. */
const checkRow = (check: Check, area: string): string[] => [
  `[${check.id.slice(area.length + 1)}](${checkPageFile(check)})`,
  inline(check.question),
  `${blocks(check)}<br>${check.severity}, ${check.kinds.join(' ')}`,
];

/** @returns where the page of a check stands, from the root of this repository */
export const checkPageFile = ({ id }: Pick<Check, 'id'>): string => `docs/checks/${id}.md`;

function blocks({ blocksFrom, grace }: Check): string {
  const days = grace?.[blocksFrom];
  return days === undefined ? blocksFrom : `${blocksFrom}, after ${days} days`;
}

/** The README's table of inputs, from `action.yml`. */
export function inputTable(
  inputs: Readonly<Record<string, { description: string; default?: string }>>,
): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    inline(input.description),
    value(input.default),
  ]);
  return table(['input', 'what it does', 'default'], rows);
}

const value = (text: string | undefined): string => (text === undefined || text === '' ? '' : `\`${text}\``);

/** The README's table of outputs, from `action.yml`. */
export function outputTable(outputs: Readonly<Record<string, { description: string }>>): string {
  return table(
    ['output', 'what it holds'],
    Object.entries(outputs).map(([name, output]) => [`\`${name}\``, inline(output.description)]),
  );
}

/** What tells the forms of one tool's results apart, and not one tool from another. */
const FORM =
  / (?:\(.+\)|JSON lines|JSONL|JSON log|JSON|CSV|JUnit XML|\.eval log|summary|samples|results|log|as one document)$/;

/** The README's list of what is read, from the names of the formats: each tool once, in the order of asking. */
export function formatList(names: readonly string[]): string {
  const tools = [...new Set(names.map((name) => name.replace(FORM, '').replace(FORM, '')))];
  return `Read are the results of ${tools.filter((tool) => tool !== 'plain' && tool !== 'POC eval rows').join(', ')}, and plain JSON, JSON lines and CSV.`;
}
