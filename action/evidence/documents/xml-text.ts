import type { Fault } from '../formats/format.ts';
import { fault, notUtf8 } from './faults.ts';
import type { Source } from './source.ts';
import { windowOn } from './window.ts';

/** Text of an XML document: where it stands, and in what encoding. */
export type XmlText = {
  source: Source;
  /** Where its first character stands, since XML allows no white space before its declaration. */
  start: number;
  linesBefore: number;
  encoding: string;
};

/** Finds out in what encoding an XML document is, from its declaration. */
export async function xmlTextOf(source: Source, start: number): Promise<XmlText | { fault: Fault }> {
  const before = Buffer.from(await source.read(0, start)).toString('latin1');
  const encoding = encodingOf(Buffer.from(await source.read(start, 200)).toString('latin1'));
  if (decoderOf(encoding) === null) return { fault: unknownEncoding(encoding) };
  return { source, start, encoding, linesBefore: before.split('\n').length - 1 };
}

/**
 * Reads the text piece by piece, until there is no more or `take` answers that it has enough.
 *
 * @returns what is wrong with its encoding, or `null`
 */
export async function readXmlText(
  { source, start, encoding }: XmlText,
  chunk: number,
  take: (text: string) => boolean,
): Promise<Fault | null> {
  const window = windowOn(source, chunk);
  const decoder = decoderOf(encoding);
  if (decoder === null) return unknownEncoding(encoding);
  for (let at = start; at <= source.size; at += chunk) {
    const bytes = await window.view(at, Math.min(at + chunk, source.size));
    const text = decoded(decoder, bytes, bytes.length > 0);
    if (text === null) return notUtf8(`after byte ${at}`);
    if (take(text) || bytes.length === 0) return null;
  }
  return decoded(decoder, Buffer.alloc(0), false) === null ? notUtf8('at its end') : null;
}

type Decoder = InstanceType<typeof TextDecoder>;

function decoded(decoder: Decoder, bytes: Buffer, stream: boolean): string | null {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    return null;
  }
}

/** A file that was UTF-16 has been turned into UTF-8 by now, and still says otherwise. */
function encodingOf(start: string): string {
  const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

function decoderOf(encoding: string): Decoder | null {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return null;
  }
}

const unknownEncoding = (encoding: string): Fault =>
  fault(`XML in the encoding ${JSON.stringify(encoding)}`, 'UTF-8', 'Save the file as UTF-8.');
