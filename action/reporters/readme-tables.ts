import type { Check } from '../readiness/check.ts';
import { inline, table } from './markdown.ts';

/** The README's table of checks, from the checks themselves. */
export function checkTable(checks: readonly Check[]): string {
  const rows = checks.map((check) => [
    `\`${check.id}\``,
    inline(check.question),
    blocks(check),
    check.severity,
  ]);
  return table(['check', 'question', 'blocks from', 'severity'], rows);
}

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
