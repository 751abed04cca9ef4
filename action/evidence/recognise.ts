import type { Mapping } from '../contract/mapping.ts';
import type { Fault, Format, Head, Recognition } from './formats/format.ts';
import { PLAIN, TOOLS } from './formats/index.ts';
import { mapped } from './mapping.ts';

/** The reader of a file, or why there is none; of a file that is known and holds nothing to read, both. */
export type Recognised = { format: Format } | { format: Format | null; fault: Fault };

/**
 * Finds whose file this is, by what stands in it: that of a tool, else what `poc.yaml` declares, else a plain one. The
 * first that knows it decides.
 */
export function recogniseFormat(head: Head, mapping: Mapping | undefined): Recognised {
  const tools = ask(TOOLS, head);
  const plain = ask(PLAIN, head);
  return (
    knownAmong(tools) ??
    mapped(head, mapping) ??
    knownAmong(plain) ?? { format: null, fault: unknown(head, [...tools, ...plain]) }
  );
}

type Answer = { format: Format; recognition: Recognition };

const ask = (formats: readonly Format[], head: Head): Answer[] =>
  formats
    .filter((format) => format.kind === head.kind)
    .map((format) => ({ format, recognition: format.recognise(head) }));

function knownAmong(answers: readonly Answer[]): Recognised | null {
  for (const { format, recognition } of answers) {
    if (recognition.answer === 'fits') return { format };
    if (recognition.answer !== 'refused') continue;
    const { found, expected, remedy } = recognition;
    return { format, fault: { found, expected, remedy } };
  }
  return null;
}

/** Names what was seen, what was tried, and what comes nearest, so that a person sees how far off the file is. */
function unknown(head: Head, answers: readonly Answer[]): Fault {
  const nothing = nothingIn(head);
  if (nothing !== null) return { found: nothing, ...ANY_RESULT };
  const nearest = answers.find(({ recognition }) => recognition.answer === 'lacks');
  const missing = nearest?.recognition.answer === 'lacks' ? nearest.recognition.field : null;
  const tried = [...new Set(answers.map(({ format }) => format.name))].join(', ');
  return { found: describeHead(head), ...wanted(tried, nearest?.format.name, missing) };
}

/** @returns what a file is that has no entry to be told by; `null` where it has one */
function nothingIn(head: Head): string | null {
  if (head.kind === 'csv' && head.first.length === 0) return `the columns ${shown(head.columns)} and no row`;
  if (head.kind !== 'json' || typeof head.outline !== 'object' || head.outline === null) return null;
  if (Array.isArray(head.outline)) return head.lengths.get('') === 0 ? 'an empty list' : null;
  return Object.keys(head.outline).length === 0 ? 'an empty object' : null;
}

const ANY_RESULT = {
  expected: 'the results of at least one case',
  remedy: 'Look at why the eval wrote none, and run it again.',
};

function wanted(
  tried: string,
  format: string | undefined,
  missing: string | null,
): Pick<Fault, 'expected' | 'remedy'> {
  if (missing?.startsWith(DECLARATION))
    return { expected: 'a declaration of which holds what', remedy: `In poc.yaml declare ${missing}.` };
  const known = `results as one of these has them: ${tried}`;
  return {
    expected: missing === null ? known : `${missing} as well, to be read as ${format}; tried were ${tried}`,
    remedy: DECLARE,
  };
}

/** How a reader begins that knows what has to be declared. */
const DECLARATION = '`evidence.mapping';

const DECLARE =
  'Name another file, or declare in poc.yaml under `evidence.mapping` where this one keeps `id` and `pass` (or `score` and `threshold`).';

const MOST_KEYS = 12;

function describeHead(head: Head): string {
  switch (head.kind) {
    case 'json':
      return `JSON with ${keysOf(Array.isArray(head.outline) ? head.outline[0] : head.outline)}${Array.isArray(head.outline) ? ' in its first entry' : ''}`;
    case 'json-lines':
      return `JSON lines with ${keysOf(head.first[0])}`;
    case 'csv':
      return `CSV with the columns ${shown(head.columns)}`;
    case 'xml':
      return `XML with the root ${head.root.name}`;
    case 'zip':
      return `a zip file with ${shown(head.entries)}`;
  }
}

function keysOf(value: unknown): string {
  // A list that is empty, or whose first entries are larger than what is looked at.
  if (value === undefined) return 'nothing to tell it by';
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `the keys ${shown(Object.keys(value))}`
    : `${Array.isArray(value) ? 'a list' : typeof value} where an object is looked for`;
}

function shown(names: readonly string[]): string {
  const first = names.slice(0, MOST_KEYS).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
  return `${first.join(', ')}${names.length > MOST_KEYS ? `, and ${names.length - MOST_KEYS} more` : ''}`;
}
