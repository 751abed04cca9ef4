import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { html, Markup, type Part } from './html.ts';

/** A chart is drawn for a desk and for a phone, since letters that shrink with a picture cannot be read. */
const WIDE = 704;
const NARROW = 328;

export type Chart = {
  /** What it shows, in a sentence: what a screen reader says. */
  label: string;
  /** @param width in pixels of CSS */
  draw: (width: number) => Plot.PlotOptions;
  /** What the marks mean, and how many there are of what. */
  caption: Part;
  /** The same as a table. */
  table: Markup;
};

/** A chart with its words and its table. */
export const figure = ({ label, draw, caption, table }: Chart): Markup =>
  html`<figure><div class="wide">${picture(draw, WIDE, label)}</div><div class="narrow">${picture(
    draw,
    NARROW,
    label,
  )}</div><figcaption>${caption}</figcaption></figure><details><summary>The same as a table</summary>${table}</details>`;

const look = (width: number) => ({
  background: 'none',
  color: 'inherit',
  fontFamily: 'inherit',
  fontSize: isNarrow(width) ? '12px' : '13px',
});

function picture(draw: Chart['draw'], width: number, label: string): Markup {
  const { document } = parseHTML('<html></html>');
  const svg = Plot.plot({ ...draw(width), width, style: look(width), className: 'plot', document });
  for (const style of svg.querySelectorAll('style')) style.remove();
  // One picture with one name: names of its parts would be read out instead.
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  // linkedom escapes text; in an attribute it leaves the brackets, so that one is written here.
  return html`<svg role="img" aria-label="${label}"${new Markup(svg.outerHTML.slice('<svg'.length))}`;
}

/** Is it the drawing for a phone? */
export const isNarrow = (width: number): boolean => width < WIDE;

/** Colours of the theme. */
export const INK = {
  text: 'var(--ink)',
  soft: 'var(--soft)',
  line: 'var(--line)',
  poc: 'var(--poc)',
  today: 'var(--today)',
  bad: 'var(--bad)',
  paper: 'var(--paper)',
} as const;
