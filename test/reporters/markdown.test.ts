import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { code, inline, table, unbroken } from '../../action/reporters/markdown.ts';

/** As GitHub renders it, with raw HTML let through, so that anything that slips out of the escaping shows. */
const render = (markdown: string): string =>
  micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '</details></details><h1>green</h1>',
  '<!-- poc-gate default -->',
  '[click](https://evil.example)',
  '![pixel](https://evil.example/p.png)',
  'https://evil.example/path',
  'www.evil.example',
  'mail me@evil.example',
  '**bold** _under_ ~~gone~~',
  '# heading',
  '| a | b |',
  '`code` and `` more ``',
  '```\nfence',
  '<script>alert(1)</script>',
  '&lt;img src=x&gt; &#60;b&#62;',
  '[ref]: https://evil.example',
  '[^1]',
  '\\[click\\](https://evil.example)',
  '$\\href{https://evil.example}{x}$',
];

describe('text from a repository', () => {
  it.each(HOSTILE)('makes no markup out of %j', (text) => {
    const html = render(`before ${inline(text)} after`);
    expect(html.replace(/<\/?(?:p|code)>/g, '')).not.toMatch(/<[a-z!/]/i);
  });

  it.each(HOSTILE)('stays in its cell of a table: %j', (text) => {
    const html = render(table(['a', 'b'], [[inline(text), 'end']]));
    expect(html.match(/<td>/g)).toHaveLength(2);
    expect(html).toContain('<td>end</td>');
  });

  it.each(['@torvalds', '#123', 'GH-12', 'owner/repo#1', `see ${'deadbeef'.repeat(5)}`])(
    'mentions nobody and nothing: %j',
    (text) => {
      // GitHub looks for these in the text after rendering; a zero-width space keeps them from being found.
      expect(render(inline(text))).toMatch(/\u200B/);
    },
  );

  it('shows pairs of backticks as code and a single one as itself', () => {
    expect(inline('run `npm run eval` now')).toBe('run `npm run eval` now');
    expect(render(inline('one ` only'))).toContain('one ` only');
  });

  it.each([
    ['a right-to-left override', 'abc\u202Edef', 'abcdef'],
    ['a zero-width joiner', 'a\u200Db', 'ab'],
    ['a NUL', 'a\u0000b', 'ab'],
    ['line breaks', 'a\nb\r\nc', 'a b c'],
  ])('loses %s', (_, text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  it('is cut at the length asked for, and not before', () => {
    expect(inline('x'.repeat(600))).toHaveLength(600);
    expect(inline('x'.repeat(601))).toBe(`${'x'.repeat(600)}…`);
  });
});

describe('code', () => {
  const held = ['a`b', '``', 'x | y', '<b>', '@someone', 'x\\|<b>y', 'x\\\\| <b>', 'x\\', '\\`|<b>'];
  it.each(held)('holds %j without letting it out', (text) => {
    const html = render(table(['a', 'b'], [[code(text) || 'empty', 'end']]));
    expect(html.match(/<td>/g)).toHaveLength(2);
    expect(html).not.toContain('<b>');
    expect(html).toContain('<td>end</td>');
  });

  it('shows a separator as it is, in a table and out of it', () => {
    const shown = '<code>a | b</code>';
    expect(render(code('a | b'))).toContain(shown);
    expect(render(table(['a'], [[code('a | b')]]))).toContain(`<td>${shown}</td>`);
  });
});

describe('figures', () => {
  it.each([
    ['75 % (46–92), 9 of 12', '75_% (46–^92), 9_of_12'],
    ['11.1 min (n=20, 9.9–12.3)', '11.1_min (n=20, 9.9–^12.3)'],
    ['not measured', 'not measured'],
  ])('%s break only before a bracket and after a comma', (figures, expected) => {
    expect(unbroken(figures).replaceAll('\u00A0', '_').replaceAll('\u2060', '^')).toBe(expected);
  });
});
