import type { Head } from '../formats/format.ts';
import type { JsonIndex } from './json-index.ts';
import { lengthsOf, outlineOf } from './json-outline.ts';
import { JsonScanner } from './json-scanner.ts';
import { walkJson } from './json-walk.ts';
import type { Sizes } from './limits.ts';
import type { Opened } from './opened.ts';
import type { Source } from './source.ts';
import { type Window, windowOn } from './window.ts';

/** Walks through a JSON text once, without parsing it, and notes where what is. */
export async function indexOf(source: Source, window: Window, sizes: Sizes): Promise<JsonIndex> {
  const scanner = new JsonScanner(sizes.block);
  for (let at = 0; at < source.size; at += sizes.chunk) {
    const bytes = await window.view(at, Math.min(at + sizes.chunk, source.size));
    if (!scanner.push(bytes) || bytes.length === 0) break;
  }
  return scanner.finish();
}

/** Opens a JSON document of any size: only its index stays in memory. */
export async function openJson(source: Source, index: JsonIndex, sizes: Sizes): Promise<Opened> {
  const { root } = index;
  const outline = await outlineOf(root, windowOn(source, sizes.chunk));
  const head: Head = { kind: 'json', outline, lengths: lengthsOf(root) };
  return {
    head,
    walk: (reader, sink) => walkJson(index, windowOn(source, sizes.chunk), sizes, reader, sink),
  };
}
