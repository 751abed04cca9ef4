/** Turns an OpenAPI 3.0 schema into plain JSON Schema without prose. Throws on a keyword that it does not know. */
export function plainSchema(schema: unknown): unknown;
/** Every `$ref` inside `value`, in order of appearance. */
export function references(value: unknown): string[];
