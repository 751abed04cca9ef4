import { describe, expect, it } from 'vitest';
import { html, type Markup, shown, withCode } from '../../../action/reporters/html/html.ts';

describe('html', () => {
  it.each([
    ['a script', '</style><script>alert(1)</script>', '&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['the end of an attribute', '"><img onerror=x>', '&quot;&gt;&lt;img onerror=x&gt;'],
    ['the end of an attribute of the other kind', "' onload='x", '&#39; onload=&#39;x'],
    ['an entity', 'R&amp;D', 'R&amp;amp;D'],
    ['text that turns the direction round', 'a\u202Ecod.exe\u2069', 'acod.exe'],
    ['what nobody sees', 'pay\u200Bment\u0007\u2060\u{E0041}', 'payment'],
    ['half a character', 'a\uD83Db', 'ab'],
    ['lines', 'one\n\n\ttwo', 'one two'],
    ['a share, unbroken', '50 % of 3', '50\u00A0% of 3'],
    ['a range, unbroken', '79–96 or a – b', '79–\u206096 or a – b'],
    ['an amount as its language has it', 'CHF\u00A05\u202F000', 'CHF\u00A05\u202F000'],
  ])('escapes %s', (_, text, expected) => {
    expect(html`<p title="${text}">${text}</p>`.text).toBe(`<p title="${expected}">${expected}</p>`);
  });

  it('cuts a text without end, and never inside a character', () => {
    expect(html`${'x'.repeat(10_000)}`.text).toBe(`${'x'.repeat(600)}…`);
    expect(shown('x'.repeat(600))).toBe('x'.repeat(600));
    expect(shown('ab😀', 3)).toBe('ab…');
  });

  it('leaves what it made itself, in lists too, and nothing of null', () => {
    expect(html`<ul>${['a', 'b'].map((one) => html`<li>${one}</li>`)}${null}</ul>${3}`.text).toBe(
      '<ul><li>a</li><li>b</li></ul>3',
    );
  });

  it('does not take an object that looks like markup for markup', () => {
    const forged = JSON.parse('{"text":"<script>"}') as Markup;
    expect(() => html`${forged}`).toThrow();
  });
});

describe('text with code in it', () => {
  it.each([
    ['run `npm test` now', 'run <code>npm test</code> now'],
    ['`a` and `b`', '<code>a</code> and <code>b</code>'],
    ['one ` alone', 'one ` alone'],
    ['`a` and one ` alone', '<code>a</code> and one ` alone'],
    ['`<b>` & <b>', '<code>&lt;b&gt;</code> &amp; &lt;b&gt;'],
    ['', ''],
  ])('of %j is %j', (text, markup) => {
    expect(withCode(text).text).toBe(markup);
  });
});
