import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shapeOfAnswer } from '../../../action/readiness/errors/answer-shape.ts';

const LABEL = { enum: ['attention', 'none'] };
const object = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
describe('an answer is strict', () => {
  const reason = z.string().max(500);
  const label = z.enum(['attention', 'none']);
  const node = z.strictObject({
    label,
    get next() {
      return node.nullable();
    },
  });
  it.each<[string, z.ZodType, object]>([
    [
      'with labels and a short reason',
      z.strictObject({ label, reason: reason.optional() }),
      {
        fields: 2,
        required: 1,
        choices: 1,
        freeText: 500,
      },
    ],
    [
      'as a union told apart by a constant',
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('answered'), label }),
        z.strictObject({ kind: z.literal('needs_person'), reason }),
      ]),
      { fields: 3, required: 3, choices: 2, freeText: 500 },
    ],
    [
      'with a union of constants',
      z.strictObject({ label: z.union([z.literal('a'), z.literal('b')]) }),
      {
        fields: 1,
        required: 1,
        choices: 1,
        freeText: 0,
      },
    ],
    [
      'with a yes or no',
      z.strictObject({ attention: z.boolean() }),
      {
        fields: 1,
        required: 1,
        choices: 1,
        freeText: 0,
      },
    ],
    [
      'with numbers, formats, tuples and records of known keys',
      z.strictObject({
        label,
        n: z.int(),
        at: z.iso.datetime(),
        id: z.uuid(),
        mail: z.email(),
        code: z.string().regex(/^[A-Z]{3}$/),
        pair: z.tuple([z.int(), z.boolean()]),
        scores: z.record(z.enum(['x', 'y']), z.number()),
        never: z.never().optional(),
      }),
      { fields: 11, required: 10, freeText: 0 },
    ],
    ['when it holds itself', node, { fields: 2, required: 2, choices: 1, freeText: 0 }],
    [
      'with a list of at most three short texts',
      z.strictObject({ label, tags: z.array(z.string().max(20)).max(3) }),
      {
        fields: 2,
        required: 2,
        choices: 1,
        freeText: 60,
      },
    ],
  ])('%s', (_, schema, shape) => {
    for (const target of ['draft-2020-12', 'draft-7'] as const) {
      for (const reused of ['inline', 'ref'] as const) {
        const json = z.toJSONSchema(schema, { target, reused }) as Record<string, unknown>;
        expect(shapeOfAnswer(json)).toMatchObject({ loose: [], unread: null, ...shape });
      }
    }
  });

  it.each<[string, object]>([
    [
      'when all of it stands in a definition',
      {
        $ref: '#/$defs/a~1b',
        $defs: { 'a/b': object({ label: LABEL }) },
      },
    ],
    [
      'when it is closed over its parts',
      {
        type: 'object',
        unevaluatedProperties: false,
        allOf: [
          { properties: { label: LABEL }, required: ['label'] },
          { properties: { n: { type: 'number' } } },
        ],
      },
    ],
    [
      'when the lists of a draft-07 file end',
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        ...object({ a: { type: 'array', items: [LABEL], additionalItems: false } }),
      },
    ],
    [
      'when a list is full after its first items',
      object({ a: { type: 'array', prefixItems: [LABEL], maxItems: 1 } }),
    ],
    [
      'when a number is whole in one part and a number in the other',
      object({
        label: LABEL,
        n: { allOf: [{ type: 'number' }, { type: 'integer' }] },
      }),
    ],
  ])('%s', (_, schema) => {
    expect(shapeOfAnswer(schema as Record<string, unknown>)).toMatchObject({ loose: [], unread: null });
  });
});

describe('a schema cannot be judged', () => {
  const nested = (levels: number) => ({
    ...Object.fromEntries([['$ref', '#/$defs/d0']]),
    $defs: Object.fromEntries(
      Array.from({ length: levels }, (_, i) => [
        `d${i}`,
        object({ label: LABEL, a: { $ref: `#/$defs/d${i + 1}` } }),
      ]),
    ),
  });
  const wide = { anyOf: Array.from({ length: 6000 }, () => object({ label: LABEL })) };
  const many = {
    allOf: Array.from({ length: 14 }, () => ({
      anyOf: [object({ label: LABEL }), object({ label: LABEL })],
    })),
  };
  it.each<[string, object, string]>([
    [
      'of another draft',
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      'its `$schema` is neither draft 2020-12 nor draft-07',
    ],
    ['with a $schema that is no text', { $schema: 7 }, 'its `$schema` is neither'],
    ['that refers to another file', { $ref: 'other.json' }, 'it refers to other.json, which is not in it'],
    ['that refers to an anchor', { $ref: '#here' }, 'it refers to #here'],
    ['that refers to nothing', { $ref: '#/$defs/none' }, 'it refers to #/$defs/none'],
    ['that refers to what every object has', { $ref: '#/constructor' }, 'it refers to #/constructor'],
    ['that refers by broken escapes', { $ref: '#/%E0%A4%A' }, 'it refers to #/%E0'],
    ['that refers by a number', { $ref: 5 }, 'it refers to 5'],
    ['whose reference depends on how one came there', { $dynamicRef: '#' }, 'it refers to #'],
    ['that is too deep', nested(200), 'too large or too deep'],
    ['that is too wide', wide, 'too large or too deep'],
    ['that multiplies', many, 'too large or too deep'],
  ])('%s', (_, schema, why) => {
    expect(shapeOfAnswer(schema as Record<string, unknown>).unread).toContain(why);
  });

  it.each<[string, object]>([
    ['that refers to itself and to nothing else', { $ref: '#' }],
    ['of branches that are itself', { anyOf: [{ $ref: '#' }, { $ref: '#' }] }],
    ['of parts that are itself', { allOf: [{ $ref: '#' }] }],
  ])('and one %s ends', (_, schema) => {
    expect(shapeOfAnswer(schema as Record<string, unknown>).loose).not.toEqual([]);
  });
});
