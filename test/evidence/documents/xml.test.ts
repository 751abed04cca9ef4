import { describe, expect, it } from 'vitest';
import { founds, readDocument } from './read-document.ts';

const JUNIT = `<?xml version="1.0" encoding="utf-8"?>
<testsuites name="all" tests="9">
  <testsuite name="a" tests="2">
    <properties><property name="of" value="the suite"/></properties>
    <testcase classname="c" name="one" time="0.5"/>
    <testcase
      name="two &lt;&amp;&#233;&gt;">
      <properties><property name="score" value="0.7"/><property name="note">in text</property></properties>
      <failure message="no" type="Assertion">expected <![CDATA[<yes>]]> &quot;</failure>
      <system-out>printed</system-out>
      <rerunFailure><stackTrace>again</stackTrace></rerunFailure>
    </testcase>
    <testsuite name="inner"><testcase name="three"><skipped/></testcase></testsuite>
  </testsuite>
  <testsuite name="crashed" tests="0" errors="1"></testsuite>
</testsuites>
`;

describe('JUnit XML', () => {
  it('gives each test case with its suite, its children and its properties', async () => {
    const { head, elements, places, suites, faults, ended } = await readDocument(JUNIT);
    expect(head).toMatchObject({
      kind: 'xml',
      root: { name: 'testsuites', attributes: { name: 'all', tests: '9' } },
    });
    expect(head?.kind === 'xml' && head.first).toEqual(elements);
    expect(elements).toEqual([
      {
        attributes: { classname: 'c', name: 'one', time: '0.5' },
        suite: { name: 'a', tests: '2' },
        children: [],
        properties: new Map(),
      },
      {
        attributes: { name: 'two <&é>' },
        suite: { name: 'a', tests: '2' },
        children: [
          {
            name: 'failure',
            attributes: { message: 'no', type: 'Assertion' },
            text: 'expected <yes> "',
          },
          { name: 'rerunFailure', attributes: {}, text: 'again' },
        ],
        properties: new Map([
          ['score', '0.7'],
          ['note', 'in text'],
        ]),
      },
      {
        attributes: { name: 'three' },
        suite: { name: 'inner' },
        children: [{ name: 'skipped', attributes: {}, text: '' }],
        properties: new Map(),
      },
    ]);
    expect(places).toEqual([
      { row: 1, line: 5 },
      { row: 2, line: 6 },
      { row: 3, line: 13 },
    ]);
    expect(suites).toEqual([
      { attributes: { name: 'inner' }, cases: 1 },
      { attributes: { name: 'a', tests: '2' }, cases: 2 },
      { attributes: { name: 'crashed', tests: '0', errors: '1' }, cases: 0 },
    ]);
    expect(faults).toEqual([]);
    expect(ended).toBe(true);
  });

  it.each([1, 2, 3, 5, 7, 64])('is the same in chunks of %i bytes', async (chunk) => {
    const whole = await readDocument(JUNIT);
    expect(await readDocument(JUNIT, undefined, { chunk, block: 1 })).toEqual(whole);
  });

  it('shows the first three cases of many', async () => {
    const cases = '<testcase name="x"/>'.repeat(5_000);
    const { head, elements } = await readDocument(`<testsuite>${cases}</testsuite>`);
    expect(head?.kind === 'xml' && head.first).toHaveLength(3);
    expect(elements).toHaveLength(5_000);
  });

  it('may begin after empty lines, and counts them', async () => {
    const { places, faults } = await readDocument('\n \r\n<testsuite>\n<testcase name="x"/></testsuite>');
    expect([places, faults]).toEqual([[{ row: 1, line: 4 }], []]);
  });

  it('is read in the encoding that it names', async () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="é"/></testsuite>';
    const { elements, faults } = await readDocument(Buffer.from(text, 'latin1'));
    expect(elements).toMatchObject([{ attributes: { name: 'é' } }]);
    expect(faults).toEqual([]);
    expect(founds(await readDocument(text.replace('ISO-8859-1', 'x-none')))).toEqual([
      'XML in the encoding "x-none"',
    ]);
  });

  it('in another encoding than it names is a fault', async () => {
    const text = '<testsuite><testcase name="ok"/><testcase name="é"/></testsuite>';
    expect(founds(await readDocument(Buffer.from(text, 'latin1')))).toEqual([
      'bytes that are not UTF-8 after byte 0',
    ]);
  });

  it.each([
    ['<html><body/></html>', 'XML whose root is <html>'],
    ['<!-- none -->', 'XML that is cut off'],
    ['<', 'XML that is cut off'],
    [
      '<testsuite><testcase name="a"><testcase name="b"/></testcase></testsuite>',
      'a testcase inside another',
    ],
    ['<testsuite><testcase name=a/></testsuite>', 'unquoted attribute value'],
    ['<testsuite><testcase name="a"/></testsuites>', 'unexpected close tag'],
    ['<testsuite/>more', 'text data outside of root node'],
    ['<testsuite/><testsuite/>', 'documents may contain only one root'],
    ['<testsuite><testcase name="a\0"/></testsuite>', 'disallowed character'],
  ])('says what is wrong with %s', async (text, found) => {
    expect(founds(await readDocument(text)).join()).toContain(found);
  });

  it('feeds the cases before a mistake', async () => {
    const text = '<testsuite>\n<testcase name="a"/>\n<testcase name="b"/>\n<testcase name="c">';
    const { elements, faults } = await readDocument(text);
    expect(elements).toMatchObject([{ attributes: { name: 'a' } }, { attributes: { name: 'b' } }]);
    expect(founds({ faults } as never)).toEqual(['XML that is cut off']);
  });

  it('expands no entity but the five of XML', async () => {
    const laughs = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">';
    const text = (name: string) =>
      `<testsuite><testcase name="before"/><testcase name="${name}"/></testsuite>`;
    const declared = await readDocument(`<!DOCTYPE x [${laughs}]>${text('&b;')}`);
    expect(founds(declared)).toEqual(['a DOCTYPE, whose entities can stand for anything']);
    expect(declared.elements).toEqual([]);
    for (const name of ['&b;', '&constructor;', '&__proto__;']) {
      const { elements, faults } = await readDocument(text(name));
      expect(elements).toHaveLength(1);
      expect(faults[0]?.found).toContain('undefined entity');
    }
  });

  it.each([199, 200])('with %i suites in one another', async (suites) => {
    const text = `${'<testsuite>'.repeat(suites)}<testcase name="x"/>${'</testsuite>'.repeat(suites)}`;
    const { elements, faults } = await readDocument(text);
    expect([elements.length, faults.length]).toEqual(suites === 199 ? [1, 0] : [0, 1]);
  });

  it.each([10_000, 1_000_000])('nested %i deep is a fault', async (levels) => {
    expect(founds(await readDocument(`<testsuite>${'<a>'.repeat(levels)}`))).toEqual([
      'a value nested more than 200 levels deep',
    ]);
  });

  it('keeps __proto__ as an attribute and a property', async () => {
    const { elements } = await readDocument(
      '<testsuite><testcase __proto__="x"><properties><property name="__proto__" value="y"/></properties></testcase></testsuite>',
    );
    const [one] = elements as { attributes: object; properties: Map<string, string> }[];
    expect(Object.entries(one?.attributes ?? {})).toEqual([['__proto__', 'x']]);
    expect(one?.properties.get('__proto__')).toBe('y');
  });
});
