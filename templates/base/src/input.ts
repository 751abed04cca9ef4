import { z } from 'zod';
import { hasInstructions } from './instructions.ts';

/** What the workflow works on: named texts, such as subject and body. */
export type Item = { fields: Readonly<Record<string, string>> };

/** Why an input is refused. `eval/cases/malformed.jsonl` has a case of each. */
export const REFUSAL_CLASSES = [
  'empty',
  'oversize',
  'wrong_type',
  'wrong_language_or_encoding',
  'truncated_file',
  'embedded_instructions',
] as const;
export type RefusalClass = (typeof REFUSAL_CLASSES)[number];
/** `not_allowed` is said of whoever asks, and not of the input. */
export type Refusal = { class: RefusalClass | 'not_allowed'; reason: string };

/** An input that was read, or the reason why it was not. */
export type Received = { status: 'item'; item: Item } | { status: 'refused'; refusal: Refusal };

/** The most bytes that one item may have, as it arrives and as text. */
export const MAX_BYTES = 256 * 1024;

/** A text of which more than this share cannot be read was decoded wrongly, or is not text. */
export const MAX_UNREADABLE = 0.05;

const UNREADABLE = /[\uFFFD\p{Cs}]|(?![\t\n\v\f\r])\p{Cc}/gu;

const itemShape = z.strictObject({ fields: z.record(z.string(), z.string()) });

const refuse = (name: RefusalClass, reason: string): Received => ({
  status: 'refused',
  refusal: { class: name, reason },
});

/**
 * The input contract: an item, or a typed refusal. Nothing else gets past this door.
 * @param raw bytes of a JSON text, or the value that such a text holds: `{"fields": {"name": "text"}}`.
 */
export function readInput(raw: unknown): Received {
  return raw instanceof Uint8Array ? readBytes(raw) : readValue(raw);
}

function readBytes(bytes: Uint8Array): Received {
  if (bytes.byteLength > MAX_BYTES) return tooLarge(bytes.byteLength);
  const text = decode(bytes);
  if (text === undefined) return refuse('wrong_language_or_encoding', 'its bytes are not UTF-8');
  if (text.trim() === '') return refuse('empty', 'there is nothing in it');
  if (isUnreadable(text)) return unreadable();
  try {
    return readValue(JSON.parse(text));
  } catch {
    return endsInside(text)
      ? refuse('truncated_file', 'its JSON breaks off before the end')
      : refuse('wrong_type', 'it is not JSON');
  }
}

function readValue(value: unknown): Received {
  const shape = itemShape.safeParse(value);
  if (!shape.success) return refuse('wrong_type', `it is not an item: ${faults(shape.error)}`);
  const text = Object.values(shape.data.fields).join('\n');
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) return tooLarge(bytes);
  if (text.trim() === '') return refuse('empty', 'no field has any text');
  if (isUnreadable(text)) return unreadable();
  if (hasInstructions(text)) {
    return refuse('embedded_instructions', 'its text gives instructions to a language model');
  }
  return { status: 'item', item: shape.data };
}

const tooLarge = (bytes: number): Received =>
  refuse('oversize', `it has ${bytes} bytes, and ${MAX_BYTES} is the most`);

const unreadable = (): Received =>
  refuse(
    'wrong_language_or_encoding',
    `more than ${MAX_UNREADABLE * 100} % of its characters cannot be read`,
  );

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const isUnreadable = (text: string): boolean =>
  (text.match(UNREADABLE) ?? []).length / [...text].length > MAX_UNREADABLE;

/** Is the text still inside an object or a list when it ends? Parsers do not agree on how to say so. */
function endsInside(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (const token of text.match(/\\.|["{}[\]]/gs) ?? []) {
    if (token === '"') inString = !inString;
    else if (!inString && /[{[]/.test(token)) depth += 1;
    else if (!inString && /[}\]]/.test(token)) depth -= 1;
  }
  return depth > 0;
}

/** Where the shape is broken. Values are left out: they may be private. */
const faults = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'the whole'} (${issue.code})`).join(', ');
