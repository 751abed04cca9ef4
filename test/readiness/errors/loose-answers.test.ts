import { describe, expect, it } from 'vitest';
import { shapeOfAnswer } from '../../../action/readiness/errors/answer-shape.ts';

const LABEL = { enum: ['attention', 'none'] };
const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
/** What is said of an answer with a label and a field `a`. */
const said = (a: unknown) => told(object({ label: LABEL, a }));
const told = (schema: object) =>
  shapeOfAnswer(schema as Record<string, unknown>).loose.map(({ where, what }) => `${where} ${what}`);
const FREE = 'is free text without an end (`enum`, `format`, an anchored `pattern` or `maxLength`)';
const OPEN = 'allows fields that it does not name (`additionalProperties: false`)';
const ANYTHING = 'can be anything, for want of a `type`';

describe('an answer is loose', () => {
  it.each<[string, object, string[]]>([
    [
      'with an empty schema',
      {},
      [
        'the answer need not be an object (`type: object`)',
        `the answer ${ANYTHING}`,
        'the answer limits no field to a list of values (`enum`)',
      ],
    ],
    ['as a bare label', LABEL, ['the answer need not be an object (`type: object`)']],
    [
      'when it may be nothing',
      { ...object({ label: LABEL }), type: ['object', 'null'] },
      ['the answer need not be an object (`type: object`)'],
    ],
    [
      'without a choice',
      object({ n: { type: 'number' } }),
      ['the answer limits no field to a list of values (`enum`)'],
    ],
    [
      'with a choice of one',
      object({ kind: { const: 'x' } }),
      ['the answer limits no field to a list of values (`enum`)'],
    ],
    ['with further fields', object({ label: LABEL }, { additionalProperties: true }), [`the answer ${OPEN}`]],
    [
      'with further fields by default',
      object({ label: LABEL }, { additionalProperties: undefined }),
      [`the answer ${OPEN}`],
    ],
    [
      'with fields by a pattern',
      object({ label: LABEL }, { patternProperties: { '.*': {} } }),
      [`the answer ${OPEN}`],
    ],
    [
      'when all is optional',
      object({ label: LABEL, n: { type: 'number' } }, { required: [] }),
      ['the answer requires none of its 2 fields (`required`)'],
    ],
    [
      'when it requires only a field that it does not have',
      object({ label: LABEL }, { required: ['else'] }),
      ['the answer requires none of its 1 fields (`required`)'],
    ],
    [
      'when one of its branches is open',
      {
        oneOf: [
          object({ label: LABEL }),
          { type: 'object', properties: { label: LABEL }, required: ['label'] },
        ],
      },
      [`the answer ${OPEN}`],
    ],
    [
      'when what closes it stands beside a $ref of draft-07',
      {
        $schema: 'http://json-schema.org/draft-07/schema',
        $ref: '#/definitions/a',
        additionalProperties: false,
        definitions: { a: { type: 'object', properties: { label: LABEL }, required: ['label'] } },
      },
      [`the answer ${OPEN}`],
    ],
    [
      'when what closes it is unknown to draft-07',
      {
        $schema: 'http://json-schema.org/draft-07/schema',
        type: 'object',
        unevaluatedProperties: false,
        properties: { label: LABEL },
        required: ['label'],
      },
      [`the answer ${OPEN}`],
    ],
    [
      'when a condition adds what closes nothing',
      {
        type: 'object',
        unevaluatedProperties: false,
        properties: { label: LABEL },
        required: ['label'],
        if: true,
        // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
        then: { patternProperties: { '.*': {} } },
      },
      [`the answer ${OPEN}`],
    ],
    [
      'when only what it holds inside of itself is open',
      {
        ...object({
          label: LABEL,
          a: {
            allOf: [
              { $ref: '#/$defs/node' },
              { additionalProperties: false, properties: { label: true, next: true } },
            ],
          },
        }),
        $defs: {
          node: {
            type: 'object',
            properties: { label: LABEL, next: { $ref: '#/$defs/node' } },
            required: ['label'],
          },
        },
      },
      [`\`a.next\` ${OPEN}`],
    ],
  ])('%s', (_, schema, what) => {
    expect(told(schema)).toEqual(what);
  });

  it.each<[string, unknown, string]>([
    ['a text without an end', { type: 'string' }, `\`a\` ${FREE}`],
    ['a text that may be null', { type: ['string', 'null'] }, `\`a\` ${FREE}`],
    ['a text in one of two branches', { anyOf: [{ type: 'string' }, { type: 'null' }] }, `\`a\` ${FREE}`],
    ['a text with a pattern that holds nothing', { type: 'string', pattern: '.*' }, `\`a\` ${FREE}`],
    ['a text with a format of its own', { type: 'string', format: 'blob' }, `\`a\` ${FREE}`],
    ['a text with a shortest length', { type: 'string', minLength: 1 }, `\`a\` ${FREE}`],
    ['anything', {}, `\`a\` ${ANYTHING}`],
    ['anything, said shortly', true, `\`a\` ${ANYTHING}`],
    ['anything but numbers', { not: { type: 'number' } }, `\`a\` ${ANYTHING}`],
    ['a type that there is not', { type: 'any' }, `\`a\` ${ANYTHING}`],
    ['fields without a type', { properties: {}, additionalProperties: false }, `\`a\` ${ANYTHING}`],
    [
      'an open object',
      { type: 'object', properties: { label: LABEL }, required: ['label'] },
      `\`a\` ${OPEN}`,
    ],
    [
      'a list of open objects',
      { type: 'array', items: { type: 'object', properties: { label: LABEL }, required: ['label'] } },
      `\`a[]\` ${OPEN}`,
    ],
    ['a list of anything', { type: 'array' }, `\`a[]\` ${ANYTHING}`],
    ['a list whose end is open', { type: 'array', prefixItems: [LABEL] }, `\`a[]\` ${ANYTHING}`],
    [
      'a list whose first is a text',
      { type: 'array', prefixItems: [{ type: 'string' }], items: false },
      `\`a[0]\` ${FREE}`,
    ],
  ])('in a field: %s', (_, a, what) => {
    expect(said(a)).toEqual([what]);
  });

  it.each<[string, object, number]>([
    ['two texts', object({ a: { type: 'string', maxLength: 10 }, b: { type: 'string', maxLength: 20 } }), 30],
    [
      'the longer of two branches',
      object({
        a: {
          anyOf: [
            { type: 'string', maxLength: 10 },
            { type: 'string', maxLength: 20 },
          ],
        },
      }),
      20,
    ],
    [
      'as many as a list may have',
      object({ a: { type: 'array', items: { type: 'string', maxLength: 10 }, maxItems: 4 } }),
      40,
    ],
    [
      'a list without an end',
      object({ a: { type: 'array', items: { type: 'string', maxLength: 10 } } }),
      Number.POSITIVE_INFINITY,
    ],
    [
      'an answer that holds itself',
      object({ a: { type: 'string', maxLength: 10 }, b: { anyOf: [{ $ref: '#' }, { type: 'null' }] } }),
      Number.POSITIVE_INFINITY,
    ],
    [
      'a text that another part makes shorter',
      object({ a: { type: 'string', maxLength: 10, allOf: [{ maxLength: 4 }] } }),
      4,
    ],
  ])('by the free text of %s', (_, schema, characters) => {
    expect(shapeOfAnswer(schema as Record<string, unknown>).freeText).toBe(characters);
  });
});
