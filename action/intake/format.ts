import { asLatin1 } from './decode.ts';
import { looksLikeMail } from './mail-headers.ts';

export type FileFormat = 'csv' | 'jsonl' | 'json-array' | 'mail' | 'empty';

const SAMPLE_BYTES = 64 * 1024;

/** @returns what a file holds, by its first lines; UTF-8 without a byte order mark is expected. */
export function formatOf(bytes: Uint8Array): FileFormat {
  const lines = asLatin1(bytes.subarray(0, SAMPLE_BYTES))
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const first = lines[0];
  if (first === undefined) return 'empty';
  if (first.startsWith('[')) return 'json-array';
  if (lines.slice(0, 10).some((line) => line.startsWith('{'))) return 'jsonl';
  return looksLikeMail(bytes) ? 'mail' : 'csv';
}
