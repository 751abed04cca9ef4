import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Operation, Schema, Subset } from './subset.ts';
import { undescribed } from './undescribed.ts';

/** What the description says against a value. */
export type Breach = {
  /** JSON pointer into the value, such as `/output/summary`. */
  at: string;
  problem: string;
  /** In the words of GitHub's 422. */
  reply: string;
  /** Is it a size that GitHub limits, rather than a wrong shape? */
  limit: boolean;
};

/** Values of path and query, turned into the types that the description names. */
export type Values = Record<string, string | number | boolean>;

/** Holds requests and responses against GitHub's description. */
export type Validation = {
  /** Turns the texts of `values`, in place, into the types that the description names. */
  parameters(operation: Operation, place: 'path' | 'query', values: Values): Breach[];
  body(operation: Operation, body: unknown): Breach[];
  /** `body` is `undefined` for a response without content. */
  response(operation: Operation, status: number, body: unknown): Breach[];
};

const BASIC_ERROR: Schema = { $ref: '#/components/schemas/basic-error' };

/** Compiles on first use: most stories need a handful of the operations. */
export function makeValidation(subset: Subset): Validation {
  const options = { strict: false, allErrors: true, verbose: true };
  const values = addFormats.default(new Ajv(options)).addSchema(subset, 'github');
  const texts = addFormats.default(new Ajv({ ...options, coerceTypes: true }));
  const compiled = new Map<string, ValidateFunction>();
  const compile = (key: string, make: () => ValidateFunction): ValidateFunction => {
    const validate = compiled.get(key) ?? make();
    compiled.set(key, validate);
    return validate;
  };

  const check = (key: string, schema: Schema, value: unknown): Breach[] => {
    const validate = compile(key, () => values.compile(absolute(schema)));
    const wrong = validate(value) ? [] : (validate.errors ?? []).map(breachOf);
    return [...wrong, ...undescribed(value, schema, subset).map(unknownKey)];
  };

  return {
    parameters(operation, place, given) {
      const validate = compile(`${operation.id} ${place}`, () =>
        texts.compile(placeSchema(operation, place)),
      );
      const known = new Set(
        operation.parameters.filter((entry) => entry.in === place).map((entry) => entry.name),
      );
      const unknown = Object.keys(given).filter((name) => !known.has(name));
      const wrong = validate(given) ? [] : (validate.errors ?? []).map(breachOf);
      return [...wrong, ...unknown.map((name) => unknownKey(`/${name}`))];
    },
    body(operation, body) {
      if (operation.body === null) return [];
      return check(`${operation.id} body`, operation.body.schema, body);
    },
    response(operation, status, body) {
      const described = operation.responses[status];
      const schema = described === undefined && status >= 400 ? BASIC_ERROR : described;
      if (schema === undefined) return [noContent(`status ${status} is not described`)];
      if (schema === null) return body === undefined ? [] : [noContent(`status ${status} has no content`)];
      return check(`${operation.id} ${status}`, schema, body);
    },
  };
}

function placeSchema(operation: Operation, place: 'path' | 'query'): Schema {
  const here = operation.parameters.filter((entry) => entry.in === place);
  const properties = Object.fromEntries(here.map((entry) => [entry.name, entry.schema]));
  return {
    type: 'object',
    properties,
    required: here.filter((entry) => entry.required).map((entry) => entry.name),
  };
}

/** References in the description are relative to its root; a schema taken out of it needs them in full. */
function absolute(schema: Schema): Schema {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"github#/');
  return JSON.parse(text) as Schema;
}

/** A key that the description does not know. GitHub ignores it; in our own code it is a slip. */
function unknownKey(at: string): Breach {
  return { at, problem: 'is not in the description', reply: '', limit: false };
}

function noContent(problem: string): Breach {
  return { at: '', problem, reply: '', limit: false };
}

function breachOf(error: ErrorObject): Breach {
  const limit = error.keyword === 'maxItems' || error.keyword === 'maxLength';
  const problem = error.message ?? error.keyword;
  return { at: error.instancePath, problem, reply: githubWords(error), limit };
}

function githubWords(error: ErrorObject): string {
  const { limit, missingProperty } = error.params as { limit?: number; missingProperty?: string };
  if (error.keyword === 'required') return `"${missingProperty}" wasn't supplied.`;
  if (error.keyword === 'maxItems')
    return `No more than ${limit} items are allowed; ${sizeOf(error.data)} were supplied.`;
  if (error.keyword === 'maxLength')
    return `Only ${limit} characters are allowed; ${sizeOf(error.data)} were supplied.`;
  return `For '${error.instancePath.slice(1)}', the value ${error.message}.`;
}

/** Items of a list, characters of a text. */
const sizeOf = (data: unknown): number => [...(data as Iterable<unknown>)].length;
