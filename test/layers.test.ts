import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** A room may import itself and the rooms named; `packages` are what else it may import, `*` is everything. */
type Room = { rooms: readonly string[]; packages: readonly string[] };

/** Who may import whom. Every arrow leads to a room of a lower rank, so there is no cycle. */
const ROOMS: Readonly<Record<string, Room>> = {
  'action/contract': { rooms: [], packages: ['zod'] },
  'action/statistics': { rooms: [], packages: [] },
  'action/text': { rooms: [], packages: ['node:util'] },
  'action/value': { rooms: ['action/statistics'], packages: [] },
  'action/readiness': {
    rooms: ['action/contract', 'action/statistics', 'action/text', 'action/value'],
    packages: [],
  },
  'action/checks': {
    rooms: ['action/readiness', 'action/contract', 'action/statistics', 'action/value'],
    packages: [],
  },
  'action/intake': { rooms: ['action/contract', 'action/text'], packages: ['csv-parse', 'postal-mime'] },
  'action/reporters': {
    rooms: ['action/readiness', 'action/contract', 'action/statistics', 'action/text', 'action/value'],
    packages: ['node:util'],
  },
  'action/reporters/html': {
    rooms: [
      'action/readiness',
      'action/contract',
      'action/statistics',
      'action/text',
      'action/value',
      'action/reporters',
    ],
    packages: ['@observablehq/plot', 'linkedom'],
  },
  'action/scan': {
    rooms: ['action/contract'],
    packages: [
      'zod',
      'node:crypto',
      '@secretlint/core',
      '@secretlint/profiler',
      '@secretlint/secretlint-rule-preset-recommend',
    ],
  },
  'action/audit': { rooms: ['action/contract'], packages: ['node:crypto'] },
  'action/evidence': { rooms: ['action/readiness', 'action/contract', 'action/text'], packages: ['*'] },
  'action/assess.ts': {
    rooms: ['action/checks', 'action/evidence', 'action/readiness', 'action/reporters', 'action/contract'],
    packages: ['node:path'],
  },
  'action/version.ts': { rooms: [], packages: [] },
  'action/github': {
    rooms: ['action/reporters', 'action/evidence', 'action/readiness', 'action/contract'],
    packages: [
      'zod',
      'node:fs/promises',
      'node:path',
      '@actions/github',
      '@sigstore/bundle',
      '@sigstore/core',
      '@sigstore/protobuf-specs',
      '@sigstore/tuf',
      '@sigstore/verify',
    ],
  },
  'action/commands': {
    rooms: [
      'action/assess.ts',
      'action/audit',
      'action/checks',
      'action/contract',
      'action/evidence',
      'action/intake',
      'action/readiness',
      'action/reporters',
      'action/reporters/html',
      'action/scan',
      'action/statistics',
      'action/text',
      'action/version.ts',
    ],
    packages: ['*'],
  },
  'action/main.ts': {
    rooms: [
      'action/assess.ts',
      'action/github',
      'action/evidence',
      'action/readiness',
      'action/reporters',
      'action/reporters/html',
      'action/contract',
      'action/version.ts',
    ],
    packages: ['*'],
  },
  generator: { rooms: ['action/contract', 'action/commands', 'action/text'], packages: ['*'] },
};

const names = Object.keys(ROOMS).sort((a, b) => b.length - a.length);
const roomOf = (file: string): string | undefined =>
  names.find((name) => file === name || file.startsWith(`${name}/`));

const sources = ['action', 'generator']
  .flatMap((top) => readdirSync(join(root, top), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((file) => !file.startsWith('action/dist'));

/** Static, dynamic, re-exported and type-only imports alike: a type from above is a dependency on above. */
const IMPORT = /(?:\bfrom\s+|\bimport\s+|\bimport\s*\(\s*)['"]([^'"\s,]+)['"]/g;

type Import = { from: string; to: string };

const imports: Import[] = sources.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map((match) => ({
    from: file,
    to: match[1] as string,
  })),
);

function breach({ from, to }: Import): string | null {
  const room = ROOMS[roomOf(from) ?? ''];
  if (room === undefined) return `${from} is in no room`;
  if (!to.startsWith('.')) {
    const allowed = room.packages.some((name) => name === '*' || to === name || to.startsWith(`${name}/`));
    return allowed ? null : `${from} imports ${to}`;
  }
  const target = normalize(join(dirname(from), to));
  const other = roomOf(target);
  if (other === undefined) return `${from} imports ${target}, which is in no room`;
  const allowed = other === roomOf(from) || room.rooms.includes(other);
  return allowed ? null : `${from} imports ${target}`;
}

describe('imports', () => {
  it('are seen at all', () => {
    expect(imports.length).toBeGreaterThan(200);
  });

  it('go only to rooms below, and pure rooms touch nothing', () => {
    expect(imports.map(breach).filter((one) => one !== null)).toEqual([]);
  });

  it.each([
    ['a check that reads the disk', { from: 'action/checks/eval/x.ts', to: 'node:fs' }],
    [
      'a check that imports another check’s room from above',
      { from: 'action/checks/eval/x.ts', to: '../../evidence/tree.ts' },
    ],
    ['the core that reaches up', { from: 'action/readiness/x.ts', to: '../checks/index.ts' }],
    ['the action that imports the generator', { from: 'action/main.ts', to: '../generator/create.ts' }],
    ['the contract that imports anything but zod', { from: 'action/contract/x.ts', to: 'yaml' }],
  ])('of %s are caught', (_, one) => {
    expect(breach(one)).not.toBeNull();
  });

  it('of one check by another do not occur', () => {
    const between = imports.filter(
      ({ from, to }) =>
        from.startsWith('action/checks/') &&
        from !== 'action/checks/index.ts' &&
        !/\/(?:readiness|contract|statistics|value)\//.test(to),
    );
    expect(between).toEqual([]);
  });

  it('hold no default export but the one that plop asks for', () => {
    const withDefault = sources.filter((file) =>
      /^export default\b/m.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(withDefault).toEqual(sources.includes('generator/plop-pack.ts') ? ['generator/plop-pack.ts'] : []);
  });

  it('make no cycle between rooms', () => {
    const done = new Set<string>();
    const visit = (name: string, above: readonly string[]): void => {
      expect(above, `${name} imports itself by way of others`).not.toContain(name);
      if (done.has(name)) return;
      for (const below of ROOMS[name]?.rooms ?? []) visit(below, [...above, name]);
      done.add(name);
    };
    for (const name of names) visit(name, []);
  });
});
