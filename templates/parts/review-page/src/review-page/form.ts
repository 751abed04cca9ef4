import { readFileSync } from 'node:fs';
import { type Html, html } from '../access/html.ts';
import { OUTPUT_SCHEMA_FILE } from '../output-schema.ts';

/** The part of JSON Schema that an output contract uses. */
export type Schema = {
  type?: string;
  enum?: readonly (string | number)[];
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  anyOf?: readonly Schema[];
  maxLength?: number;
  maxItems?: number;
};

/** The output contract of this workflow. */
export const SCHEMA = JSON.parse(readFileSync(OUTPUT_SCHEMA_FILE, 'utf8')) as Schema;

/** A text that may be longer than this gets more than one line. */
const ONE_LINE = 80;

/** The answer as form fields, filled in: each is named by where it stands, such as `/citations/0/quote`. */
export function fieldsOf(schema: Schema, value: unknown, path = '', label = ''): Html {
  const { inner, nullable } = unwrap(schema);
  const name = nameOf(label);
  if (inner.type === 'object') {
    const values = (value ?? {}) as Record<string, unknown>;
    const fields = propertiesOf(inner).map(([key, one]) => fieldsOf(one, values[key], `${path}/${key}`, key));
    return path === '' ? html`${fields}` : group(name, fields);
  }
  if (inner.type === 'array') {
    const rows = Array.isArray(value) ? value : [];
    // One more than there are, to add to.
    const more = rows.length < (inner.maxItems ?? Number.POSITIVE_INFINITY) ? [undefined] : [];
    const fields = [...rows, ...more].map((row, i) =>
      fieldsOf(inner.items ?? {}, row, `${path}/${i}`, `${name} ${i + 1}${i < rows.length ? '' : ' (new)'}`),
    );
    return group(name, fields);
  }
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
  return html`<label><span>${name}</span>${fieldOf(inner, text, path, nullable)}</label>`;
}

function unwrap(schema: Schema): { inner: Schema; nullable: boolean } {
  const some = schema.anyOf?.filter(({ type }) => type !== 'null');
  const [inner = schema] = some ?? [];
  return { inner, nullable: some !== undefined && some.length < (schema.anyOf?.length ?? 0) };
}

const propertiesOf = ({ properties = {} }: Schema): [string, Schema][] => Object.entries(properties);

/** `supplier_name` as a person would write it. */
export const nameOf = (key: string): string => {
  const words = key.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const group = (name: string, fields: Html[]): Html =>
  html`<fieldset><legend>${name}</legend>${fields}</fieldset>`;

const isNumber = ({ type }: Schema): boolean => type === 'integer' || type === 'number';

function fieldOf(schema: Schema, text: string, path: string, nullable: boolean): Html {
  const options = schema.type === 'boolean' ? ['true', 'false'] : schema.enum?.map(String);
  if (options !== undefined) {
    const all = nullable || text === '' ? ['', ...options] : options;
    const selected = html` selected`;
    return html`<select name="${path}">${all.map((one) => html`<option value="${one}"${one === text ? selected : null}>${one || '—'}</option>`)}</select>`;
  }
  const isShort = (schema.maxLength ?? Number.POSITIVE_INFINITY) <= ONE_LINE && !text.includes('\n');
  if (isShort || isNumber(schema))
    return html`<input name="${path}" value="${text}" dir="auto" autocomplete="off" inputmode="${isNumber(schema) ? 'decimal' : 'text'}">`;
  // The first line break after the tag is none of the text.
  return html`<textarea name="${path}" rows="${Math.min(12, 2 + Math.ceil(text.length / ONE_LINE))}" dir="auto">
${text}</textarea>`;
}

/** What was filled in, by the same names. Unchecked: the output contract decides what an answer is. */
export function readFields(schema: Schema, form: URLSearchParams, path = ''): unknown {
  const { inner, nullable } = unwrap(schema);
  if (inner.type === 'object')
    return Object.fromEntries(
      propertiesOf(inner).map(([key, one]) => [key, readFields(one, form, `${path}/${key}`)]),
    );
  if (inner.type === 'array') return readRows(inner, form, path);
  // Browsers send line breaks as two characters.
  const text = (form.get(path) ?? '').replaceAll('\r\n', '\n');
  if (text === '' && nullable) return null;
  if (inner.type === 'boolean') return text === '' ? undefined : text === 'true';
  const wantsNumber = isNumber(inner) || typeof inner.enum?.[0] === 'number';
  return wantsNumber && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

/** A row that was emptied is taken out. */
function readRows({ items = {} }: Schema, form: URLSearchParams, path: string): unknown[] {
  const textsOf = (row: string) =>
    [...form].filter(([key]) => key === row || key.startsWith(`${row}/`)).map(([, text]) => text);
  const rows: unknown[] = [];
  for (let i = 0; textsOf(`${path}/${i}`).length > 0; i += 1)
    if (textsOf(`${path}/${i}`).some((text) => text.trim() !== ''))
      rows.push(readFields(items, form, `${path}/${i}`));
  return rows;
}
