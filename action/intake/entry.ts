/** Why something in a source did not become a case, and what that means. */
export const REASONS = {
  empty: 'nothing in it',
  too_large: 'larger than 1 MiB',
  not_utf8: 'bytes that are not UTF-8, and no charset declared',
  not_utf16: 'begins as UTF-16 and is broken',
  not_text: 'holds NUL bytes',
  undecodable: 'bytes that its declared charset does not explain',
  unknown_charset: 'declares a charset that does not exist',
  no_headers: 'named as an e-mail, and has no e-mail headers',
  no_body: 'an e-mail without text',
  bad_mime: 'an e-mail whose parts are nested beyond reason',
  ragged_row: 'more or fewer cells than the header row',
  bad_quote: 'a quote that opens or closes in the wrong place',
  not_json: 'not JSON',
  not_an_object: 'JSON, and not an object of fields',
  unreadable: 'could not be opened',
  no_label: 'has no label',
} as const satisfies Record<string, string>;
export type Reason = keyof typeof REASONS;

/** An item is larger than this only by mistake; nothing beyond is read. */
export const MAX_ITEM_BYTES = 1024 * 1024;

/** Of something that cannot be parsed, this much is kept. */
export const MAX_RAW_BYTES = 64 * 1024;

/** The named texts of an item, as the workflow receives them. */
export type Fields = Record<string, string>;

export type ItemKind = 'mail' | 'row' | 'text';

/** Something that parsed. `identifier` is the source's own name for it, and is never written anywhere. */
export type Item = {
  status: 'item';
  kind: ItemKind;
  identifier: string;
  label: string | null;
  fields: Fields;
  /** What the fields that are to name slices hold, one for each; empty where the item has no such field. */
  sliceValues: readonly string[];
};

/** Something that did not parse: its first bytes, and how many there were. */
export type Malformed = {
  status: 'malformed';
  reason: Reason;
  identifier: string;
  raw: Uint8Array;
  bytes: number;
};

export type Entry = Item | Malformed;

/** @returns the entry for bytes that did not parse. The bytes are copied, so that large files can be let go. */
export function malformed(
  reason: Reason,
  identifier: string,
  raw: Uint8Array,
  bytes = raw.length,
): Malformed {
  return { status: 'malformed', reason, identifier, raw: raw.slice(0, MAX_RAW_BYTES), bytes };
}
