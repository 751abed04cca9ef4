import { readFileSync } from 'node:fs';

/** JSON Schema, as far as `openapi/plain.mjs` lets it through. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

type Content = { content?: { 'application/json': { schema: Schema } } };
type Parameter = { name: string; in: 'path' | 'query'; required: boolean; schema: Schema };
type Described = {
  operationId: string;
  parameters: Parameter[];
  requestBody?: Content & { required: boolean };
  responses: Record<string, Content>;
};

/** The parts of `openapi/github-subset.json` that the server reads. */
export type Subset = {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

/** One operation of GitHub's REST API. */
export type Operation = {
  /** GitHub's name, such as `issues/create-comment`. */
  id: string;
  method: string;
  /** With the parameters in braces, such as `/repos/{owner}/{repo}`. */
  path: string;
  parameters: Parameter[];
  body: { required: boolean; schema: Schema } | null;
  /** By status. `null`: the response has no content. */
  responses: Record<string, Schema | null>;
};

/** @returns GitHub's description of the operations that the tests need. */
export function readSubset(): Subset {
  return JSON.parse(
    readFileSync(new URL('../openapi/github-subset.json', import.meta.url), 'utf8'),
  ) as Subset;
}

const schemaOf = (part: Content): Schema | null => part.content?.['application/json'].schema ?? null;

/** @returns the operations of the description, in its order. */
export function operationsOf(subset: Subset): Operation[] {
  return Object.entries(subset.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method, described)),
  );
}

function operationOf(path: string, method: string, described: Described): Operation {
  const { operationId: id, parameters, requestBody, responses } = described;
  const schema = requestBody && schemaOf(requestBody);
  const byStatus = Object.entries(responses).map(([status, part]) => [status, schemaOf(part)]);
  return {
    id,
    method: method.toUpperCase(),
    path,
    parameters,
    body: requestBody && schema ? { required: requestBody.required, schema } : null,
    responses: Object.fromEntries(byStatus),
  };
}

/**
 * @param template a path with parameters in braces
 * @param path an encoded path, without query
 * @returns the decoded parameters, or `null` when the path is another one
 */
export function matchPath(template: string, path: string): Record<string, string> | null {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== value) return null;
    } else if (value === '') return null;
    else params[part.slice(1, -1)] = decoded(value);
  }
  return params;
}

/** A part that is not well encoded stands for itself: no parameter of the story is equal to it. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
