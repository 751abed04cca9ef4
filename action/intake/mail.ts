import PostalMime, { type Address, decodeWords, type Email } from 'postal-mime';
import { asLatin1 } from './decode.ts';
import { type Entry, malformed, type Reason } from './entry.ts';
import { fieldsFrom } from './fields.ts';
import { htmlToText } from './html-text.ts';
import { declaredCharsets, decoderFor, headersAsUtf8, mailParts, wordCharsets } from './mail-headers.ts';
import { withoutC1Controls } from './windows-1252.ts';

const LIMITS = { maxNestingDepth: 50, maxRfc822NestingDepth: 3 } as const;

/** U+FFFD as UTF-8, as it is or quoted-printable: then the sender had lost the character already. */
const LOST_BY_SENDER = /\u00EF\u00BF\u00BD|=EF=BF=BD/i;

/** Where a mail is from: `path` is its name when it has no Message-ID, `headers` are those that name its slices. */
type Mail = { path: string; label: string | null; headers: readonly string[] };

/** @returns the mail in these bytes as an item, or why it is none. */
export async function readMail(bytes: Uint8Array, { path, label, headers: named }: Mail): Promise<Entry> {
  const { headers, rest } = mailParts(bytes);
  const ofText = declaredCharsets(asLatin1(headers) + asLatin1(rest));
  const message = Buffer.concat([headersAsUtf8(headers, ofText[0]), rest]);
  const email = await parse(message);
  if (email === null) return malformed('bad_mime', `path:${path}`, bytes);
  const reason = whyUnreadable(email, message, { ofText, ofWords: wordCharsets(asLatin1(headers)) });
  if (reason !== null) return malformed(reason, `path:${path}`, bytes);
  const identifier = email.messageId ? `message-id:${email.messageId.trim()}` : `path:${path}`;
  const sliceValues = named.map((name) => headerOf(email, name));
  return { status: 'item', kind: 'mail', identifier, label, fields: fieldsOf(email), sliceValues };
}

/** Of a header that is there several times the first counts. */
function headerOf({ headers }: Email, name: string): string {
  return decodeWords(headers.find(({ key }) => key === name.toLowerCase())?.value ?? '');
}

async function parse(message: Uint8Array): Promise<Email | null> {
  try {
    return await PostalMime.parse(message, LIMITS);
  } catch {
    // The parser throws for one thing only: nesting or headers beyond its limits.
    return null;
  }
}

/** What a mail declares for its text, and for the encoded words in its headers. */
type Charsets = { ofText: string[]; ofWords: string[] };

function whyUnreadable(email: Email, message: Uint8Array, { ofText, ofWords }: Charsets): Reason | null {
  const text = `${email.text ?? ''}\n${email.html ?? ''}`;
  const headers = `${email.subject ?? ''}\n${addresses([email.from, ...(email.to ?? [])])}`;
  const all = [...ofText, ...ofWords];
  // For a charset that it does not know, the parser takes windows-1252; plain ASCII comes out right all the same.
  const isAscii = !/[^\p{ASCII}]/u.test(text + headers);
  if (!isAscii && all.some((one) => decoderFor(one) === null)) return 'unknown_charset';
  if (isLossy(text, message)) return ofText.length === 0 ? 'not_utf8' : 'undecodable';
  if (isLossy(headers, message)) return all.length === 0 ? 'not_utf8' : 'undecodable';
  return bodyOf(email) === '' ? 'no_body' : null;
}

function isLossy(decoded: string, message: Uint8Array): boolean {
  return decoded.includes('\uFFFD') && !LOST_BY_SENDER.test(asLatin1(message));
}

/** The text as the sender wrote it, or else what a reader would see of the HTML. */
function bodyOf(email: Email): string {
  const text = (email.text ?? '').trim();
  return text === '' ? htmlToText(email.html ?? '') : text;
}

function fieldsOf(email: Email) {
  const fields: [string, string][] = [
    ['from', addresses([email.from])],
    ['to', addresses(email.to ?? [])],
    ['subject', (email.subject ?? '').trim()],
    ['date', (email.date ?? '').trim()],
    ['body', bodyOf(email).replace(/\r\n?/g, '\n')],
  ];
  return fieldsFrom(fields.map(([name, value]) => [name, withoutC1Controls(value)]));
}

function addresses(list: readonly (Address | undefined)[]): string {
  return list.flatMap((one) => (one === undefined ? [] : address(one))).join(', ');
}

function address(one: Address): string {
  if (one.group) return `${one.name}: ${addresses(one.group)};`;
  if (one.name === '') return one.address ?? '';
  return one.address ? `${one.name} <${one.address}>` : one.name;
}
