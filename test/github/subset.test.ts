import { expect, test } from 'vitest';
import { complete, UNSTATED } from './description/completion.ts';
import { matchPath, operationsOf, readSubset, type Schema } from './description/subset.ts';
import { makeValidation } from './description/validation.ts';
import { plainSchema, references } from './openapi/plain.mjs';
import { payloadOf } from './webhook-examples.ts';

const subset = readSubset();

test('the subset names the package and version that it was cut from', () => {
  expect(subset).toMatchObject({
    info: { license: { name: 'MIT' }, 'x-source': { package: '@octokit/openapi', version: '23.0.2' } },
  });
});

/** Keys that are keywords: those of a map of names, such as `properties`, are names. */
function keywords(value: unknown, named = false): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => keywords(entry));
  return Object.entries(value).flatMap(([key, inside]) => {
    const isMap = !named && ['properties', 'schemas', 'paths', 'responses', 'content'].includes(key);
    return [...(named ? [] : [key]), ...keywords(inside, isMap)];
  });
}

test('the subset has no prose, and no nullable', () => {
  const prose = [
    'description',
    'summary',
    'example',
    'examples',
    'externalDocs',
    'tags',
    'nullable',
    'deprecated',
  ];
  expect(keywords(subset).filter((key) => prose.includes(key))).toEqual([]);
  expect(keywords(subset).filter((key) => key.startsWith('x-'))).toEqual(['x-source']);
});

test('the subset has every schema that it names, and none that it does not', () => {
  const kept = Object.keys(subset.components.schemas).map((name) => `#/components/schemas/${name}`);
  const always = ['#/components/schemas/basic-error', '#/components/schemas/validation-error'];
  expect([...new Set([...references(subset), ...always])].sort()).toEqual(kept.sort());
});

test.each([
  ['a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [
    'a choice',
    { type: 'string', enum: ['a'], nullable: true },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [
    'a choice with null',
    { type: 'string', enum: [null], nullable: true },
    { type: ['string', 'null'], enum: [null] },
  ],
  ['a reference', { $ref: '#/a', nullable: true }, { anyOf: [{ $ref: '#/a' }, { type: 'null' }] }],
  [
    'branches',
    { oneOf: [{ $ref: '#/a' }], nullable: true },
    { anyOf: [{ oneOf: [{ $ref: '#/a' }] }, { type: 'null' }] },
  ],
  ['anything', { nullable: true, description: 'words' }, {}],
  ['a type, not nullable', { type: 'string', nullable: false }, { type: 'string' }],
  [
    'properties called like keywords',
    { properties: { description: { type: 'string', example: 'x' } } },
    { properties: { description: { type: 'string' } } },
  ],
  [
    'a map of anything',
    { type: 'object', additionalProperties: true },
    { type: 'object', additionalProperties: true },
  ],
  [
    'items',
    { type: 'array', items: { nullable: true, type: 'integer', title: 'T' } },
    { type: 'array', items: { type: ['integer', 'null'] } },
  ],
])('the cut makes plain JSON Schema of %s', (_, schema, plain) => {
  expect(plainSchema(schema)).toEqual(plain);
});

test('the cut refuses a keyword that it does not know', () => {
  expect(() => plainSchema({ type: 'string', contentEncoding: 'base64' })).toThrow(/found "contentEncoding"/);
});

test.each([
  ['/repos/{owner}/{repo}', '/repos/a/b', { owner: 'a', repo: 'b' }],
  ['/repos/{owner}/{repo}', '/repos/a/b/', null],
  ['/repos/{owner}/{repo}', '/repos/a/', null],
  ['/repos/{owner}/{repo}', '/repos/a', null],
  ['/commits/{ref}', '/commits/heads%2Fmain', { ref: 'heads/main' }],
  ['/commits/{ref}', '/commits/%zz', { ref: '%zz' }],
])('%s against %s', (template, path, params) => {
  expect(matchPath(template, path)).toEqual(params);
});

const person: Schema = {
  type: 'object',
  properties: {
    login: { type: 'string' },
    id: { type: 'integer' },
    page: { type: 'string', format: 'uri' },
    boss: { type: ['object', 'null'] },
    note: { type: 'string' },
  },
  required: ['login', 'id', 'page', 'boss'],
};
test('an answer is completed with what is required, visibly, and nothing known is changed', () => {
  const full = complete([{ login: 'ada', id: 0 }, {}], { type: 'array', items: person }, subset);
  const page = 'https://unstated.invalid/';
  expect(full).toEqual([
    { login: 'ada', id: 0, page, boss: null },
    { login: UNSTATED, id: 0, page, boss: null },
  ]);
});

/** Objects of GitHub's own webhooks: the same kinds of object, so the cut schemas must take their fields. */
test.each([
  ['simple-user', payloadOf('push').sender],
  [
    'author-association',
    (payloadOf('pull_request.opened').pull_request as { author_association: string }).author_association,
  ],
])("GitHub's own example of %s fits", (name, value) => {
  const [operation] = operationsOf(subset);
  if (operation === undefined) throw new Error('the subset is empty');
  const responses = { 200: { $ref: `#/components/schemas/${name}` } };
  expect(makeValidation(subset).response({ ...operation, id: name, responses }, 200, value)).toEqual([]);
});
