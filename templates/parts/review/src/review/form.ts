import { type Html, html } from '../access/html.ts';

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

/** A text that may be longer than this gets more than one line. */
const ONE_LINE = 80;

/** The answer as form fields, filled in: each is named by where it stands, such as `/citations/0/quote`. */
export function fieldsOf(schema: Schema, value: unknown, path = '', label = ''): Html {
  const { inner, nullable } = unwrap(schema);
  if (inner.enum !== undefined) return choice(inner.enum, value, path, label, nullable);
  switch (inner.type) {
    case 'object':
      return group(path, label, Object.entries(inner.properties ?? {}), value);
    case 'array':
      return list(inner, value, path, label);
    case 'boolean':
      return choice(['true', 'false'], value, path, label, nullable);
    case 'integer':
    case 'number':
      return labelled(
        label,
        html`<input name="${path}" value="${textOf(value)}" inputmode="decimal" autocomplete="off">`,
      );
    default:
      return labelled(label, textField(inner, value, path));
  }
}

function unwrap(schema: Schema): { inner: Schema; nullable: boolean } {
  const some = schema.anyOf?.filter(({ type }) => type !== 'null');
  const [inner = schema] = some ?? [];
  return { inner, nullable: some !== undefined && some.length < (schema.anyOf?.length ?? 0) };
}

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

const labelled = (label: string, field: Html): Html =>
  html`<label><span>${nameOf(label)}</span>${field}</label>`;

/** `supplier_name` as a person would write it. */
export const nameOf = (key: string): string => {
  const words = key.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function textField({ maxLength }: Schema, value: unknown, path: string): Html {
  const text = textOf(value);
  if ((maxLength ?? Number.POSITIVE_INFINITY) <= ONE_LINE && !text.includes('\n'))
    return html`<input name="${path}" value="${text}" dir="auto" autocomplete="off">`;
  // The first line break after the tag is none of the text.
  return html`<textarea name="${path}" rows="${Math.min(12, 2 + Math.ceil(text.length / ONE_LINE))}" dir="auto">
${text}</textarea>`;
}

function choice(
  options: readonly (string | number)[],
  value: unknown,
  path: string,
  label: string,
  nullable: boolean,
): Html {
  const now = textOf(value);
  const blank = nullable || now === '' ? [''] : [];
  const all = [...blank, ...options.map(String)].map((one) =>
    one === now
      ? html`<option value="${one}" selected>${one === '' ? '—' : one}</option>`
      : html`<option value="${one}">${one === '' ? '—' : one}</option>`,
  );
  return labelled(label, html`<select name="${path}">${all}</select>`);
}

function group(path: string, label: string, properties: [string, Schema][], value: unknown): Html {
  const fields = properties.map(([key, one]) => fieldsOf(one, at(value, key), `${path}/${key}`, key));
  return path === ''
    ? html`${fields}`
    : html`<fieldset><legend>${nameOf(label)}</legend>${fields}</fieldset>`;
}

/** One more row than there are, to add to; a row that is emptied is taken out. */
function list({ items = {}, maxItems }: Schema, value: unknown, path: string, label: string): Html {
  const rows = Array.isArray(value) ? value : [];
  const count = Math.min(rows.length + 1, maxItems ?? Number.POSITIVE_INFINITY);
  const fields = Array.from({ length: count }, (_, i) =>
    fieldsOf(items, rows[i], `${path}/${i}`, `${nameOf(label)} ${i + 1}${i < rows.length ? '' : ' (new)'}`),
  );
  return html`<fieldset><legend>${nameOf(label)}</legend>${fields}</fieldset>`;
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/** What was filled in, by the same names. Unchecked: the output contract decides what an answer is. */
export function readFields(schema: Schema, form: URLSearchParams, path = ''): unknown {
  const { inner, nullable } = unwrap(schema);
  if (inner.type === 'object') {
    const entries = Object.entries(inner.properties ?? {});
    return Object.fromEntries(entries.map(([key, one]) => [key, readFields(one, form, `${path}/${key}`)]));
  }
  if (inner.type === 'array') return readList(inner, form, path);
  // Browsers send line breaks as two characters.
  const text = (form.get(path) ?? '').replaceAll('\r\n', '\n');
  if (text === '' && nullable) return null;
  if (inner.type === 'boolean') return text === '' ? undefined : text === 'true';
  if (inner.type === 'integer' || inner.type === 'number' || typeof inner.enum?.[0] === 'number')
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  return text;
}

function readList({ items = {} }: Schema, form: URLSearchParams, path: string): unknown[] {
  const rows: unknown[] = [];
  for (let i = 0; [...form.keys()].some((key) => isWithin(key, `${path}/${i}`)); i += 1) {
    const texts = [...form].filter(([key]) => isWithin(key, `${path}/${i}`)).map(([, text]) => text);
    if (texts.some((text) => text.trim() !== '')) rows.push(readFields(items, form, `${path}/${i}`));
  }
  return rows;
}

const isWithin = (key: string, path: string): boolean => key === path || key.startsWith(`${path}/`);
