import type { Part } from '../../parts/catalogue.ts';
import { isThere } from './coming-parts.ts';
import type { AddPlan } from './plan.ts';
import type { AddTarget } from './target.ts';

/** Names the shape of what `--json` prints. */
const SCHEMA = 'poc-add/v1';

export type AddOutcome = 'added' | 'planned' | 'there' | 'refused';

/** @returns every part with its title, and whether it is there. */
export function listScreen(parts: readonly Part[], target: AddTarget, json: boolean): string {
  const rows = parts.map((part) => ({ part, there: isThere(target, part) }));
  if (json) {
    const listed = rows.map(({ part: { name, title, summary, needs, proves }, there }) => {
      return { name, title, summary, needs, proves, there };
    });
    return JSON.stringify({ schema: SCHEMA, outcome: 'listed', parts: listed }, null, 2);
  }
  if (rows.length === 0) return 'This version of create-poc has no parts.';
  const width = Math.max(...parts.map(({ name }) => name.length));
  return [
    ...rows.map(({ part, there }) => `${there ? '✅' : '➖'} ${part.name.padEnd(width)}  ${part.title}`),
    '',
    '✅ is there. Add another with `poc add PART`; `--dry-run` shows first what it would write.',
  ].join('\n');
}

/** @param install what the package manager is told to fetch what was added to `package.json` */
export function planScreen(plan: AddPlan, outcome: AddOutcome, install: string): string {
  const { part, along, added, brought, changed, same, clashes, lines, listed, notes } = plan;
  const ofBase = (file: ListedFile) => brought.includes(file.path);
  const newLines = lines.filter(({ status }) => status === 'new').map(({ line }) => line);
  const blocks = [
    [HEADS[outcome](part), ...along.map((one) => `It needs ${one.name}, which comes along: ${one.title}`)],
    clashes.length === 0 ? [] : ['In the way:', ...clashes.map(indented)],
    section('New files:', sizes(added.filter((file) => !ofBase(file)))),
    section('New files of the base, which these need:', sizes(added.filter(ofBase))),
    section('There already:', outcome === 'there' ? [] : same),
    section(
      'New in package.json:',
      newLines.map(({ group, name, value }) => `${group}: ${name} ${value}`),
    ),
    section('New in src/parts.ts:', listed),
    section('Changed:', outcome === 'there' ? [] : changed.map(({ path }) => path)),
    section('Note:', notes),
    outcome === 'added' ? section('Next:', nextSteps(plan, install)) : [],
    outcome === 'added' || outcome === 'there' ? [] : ['Nothing was written.'],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

type ListedFile = AddPlan['added'][number];

const sizes = (files: readonly ListedFile[]): string[] =>
  files.map(({ path, content }) => `${path} (${content.length} bytes)`).sort();

const HEADS: Record<AddOutcome, (part: Part) => string> = {
  added: ({ name, title }) => `Added ${name}: ${title}`,
  planned: ({ name, title }) => `Would add ${name}: ${title}`,
  there: ({ name }) => `${name} is there already; there is nothing to do.`,
  refused: ({ name }) => `poc add: ${name} cannot be added, because of what is there.`,
};

const indented = (line: string): string => `  ${line}`;
const section = (head: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [head, ...lines.map(indented)];

function nextSteps({ part, along, changed }: AddPlan, install: string): string[] {
  const fetches = changed.some(({ path }) => path === 'package.json') ? [install] : [];
  return [...fetches, ...along.flatMap(({ next }) => next), ...part.next];
}

/** @returns the plan as data, as `--json` prints it. */
export function asData(plan: AddPlan, outcome: AddOutcome, install: string): string {
  const { part, along, added, changed, same, clashes, lines, listed, notes } = plan;
  const said = {
    schema: SCHEMA,
    outcome,
    part: part.name,
    along: along.map(({ name }) => name),
    files: [
      ...added.map(({ path, content }) => ({ path, bytes: content.length, status: 'new' })),
      ...changed.map(({ path, text }) => ({ path, bytes: Buffer.byteLength(text), status: 'changed' })),
      ...same.map((path) => ({ path, status: 'there' })),
    ],
    package_lines: lines.map(({ line, status }) => ({ ...line, status })),
    listed,
    clashes,
    notes,
    next: nextSteps(plan, install),
  };
  return JSON.stringify(said, null, 2);
}
