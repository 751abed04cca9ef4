import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filledIn } from '../../create.ts';
import type { Part } from '../../parts/catalogue.ts';
import { withNeeds } from '../../parts/choose.ts';
import { type Closure, importClosure } from '../../parts/import-closure.ts';
import type { PackageLines } from '../../parts/part-file.ts';
import { PARTS_FILE } from '../../parts/parts-list.ts';
import { kindLines } from '../../parts/templates.ts';
import type { PlannedFile } from '../../planned-file.ts';
import { type TemplateFile, templateFiles } from '../../template-files.ts';
import { dataOf } from './data-of.ts';
import type { Adding } from './plan.ts';

/** What comes along with a part so that it compiles alone: files of the base and the kind, and their packages. */
export type Along = { files: PlannedFile[]; lines: PackageLines; notes: string[] };

const COMPOSE = 'src/compose.ts';
const TSCONFIG = 'tsconfig.json';

/** Only what is not there is brought, and what is there is not looked through: it is the business of whoever wrote it. */
export function bringAlong(adding: Adding, coming: readonly Part[]): Along {
  const data = dataOf(adding);
  const templates = join(adding.source.root, 'templates');
  const template = templateFiles(templates, data.kind);
  const { files, packages } = closureOf(adding, coming, template);
  const manifest = template.find(({ path }) => path === 'package.json');
  const known = manifest === undefined ? {} : JSON.parse(filledIn(manifest, data).content.toString());
  return {
    files: files.map((file) => filledIn(file, data)),
    lines: linesFor(neededPackages(packages, coming), [known, kindLines(templates, data.kind)]),
    notes: notesOn(adding, coming, files),
  };
}

function closureOf(adding: Adding, coming: readonly Part[], template: readonly TemplateFile[]): Closure {
  const { part, parts, target } = adding;
  const isThere = ({ path }: TemplateFile) => existsSync(join(target.folder, path));
  const isWanted = ({ path }: TemplateFile) =>
    (path === PARTS_FILE && isAroundModel(coming)) || (path === TSCONFIG && hasCode(coming));
  const wanted = template.filter(isWanted);
  const own = coming.flatMap(({ files }) => files);
  const needed = withNeeds([part.name], parts).flatMap(({ files }) => files);
  const { files, packages } = importClosure([...own, ...wanted], [...template, ...needed], isThere);
  // The list gets its lines elsewhere.
  const settings = wanted.filter((file) => file.path === TSCONFIG && !isThere(file));
  return { files: [...files, ...settings], packages };
}

const isAroundModel = (coming: readonly Part[]): boolean => coming.some(({ runtime }) => runtime);
const hasCode = (coming: readonly Part[]): boolean =>
  coming.some(({ files }) => files.some(({ path }) => path.endsWith('.ts')));

/** What the code imports, and what its scripts start. */
function neededPackages(imported: ReadonlySet<string>, coming: readonly Part[]): string[] {
  const started = coming.flatMap(({ scripts }) =>
    Object.values(scripts).map((script) => script.split(' ')[0] ?? ''),
  );
  const types = imported.has('node:') ? ['@types/node'] : [];
  return [...imported, ...started, ...types, ...(hasCode(coming) ? ['typescript'] : [])];
}

function linesFor(names: readonly string[], known: readonly Partial<PackageLines>[]): PackageLines {
  const of = (group: 'dependencies' | 'devDependencies') =>
    Object.fromEntries(
      known.flatMap((one) => Object.entries(one[group] ?? {})).filter(([name]) => names.includes(name)),
    );
  return { dependencies: of('dependencies'), devDependencies: of('devDependencies'), scripts: {} };
}

function notesOn({ target }: Adding, coming: readonly Part[], files: readonly TemplateFile[]): string[] {
  const isThere = (path: string) =>
    existsSync(join(target.folder, path)) || files.some((file) => file.path === path);
  const examples = target.poc === undefined ? files.filter(({ rendered }) => rendered) : [];
  const tsconfig = join(target.folder, TSCONFIG);
  const settings = existsSync(tsconfig) ? readFileSync(tsconfig, 'utf8') : '';
  const refusesTs =
    settings !== '' && !/allowImportingTsExtensions|rewriteRelativeImportExtensions/.test(settings);
  const notes: [boolean, string][] = [
    [isAroundModel(coming) && !isThere(COMPOSE), NOT_COMPOSED],
    [hasCode(coming) && refusesTs, NO_TS_IMPORTS],
    [hasCode(coming) && target.manifest.json.type !== 'module', NO_MODULE],
  ];
  return [
    ...examples.map(({ path }) => `${path} holds an example, since no poc.yaml says it: write your own.`),
    ...notes.filter(([holds]) => holds).map(([, note]) => note),
  ];
}

const NOT_COMPOSED = `There is no ${COMPOSE} here, so nothing calls ${PARTS_FILE} yet: src/part.ts says what to call when.`;
const NO_TS_IMPORTS = `${TSCONFIG} has to allow imports that end in .ts: set allowImportingTsExtensions and noEmit.`;
const NO_MODULE = 'package.json does not say "type": "module"; the part is written in ES modules.';
