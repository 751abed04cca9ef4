import { asLatin1, decodeUtf8, toUtf8 } from './decode.ts';
import { type Entry, MAX_ITEM_BYTES, malformed } from './entry.ts';
import { fieldsFrom } from './fields.ts';
import { readMail } from './mail.ts';
import { looksLikeMail } from './mail-headers.ts';

/** One file of a folder: its path there, its size, and its bytes, of which there may be fewer than its size. */
export type SourceFile = { path: string; label: string | null; size: number; bytes: Uint8Array };

/**
 * @param headers of an e-mail, those that name its slices
 * @returns what is in the file: an e-mail or a plain text, by its content; or why it is neither
 */
export async function readFileEntry(file: SourceFile, headers: readonly string[] = []): Promise<Entry> {
  const { path, label, size } = file;
  const refuse = (reason: Parameters<typeof malformed>[0]) =>
    malformed(reason, `path:${path}`, file.bytes, size);
  if (size > MAX_ITEM_BYTES) return refuse('too_large');
  const bytes = toUtf8(file.bytes);
  if ('broken' in bytes) return refuse(bytes.broken);
  if (asLatin1(bytes).trim() === '') return refuse('empty');
  if (looksLikeMail(bytes)) return readMail(bytes, { path, label, headers });
  if (path.toLowerCase().endsWith('.eml')) return refuse('no_headers');
  const text = decodeUtf8(bytes);
  if (text === null) return refuse('not_utf8');
  if (text.includes('\0')) return refuse('not_text');
  const fields = fieldsFrom([['body', text.trim().replace(/\r\n?/g, '\n')]]);
  return { status: 'item', kind: 'text', identifier: `path:${path}`, label, fields, sliceValues: [] };
}
