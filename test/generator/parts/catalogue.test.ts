import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../action/checks/index.ts';
import { WORKFLOW_KINDS } from '../../../action/contract/workflow.ts';
import { exportOf, readParts } from '../../../generator/parts/catalogue.ts';
import { chosenParts, unknownPart, withNeeds } from '../../../generator/parts/choose.ts';
import { importClosure } from '../../../generator/parts/import-closure.ts';
import { readTemplates } from '../../../generator/parts/templates.ts';
import { templateFiles } from '../../../generator/template-files.ts';
import { REPOSITORY } from '../fake-package.ts';
import { described, partsPackage, templatesOf } from './parts-package.ts';

const parts = (change: Record<string, string | undefined> = {}) =>
  readParts(templatesOf(partsPackage(change)));
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);
const json = (change: Record<string, unknown>) => JSON.stringify(described(change));

describe('the parts', () => {
  it('are the folders, outermost first, and by name where two stand alike', () => {
    expect(names(parts())).toEqual(['off-switch', 'notes', 'audit']);
    expect(names(parts({ 'parts/audit/part.json': json({ order: 20 }) }))).toEqual([
      'off-switch',
      'audit',
      'notes',
    ]);
  });

  it('have the files that lie beside part.json, and not that', () => {
    expect(
      parts()[0]
        ?.files.map(({ path }) => path)
        .sort(),
    ).toEqual(['docs/runbook.md', 'src/off-switch/cli.ts', 'src/off-switch/part.ts']);
  });

  it.each([
    ['off-switch', 'offSwitchPart'],
    ['audit', 'auditPart'],
    ['a-b-c', 'aBCPart'],
  ])('%s exports %s', (name, exported) => {
    expect(exportOf(name)).toBe(exported);
  });

  it.each([
    [
      'no part.json',
      { 'parts/x/a.md': '' },
      'parts/x/part.json: found no file that can be read; expected a JSON object.',
    ],
    [
      'no JSON',
      { 'parts/notes/part.json': '{' },
      'parts/notes/part.json: found text that is not JSON; expected a JSON object. Mend parts/notes/part.json.',
    ],
    [
      'a key that nothing reads',
      { 'parts/notes/part.json': json({ needed: [] }) },
      'parts/notes/part.json: found something else; expected Unrecognized key: "needed"',
    ],
    [
      'no title',
      { 'parts/notes/part.json': json({ title: ' ' }) },
      'parts/notes/part.json: title: found something else; expected text.',
    ],
    [
      'a version that is not exact',
      { 'parts/notes/part.json': json({ dependencies: { a: '^1.2.3' } }) },
      'parts/notes/part.json: dependencies.a: found something else; expected an exact version, such as 3.2.1.',
    ],
    ['half an order', { 'parts/notes/part.json': json({ order: 1.5 }) }, 'parts/notes/part.json: order: '],
    [
      'an id that is none',
      { 'parts/notes/part.json': json({ proves: ['off-switch'] }) },
      'parts/notes/part.json: proves.0: ',
    ],
    [
      'a need that there is not',
      { 'parts/notes/part.json': json({ needs: ['audti'] }) },
      'parts/notes: it needs audti, and there is no such part.',
    ],
    [
      'a file to be filled in',
      { 'parts/notes/docs/a.md.hbs': '' },
      'parts/notes: docs/a.md.hbs would be filled in;',
    ],
    ['nothing but part.json', { 'parts/notes/docs/notes.md': undefined }, 'holds no template files'],
    [
      'no function around the model',
      { 'parts/audit/src/audit/part.ts': 'const auditPart = 1;' },
      'parts/audit: src/audit/part.ts has to export auditPart, since part.json says runtime.',
    ],
    [
      'a function of a longer name',
      { 'parts/audit/src/audit/part.ts': 'export const auditParts = 1;' },
      'has to export auditPart,',
    ],
  ])('with %s are refused', (_, change, says) => {
    expect(() => parts(change)).toThrow(says);
  });

  it('tell everything that is wrong with one at once', () => {
    const wrong = { 'parts/notes/part.json': json({ title: '', summary: '' }) };
    expect(() => parts(wrong)).toThrow(/title: (.|\n)*summary: /);
  });

  it('may be none', () => {
    expect(readParts(join(REPOSITORY, 'test/generator/fixtures/templates'))).toEqual([]);
  });
});

describe('a choice of parts', () => {
  it.each([
    [['audit'], ['off-switch', 'audit']],
    [['off-switch'], ['off-switch']],
    [
      ['notes', 'audit', 'audit'],
      ['off-switch', 'notes', 'audit'],
    ],
    [[], []],
  ])('of %j has with their needs %j', (chosen, all) => {
    expect(names(withNeeds(chosen, parts()))).toEqual(all);
    expect(names(chosenParts(parts(), chosen))).toEqual(all);
  });

  it('of all is every part, and by default those that do not ask to be chosen', () => {
    expect(names(chosenParts(parts(), 'all'))).toEqual(['off-switch', 'notes', 'audit']);
    expect(names(chosenParts(parts(), 'default'))).toEqual(['off-switch', 'audit']);
  });

  it('has by default also what such a part needs', () => {
    const needed = parts({ 'parts/audit/part.json': json({ needs: ['notes'] }) });
    expect(names(chosenParts(needed, 'default'))).toEqual(['off-switch', 'audit', 'notes']);
  });

  it('ends also where two parts need each other', () => {
    const ring = parts({
      'parts/notes/part.json': json({ needs: ['ring'] }),
      'parts/ring/part.json': json({ needs: ['notes'] }),
      'parts/ring/ring.md': '',
    });
    expect(names(withNeeds(['ring'], ring))).toEqual(['notes', 'ring']);
  });

  it.each([
    [['audti'], 'Write audit if that was meant.'],
    [['audit', 'weather'], 'Write one of these.'],
  ])('of %j is refused: %s', (chosen, remedy) => {
    expect(unknownPart(chosen, parts())).toMatchObject({
      expected: 'one of off-switch, notes, audit',
      remedy,
    });
    expect(() => chosenParts(parts(), chosen)).toThrow(remedy);
  });
});

describe('templates that do not go together', () => {
  const read = (change: Record<string, string>) =>
    readTemplates(templatesOf(partsPackage(change)), 'classify', 'all');

  it.each([
    [
      'a part and the base write',
      { 'parts/notes/src/state.ts': '' },
      'parts/notes: src/state.ts is written by the base or the kind already.',
    ],
    [
      'a part and the kind write',
      { 'parts/notes/src/labels.ts': '' },
      'parts/notes: src/labels.ts is written by the base',
    ],
    [
      'two parts write',
      { 'parts/notes/docs/runbook.md': '' },
      'parts/notes: docs/runbook.md is written by parts/off-switch already.',
    ],
  ])('are refused where %s one file', (_, change, says) => {
    expect(() => read(change)).toThrow(says);
  });

  it('are refused where two parts want one package in two versions', () => {
    const other = { 'parts/notes/part.json': json({ devDependencies: { cockatiel: '3.2.0' } }) };
    expect(() => read(other)).toThrow('cockatiel: off-switch wants 3.2.1, and notes wants 3.2.0.');
  });

  it('are refused where kind.json has a key that nothing reads', () => {
    expect(() => read({ 'kinds/classify/kind.json': '{ "title": "x" }' })).toThrow(
      'kinds/classify/kind.json: found',
    );
  });
});

/** Our own templates, as far as they are there. */
const OWN = join(REPOSITORY, 'templates');
const kinds = WORKFLOW_KINDS.filter((kind) => existsSync(join(OWN, 'kinds', kind)));

describe.each(kinds)('our own parts, for a workflow of the kind %s', (kind) => {
  it('go together, and every import of theirs leads somewhere', () => {
    const { parts } = readTemplates(OWN, kind, 'all');
    expect(names(parts).sort()).toEqual(
      existsSync(join(OWN, 'parts')) ? readdirSync(join(OWN, 'parts')).sort() : [],
    );
    for (const part of parts) {
      const own = withNeeds([part.name], parts).flatMap(({ files }) => files);
      expect(() => importClosure(own, templateFiles(OWN, kind)), part.name).not.toThrow();
    }
  });

  it('say that they prove only what is a check', () => {
    const ids: string[] = CHECKS.map(({ id }) => id);
    for (const { name, proves } of readTemplates(OWN, kind, 'all').parts)
      expect(
        proves.filter((id) => !ids.includes(id)),
        name,
      ).toEqual([]);
  });
});
