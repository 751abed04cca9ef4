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

/** Names what was seen and what was tried, so that a person sees how far off the file is. */
function unknown(head: Head, answers: readonly Answer[]): Fault {
  const nearest = answers.find(({ recognition }) => recognition.answer === 'lacks');
  const near =
    nearest?.recognition.answer === 'lacks'
      ? `; nearest is ${nearest.format.name}, but for ${nearest.recognition.field}`
      : '';
  const names = [...new Set(answers.map(({ format }) => format.name))];
  return {
    found: `${describeHead(head)}${near}`,
    expected: names.length === 0 ? 'eval results' : `one of ${names.join(', ')}`,
    remedy:
      'Declare in `poc.yaml` under `evidence.mapping` where it keeps `id` and `pass` (or `score` and `threshold`).',
  };
}

const MOST_KEYS = 12;

function describeHead(head: Head): string {
  switch (head.kind) {
    case 'json':
      return `JSON with ${keysOf(Array.isArray(head.outline) ? head.outline[0] : head.outline)}${Array.isArray(head.outline) ? ' in each entry' : ''}`;
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

const keysOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `the keys ${shown(Object.keys(value))}`
    : `${Array.isArray(value) ? 'a list' : typeof value} where an object is looked for`;

function shown(names: readonly string[]): string {
  const first = names.slice(0, MOST_KEYS).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
  return `${first.join(', ')}${names.length > MOST_KEYS ? `, and ${names.length - MOST_KEYS} more` : ''}`;
}
