import type { PackageLines } from './part-file.ts';

export const GROUPS = ['dependencies', 'devDependencies', 'scripts'] as const;

/** One line that `package.json` should have. */
export type Line = { group: (typeof GROUPS)[number]; name: string; value: string };

/** A line, and what stands in its place: nothing, the same, or something else. */
export type Compared = { line: Line } & ({ status: 'new' | 'there' } | { status: 'other'; found: string });

export type PackageJson = { [G in Line['group']]?: Record<string, string> } & Record<string, unknown>;

/**
 * The lines that some owners want, each once.
 *
 * @throws Error when two of them want different things under one name
 */
export function linesOf(owners: readonly (PackageLines & { name: string })[]): Line[] {
  const lines = new Map<string, Owned>();
  for (const line of owners.flatMap(ownedLines)) {
    const key = line.group === 'scripts' ? `script ${line.name}` : line.name;
    const known = lines.get(key);
    if (known !== undefined && known.value !== line.value)
      throw new Error(`${key}: ${known.owner} wants ${known.value}, and ${line.owner} wants ${line.value}.`);
    // What is needed to run is needed to run, also where another part only tests with it.
    if (known?.group !== 'dependencies') lines.set(key, line);
  }
  return [...lines.values()].map(({ owner: _, ...line }) => line);
}

type Owned = Line & { owner: string };

const ownedLines = (owner: PackageLines & { name: string }): Owned[] =>
  GROUPS.flatMap((group) =>
    Object.entries(owner[group]).map(([name, value]) => ({ group, name, value, owner: owner.name })),
  );

/** @returns what `package.json` says for each line. What runs the workflow is there for its tests too. */
export function compared(manifest: PackageJson, lines: readonly Line[]): Compared[] {
  return lines.map((line) => {
    const { group, name, value } = line;
    const places = group === 'scripts' ? ([group] as const) : (['dependencies', 'devDependencies'] as const);
    const place = places.find((one) => Object.hasOwn(manifest[one] ?? {}, name));
    const found = place === undefined ? undefined : manifest[place]?.[name];
    if (found === undefined) return { line, status: 'new' };
    if (found !== value) return { line, status: 'other', found };
    return { line, status: place === 'devDependencies' && group === 'dependencies' ? 'new' : 'there' };
  });
}

/** @returns the text of `package.json` with these lines; its indent and line ends stay. What only tests used may move. */
export function withLines(text: string, lines: readonly Line[]): string {
  if (lines.length === 0) return text;
  const manifest: PackageJson = JSON.parse(text);
  for (const { group, name, value } of lines) {
    manifest[group] = { ...manifest[group], [name]: value };
    if (group === 'dependencies') delete manifest.devDependencies?.[name];
  }
  // npm sorts these itself; the order of scripts is for people.
  for (const group of ['dependencies', 'devDependencies'] as const)
    if (lines.some((line) => line.group === group)) manifest[group] = sorted(manifest[group] ?? {});
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const written = `${JSON.stringify(manifest, null, indent)}\n`;
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}

const sorted = (group: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(group).sort(([one], [other]) => one.localeCompare(other, 'en')));

/**
 * `package.json` of a repository that is made anew.
 *
 * @throws Error when the template says something else than a line
 */
export function mergedPackage(text: string, lines: readonly Line[]): string {
  const all = compared(JSON.parse(text), lines);
  for (const one of all) {
    if (one.status !== 'other') continue;
    const { group, name, value } = one.line;
    throw new Error(`package.json: ${group}.${name} is ${one.found}, and a part or the kind wants ${value}.`);
  }
  return withLines(
    text,
    all.flatMap(({ line, status }) => (status === 'new' ? [line] : [])),
  );
}
