import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../action/intake/html-text.ts';
import { cpuTime } from '../cpu-time.ts';

describe('the text of a page', () => {
  it.each([
    ['its words', '<p>Hello <b>big</b> world</p>', 'Hello big world'],
    ['a line for each block', '<div>one</div><div>two</div>', 'one\n\ntwo'],
    ['a line after a break', 'one<br>two<BR/>three', 'one\ntwo\nthree'],
    ['a paragraph after an empty line', '<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['marks of a list', '<ul><li>one</li><li>two</li></ul>', '- one\n\n- two'],
    ['cells with a space between', '<tr><td>a</td><td>b</td></tr>', 'a b'],
    ['spaces run together', 'one\n   two&nbsp;&nbsp;three', 'one two three'],
    ['words that stand for a picture', '<img src=x alt="Sale &amp; more"> now', 'Sale & more now'],
    ['nothing for a picture without words', '<img src="x.gif">', ''],
    [
      'no title, style, script or comment',
      '<title>t</title><style>a{}</style><script>x<y</script>A<!-- b > c -->D',
      'AD',
    ],
    ['character references', '&lt;b&gt; &eacute;&Eacute; &#8364; &#x20AC; &mdash;', '<b> éÉ € € —'],
    ['windows-1252 by number, as browsers have it', 'it&#146;s', 'it’s'],
    ['unknown references as they are', 'AT&T &unknown; &', 'AT&T &unknown; &'],
    ['impossible characters as U+FFFD', '&#xD800;&#1114112;', '\uFFFD\uFFFD'],
    ['what only looks like a tag', '1 < 2 and 3 > 2 <3', '1 < 2 and 3 > 2 <3'],
    ['a tag that does not end', 'one <a href="', 'one <a href="'],
    ['a script that does not end', 'one <script>two', 'one two'],
    ['a comment that does not end, up to the next mark', 'one <!-- x > two', 'one two'],
    ['text whose length changes in lower case', 'İ<style>x</style>y', 'İy'],
  ])('has %s', (_, html, expected) => {
    expect(htmlToText(html)).toBe(expected);
  });

  it.each([
    ['opened tags', '<a '],
    ['opened comments', '<!--'],
    ['opened scripts', '<script>'],
    ['closed styles without an end', '<style></style'],
    ['marks', '<'],
    ['references', '&#'],
    ['pictures', '<img alt='],
  ])('takes no longer for a megabyte of %s', async (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(await cpuTime(() => htmlToText(text))).toBeLessThan(2000);
  });
});
