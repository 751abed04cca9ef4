import type { Manifest } from '../../contract/manifest.ts';
import { nameKey } from '../names.ts';
import { isWrittenTo } from './write-access.ts';

/**
 * One thing that a workflow has. Parts of the same shape are the same to a baseline, whatever they are called: a name
 * that this repository chose can be another tomorrow.
 */
export type Part = { what: string; shape: string; name: string };

const part = (what: string, name: string, shape = ''): Part => ({ what, name, shape: `${what} ${shape}` });
/** Of what somebody else named, such as a scope, or of what the name is the thing, such as a label. */
const namedPart = (what: string, name: string): Part => part(what, name, nameKey(name));

/** What makes it a bigger workflow once it is true. A judge of the eval is no part of it. */
const CAPABILITIES = [
  'writes',
  'unattended',
  'personal_data',
] as const satisfies (keyof Manifest['capabilities'])[];

/** @returns everything in `poc.yaml` that a baseline was measured for. */
export function partsOfManifest({ workflow, systems, capabilities }: Manifest): Part[] {
  return [
    ...systems.flatMap(partsOfSystem),
    namedPart('role', workflow.user_role),
    namedPart('kind', workflow.kind),
    ...(workflow.labels ?? []).map((label) => namedPart('label', label)),
    ...(workflow.fields ?? []).map(({ name, type }) => namedPart(`field of type ${type}`, name)),
    ...CAPABILITIES.filter((name) => capabilities[name]).map((name) => namedPart('capability', name)),
  ];
}

function partsOfSystem(system: Manifest['systems'][number]): Part[] {
  const { id, scopes, operations } = system;
  return [
    part('system', id),
    ...(isWrittenTo(system) ? [part('system written to', id)] : []),
    ...scopes.map((scope) => namedPart('scope', scope)),
    ...operations.map(({ name }) => part('operation', name)),
    ...operations.filter((one) => one.access === 'write').map(({ name }) => part('write', name)),
    ...operations
      .filter((one) => one.impact === 'high')
      .map(({ name }) => part('high-impact operation', name)),
  ];
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keywords of JSON Schema (2020-12) whose members are named by whoever wrote the schema. */
const FIELDS = new Set(['properties', 'patternProperties']);
const DEFINITIONS = new Set(['$defs', 'definitions', 'dependentSchemas']);
/** Keywords that hold data and no schema. */
const DATA = new Set(['enum', 'const', 'default', 'examples', 'required', 'dependentRequired']);

/** @returns every field that an answer may have by its JSON Schema, each value that is listed, and every open object. */
export function partsOfOutput(schema: unknown, path = ''): Part[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => partsOfOutput(one, path));
  if (!isObject(schema)) return [];
  const inside = Object.entries(schema).flatMap(([keyword, value]) => partsUnder(keyword, value, path));
  return [...(isOpen(schema) ? [part('object with any field', path || 'the answer')] : []), ...inside];
}

function partsUnder(keyword: string, value: unknown, path: string): Part[] {
  if (keyword === 'enum' || keyword === 'const')
    return [value]
      .flat()
      .map((one) => namedPart('value', typeof one === 'string' ? one : JSON.stringify(one)));
  if (DATA.has(keyword)) return [];
  if (DEFINITIONS.has(keyword))
    return Object.values(isObject(value) ? value : {}).flatMap((one) => partsOfOutput(one, path));
  if (!FIELDS.has(keyword)) return partsOfOutput(value, path);
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const types = typesOf(field).map((type) => part(`output field of type ${type}`, at));
    return [part('output field', at), ...types, ...partsOfOutput(field, at)];
  });
}

/** Limits on a value make it no other field, and neither do words about it. */
function typesOf(field: unknown): string[] {
  if (!isObject(field)) return ['any'];
  return [field.type ?? field.$ref ?? (field.enum === undefined ? 'any' : 'string')].flat().map(String);
}

const isOpen = (schema: Json): boolean =>
  (schema.type === 'object' || schema.properties !== undefined) &&
  schema.additionalProperties !== false &&
  schema.unevaluatedProperties !== false;
