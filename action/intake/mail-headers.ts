import { asLatin1, decodeUtf8 } from './decode.ts';

/** Headers by which a text is known to be an e-mail. Two of them: a note may begin with "Date:". */
const TELLING = new Set([
  'from',
  'to',
  'subject',
  'date',
  'received',
  'message-id',
  'return-path',
  'delivered-to',
  'mime-version',
  'content-type',
  'reply-to',
]);

const HEADER = /^([!-9;-~]+)[ \t]*:/;
const MBOX_LINE = /^From [^\r\n]*\r?\n/;
const HEADERS_END = /\r?\n\r?\n/;

/** Header blocks are looked for in this much of a file. */
const HEAD_BYTES = 256 * 1024;

export type MailParts = { headers: Uint8Array; rest: Uint8Array };

/** @returns the mail without the "From " line that mailbox files put before each message, divided where its headers end. */
export function mailParts(bytes: Uint8Array): MailParts {
  const head = asLatin1(bytes.subarray(0, HEAD_BYTES));
  const start = MBOX_LINE.exec(head)?.[0].length ?? 0;
  const end = HEADERS_END.exec(head.slice(start))?.index;
  const divide = end === undefined ? bytes.length : start + end;
  return { headers: bytes.subarray(start, divide), rest: bytes.subarray(divide) };
}

/** @returns whether the bytes begin with the headers of an e-mail (RFC 5322), whatever the file is called. */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const lines = asLatin1(mailParts(bytes).headers).split(/\r?\n/);
  if (!HEADER.test(lines[0] ?? '')) return false;
  const names = lines.map((line) => HEADER.exec(line)?.[1]?.toLowerCase() ?? '');
  return new Set(names.filter((name) => TELLING.has(name))).size >= 2;
}

const CONTENT_TYPE = /^content-type:[^\n]*(?:\n[ \t][^\n]*)*/gim;
const CHARSET = /charset\s*=\s*"?([^\s";]+)/i;
const ENCODED_WORD = /=\?([^?\s]+)\?[qb]\?/gi;

/** @returns the charsets that a mail declares for its parts. */
export function declaredCharsets(mail: string): string[] {
  const types = mail.match(CONTENT_TYPE) ?? [];
  return types.flatMap((type) => CHARSET.exec(type)?.[1]?.toLowerCase() ?? []);
}

/** @returns the charsets of encoded words (RFC 2047) in a header block. */
export function wordCharsets(headers: string): string[] {
  return [...headers.matchAll(ENCODED_WORD)].map((word) => (word[1] ?? '').toLowerCase());
}

/** @returns the name under which `TextDecoder` knows a charset, or `null` when it knows none. */
export function decoderFor(charset: string): string | null {
  // RFC 2231 lets a language follow the charset of an encoded word.
  const plain = charset.replace(/\*.*$/, '');
  for (const name of [plain, plain.replace(/^x-/, ''), plain.replace(/^(?:cp|ms)-?/, 'windows-')]) {
    try {
      return new TextDecoder(name).encoding;
    } catch {
      // Not this spelling.
    }
  }
  return null;
}

/**
 * @returns header bytes as UTF-8. Many mailers wrote their own charset into headers, unencoded; the charset that
 * the mail declares for its text is then the best statement there is. Without one the bytes stay as they are.
 */
export function headersAsUtf8(headers: Uint8Array, charset: string | undefined): Uint8Array {
  const decoder = charset === undefined ? null : decoderFor(charset);
  if (decoder === null || decoder === 'utf-8' || decodeUtf8(headers) !== null) return headers;
  return new TextEncoder().encode(new TextDecoder(decoder).decode(headers));
}
