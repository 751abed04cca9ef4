/**
 * Cuts the operations that the tests need out of GitHub's OpenAPI description, without its prose.
 *
 *   node test/github/openapi/cut.mjs                  fetch the package with npm, write github-subset.json
 *   node test/github/openapi/cut.mjs --check          the same, but only compare
 *   node test/github/openapi/cut.mjs --from FILE      read an api.github.com.json that is already there
 *
 * The package is 385 MB unpacked and needed only here, so it is no dependency: one file of it is unpacked.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countExamples } from './examples.mjs';
import { plainSchema, references } from './plain.mjs';

const PACKAGE = '@octokit/openapi';
const VERSION = '23.0.2';
const MEMBER = 'generated/api.github.com.json';
const OUTPUT = new URL('github-subset.json', import.meta.url);
const OPERATIONS = [
  'actions/download-artifact',
  'actions/get-workflow-run',
  'actions/list-workflow-run-artifacts',
  'actions/list-workflow-runs-for-repo',
  'checks/create',
  'checks/list-annotations',
  'checks/list-for-ref',
  'checks/update',
  'git/get-blob',
  'git/get-tree',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/get-comment',
  'issues/list-comments',
  'issues/list-comments-for-repo',
  'issues/update-comment',
  'pulls/get',
  'pulls/list-files',
  'pulls/list-reviews',
  'repos/get',
  'repos/get-commit',
  'repos/list-attestations',
  'repos/list-pull-requests-associated-with-commit',
  'users/get-authenticated',
];
/** What the server answers where the description of an operation is silent, such as 401. */
const ALWAYS = ['#/components/schemas/basic-error', '#/components/schemas/validation-error'];

/** @returns the text of the description, out of the package as npm gives it (npm compares its checksum). */
function fetchDescription() {
  const folder = mkdtempSync(join(tmpdir(), 'octokit-openapi-'));
  try {
    const pack = ['pack', `${PACKAGE}@${VERSION}`, '--pack-destination', folder, '--json'];
    const [{ filename }] = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' }));
    execFileSync('tar', ['-xzf', filename, `package/${MEMBER}`], { cwd: folder });
    return readFileSync(join(folder, 'package', MEMBER), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Parameters, bodies and responses may be references to components; schemas stay references. */
function resolve(source, part) {
  if (!part.$ref) return part;
  return part.$ref
    .slice(2)
    .split('/')
    .reduce((inside, key) => inside[key], source);
}

function jsonContent(content) {
  const schema = content?.['application/json']?.schema;
  return schema ? { content: { 'application/json': { schema: plainSchema(schema) } } } : {};
}

function cutOperation(source, operation) {
  const cut = { operationId: operation.operationId };
  cut.parameters = (operation.parameters ?? []).map((entry) => {
    const { name, in: place, required, schema } = resolve(source, entry);
    return { name, in: place, required: required === true, schema: plainSchema(schema) };
  });
  if (operation.requestBody) {
    const { required, content } = resolve(source, operation.requestBody);
    cut.requestBody = { required: required === true, ...jsonContent(content) };
  }
  cut.responses = {};
  for (const [status, entry] of Object.entries(operation.responses)) {
    cut.responses[status] = jsonContent(resolve(source, entry).content);
  }
  return cut;
}

function cutPaths(source) {
  const paths = {};
  const wanted = new Set(OPERATIONS);
  for (const [path, methods] of Object.entries(source.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!wanted.delete(operation?.operationId)) continue;
      paths[path] = { ...paths[path], [method]: cutOperation(source, operation) };
    }
  }
  if (wanted.size === 0) return paths;
  throw new Error(
    `${MEMBER}: found no operation ${[...wanted].join(', ')}; expected every name in OPERATIONS. Correct the list in cut.mjs.`,
  );
}

/** The schemas that the paths name, those that these name, and so on. */
function cutSchemas(source, paths) {
  const schemas = {};
  const open = [...references(paths), ...ALWAYS];
  for (let reference = open.pop(); reference; reference = open.pop()) {
    const name = reference.slice('#/components/schemas/'.length);
    if (schemas[name]) continue;
    schemas[name] = plainSchema(source.components.schemas[name]);
    open.push(...references(schemas[name]));
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function cut(source) {
  const paths = cutPaths(source);
  const { title, license } = source.info;
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: VERSION,
      license,
      'x-source': { package: PACKAGE, version: VERSION, file: MEMBER },
    },
    paths,
    components: { schemas: cutSchemas(source, paths) },
  };
}

const { values: options } = parseArgs({ options: { from: { type: 'string' }, check: { type: 'boolean' } } });
const source = JSON.parse(options.from ? readFileSync(options.from, 'utf8') : fetchDescription());
if (source.info.version !== VERSION) {
  throw new Error(
    `info.version: found ${source.info.version}; expected ${VERSION}. Change VERSION in cut.mjs.`,
  );
}
const subset = cut(source);
const text = `${JSON.stringify(subset, null, 1)}\n`;
console.log(countExamples(source, subset));
if (!options.check) {
  writeFileSync(OUTPUT, text);
  console.log(
    `${OPERATIONS.length} operations, ${Object.keys(subset.components.schemas).length} schemas, ${text.length} bytes`,
  );
} else if (readFileSync(OUTPUT, 'utf8') !== text) {
  console.error(
    `github-subset.json: found another text; expected what cut.mjs writes. Run node test/github/openapi/cut.mjs.`,
  );
  process.exitCode = 1;
}
