import { parseHTML } from 'linkedom';
import type { Markup } from '../../../action/reporters/html/html.ts';

/** What a reader sees of a part of the page, charts aside, in one line. */
export function textOf(part: Markup): string {
  const { document } = parseHTML(
    `<html><body>${part.text.replace(/<(\/?)(p|li|td|th|h2|h3|dt|dd|small|caption|figcaption|summary)\b/g, ' $&')}</body></html>`,
  );
  for (const chart of document.querySelectorAll('svg')) chart.remove();
  return (document.body.textContent ?? '').replaceAll('\u2060', '').replace(/\s+/g, ' ').trim();
}

/** What the wide drawing of the one chart in a part says, label by label. */
export function labelsOf(part: Markup, width: 'wide' | 'narrow' = 'wide'): string[] {
  const { document } = parseHTML(`<html><body>${part.text}</body></html>`);
  return [...document.querySelectorAll(`.${width} svg text`)].map((one) => one.textContent ?? '');
}
