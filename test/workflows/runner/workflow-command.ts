/** A command that a process writes into its log, such as `::error file=a.ts,line=3::no`. Names are in lower case. */
export type WorkflowCommand = { name: string; properties: Record<string, string>; data: string };

const dataEscapes: [string, string][] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const propertyEscapes: [string, string][] = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const bracketEscapes: [string, string][] = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];

/**
 * Reads both forms that GitHub's runner obeys: `::name k=v,k=v::data` at the start of a line, and the older
 * `##[name k=v;k=v]data` anywhere in it. The second is why untrusted text in a log needs care.
 *
 * @param known the commands; a line with any other name is plain text.
 */
export function parseWorkflowCommand(line: string, known: ReadonlySet<string>): WorkflowCommand | null {
  return parseColons(line, known) ?? parseBrackets(line, known);
}

function parseColons(line: string, known: ReadonlySet<string>): WorkflowCommand | null {
  const match = /^\s*::(.*?)::(.*)$/s.exec(line);
  if (!match) return null;
  const command = nameAndProperties(match[1] ?? '', ',', propertyEscapes, known);
  return command && { ...command, data: unescaped(match[2] ?? '', dataEscapes) };
}

function parseBrackets(line: string, known: ReadonlySet<string>): WorkflowCommand | null {
  const match = /##\[(.*?)\](.*)$/s.exec(line);
  if (!match) return null;
  const command = nameAndProperties(match[1] ?? '', ';', bracketEscapes, known);
  return command && { ...command, data: unescaped(match[2] ?? '', bracketEscapes) };
}

function nameAndProperties(
  head: string,
  separator: string,
  escapes: [string, string][],
  known: ReadonlySet<string>,
): { name: string; properties: Record<string, string> } | null {
  const space = head.indexOf(' ');
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase();
  if (!known.has(name)) return null;
  const properties: Record<string, string> = {};
  for (const part of space < 0
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const equals = part.indexOf('=');
    const value = part.slice(equals + 1);
    if (equals > 0 && value !== '')
      properties[part.slice(0, equals).trim().toLowerCase()] = unescaped(value, escapes);
  }
  return { name, properties };
}

function unescaped(text: string, escapes: [string, string][]): string {
  return escapes.reduce((plain, [escaped, character]) => plain.replaceAll(escaped, character), text);
}
