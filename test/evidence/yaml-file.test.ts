import { describe, expect, it } from 'vitest';
import { decision } from '../../action/contract/decision.ts';
import { kill } from '../../action/contract/kill.ts';
import { manifest } from '../../action/contract/manifest.ts';
import { describeProblem } from '../../action/contract/problem.ts';
import { parseYaml } from '../../action/evidence/yaml-file.ts';
import { locate } from '../../action/readiness/reading.ts';

const FILE = 'policy/kill.yaml';
const CRITERION = '{id: a, metric: users.named, op: "<", threshold: 2, by_date: 2026-12-01, set_by: Sam}';
const GOOD = `version: 1\ncriteria:\n  - ${CRITERION}\n`;

const sentences = (text: string): string[] => {
  const reading = parseYaml(text, FILE, kill);
  return reading.status === 'invalid' ? reading.problems.map(describeProblem) : [];
};

const LINE = 'Correct this line; often a quote, a colon or the indentation is off.';

const BROKEN = [
  {
    name: 'a key that stands twice',
    text: 'version: 1\ncriteria: []\nversion: 1\n',
    says: `${FILE}:3:1: found "version: 1"; expected valid YAML (Map keys must be unique). ${LINE}`,
  },
  {
    name: 'a tab as indentation',
    text: 'version: 1\ncriteria:\n\t- id: a\n',
    says: `${FILE}:3:1: found "- id: a"; expected valid YAML (Tabs are not allowed as indentation). ${LINE}`,
  },
  {
    name: 'a quote that is never closed',
    text: 'version: 1\ncriteria: "abc\n',
    says: `${FILE}:3:1: found the end of the file; expected valid YAML (Missing closing "quote). ${LINE}`,
  },
  {
    name: 'a list that is cut off',
    text: 'version: 1\ncriteria: [a,\n',
    says: `${FILE}:3:1: found the end of the file; expected valid YAML (Flow sequence in block collection must be sufficiently indented and end with a ]). ${LINE}`,
  },
  {
    name: 'a key without its indentation',
    text: 'version: 1\ncriteria:\n  - id: a\n   op: "<"\n',
    says: `${FILE}:4:1: found "op: \\"<\\""; expected valid YAML (Sequence item without - indicator). ${LINE}`,
  },
  {
    name: 'a second document',
    text: `${GOOD}---\nversion: 1\n`,
    says: `${FILE}:4:1: found "---"; expected one document. Take out what follows, or this line.`,
  },
  {
    name: 'an empty file',
    text: '',
    says: `${FILE}: found an empty file; expected the keys of this file. Restore it, or see the README for its keys.`,
  },
  {
    name: 'comments only',
    text: '# nothing here yet\n',
    says: `${FILE}: found an empty file; expected the keys of this file. Restore it, or see the README for its keys.`,
  },
  {
    name: 'a list at the top',
    text: '- a\n- b\n',
    says: `${FILE}:1:1: found ["a","b"]; expected a group of keys. Correct the value.`,
  },
  {
    name: 'a text at the top',
    text: 'hello\n',
    says: `${FILE}:1:1: found "hello"; expected a group of keys. Correct the value.`,
  },
  {
    name: 'an alias without its anchor',
    text: 'version: 1\ncriteria: *none\n',
    says: `${FILE}:2:11: found an alias that cannot be followed (Unresolved alias (the anchor must be set before the alias): none); expected plain YAML. Write the values out in full.`,
  },
  {
    name: 'an alias inside its own anchor',
    text: 'version: 1\ncriteria: &a [*a]\n',
    says: `${FILE}:2:15: criteria.0: found a value that contains itself; expected a group of keys. Correct \`0\`.`,
  },
  {
    name: 'infinity, for which JSON has no word',
    text: GOOD.replace('threshold: 2', 'threshold: .inf'),
    says: `${FILE}:3:54: criteria.0.threshold: found Infinity; expected a number. Correct \`threshold\`.`,
  },
  {
    name: 'a program as a tag, which stays text',
    text: 'version: 1\ncriteria: !!js/function "function () { return 1 }"\n',
    says: `${FILE}:2:25: criteria: found "function () { return 1 }"; expected a list. Correct \`criteria\`.`,
  },
];

describe('a YAML file', () => {
  it.each(BROKEN)('with $name is refused in one sentence', ({ text, says }) => {
    expect(sentences(text)).toEqual([says]);
  });

  it('is read with LF, with CRLF, and with dates that nobody quoted', () => {
    for (const text of [GOOD, GOOD.replaceAll('\n', '\r\n')]) {
      expect(parseYaml(text, FILE, kill)).toMatchObject({
        status: 'read',
        value: { file: FILE, value: { criteria: [{ by_date: '2026-12-01' }] } },
      });
    }
  });

  it('may use an anchor', () => {
    const text = `version: 1\ncriteria:\n  - ${CRITERION.replace('2026-12-01', '&day 2026-12-01')}\n  - ${CRITERION.replace('id: a', 'id: b').replace('2026-12-01', '*day')}\n`;
    expect(parseYaml(text, FILE, kill)).toMatchObject({
      value: { value: { criteria: [{ by_date: '2026-12-01' }, { id: 'b', by_date: '2026-12-01' }] } },
    });
  });

  it('whose aliases multiply is refused before they do', () => {
    const levels = ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map(
      (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]\n`,
    );
    expect(sentences(`a: &a [x, x, x]\n${levels.join('')}`)).toEqual([
      `${FILE}:2:8: found an alias that cannot be followed (Excessive alias count indicates a resource exhaustion attack); expected plain YAML. Write the values out in full.`,
    ]);
  });

  it('with a key that would change every object changes none', () => {
    expect(sentences('version: 1\ncriteria: []\n__proto__:\n  polluted: true\n')).toEqual([
      `${FILE}:3:1: __proto__: found the key "__proto__", which nothing reads; expected one of version, criteria. Take it out.`,
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('of 65,536 characters is read, and of one more is not', () => {
    const padded = (length: number) => `${GOOD}#${'x'.repeat(length - GOOD.length - 1)}`;
    expect(parseYaml(padded(65_536), FILE, kill).status).toBe('read');
    expect(sentences(padded(65_537))).toEqual([
      `${FILE}: found 65537 characters; expected at most 65536. Keep data in other files.`,
    ]);
  });

  it.each([
    ['brackets', (levels: number) => `x: ${'['.repeat(levels)}${']'.repeat(levels)}`],
    ['dashes on one line', (levels: number) => `x:\n  ${'- '.repeat(levels)}a`],
    ['question marks', (levels: number) => `x:\n  ${'? '.repeat(levels)}a`],
    [
      'indentation',
      (levels: number) =>
        `x:\n${Array.from({ length: levels }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('')}`,
    ],
  ])('is read at 48 levels of %s and refused at 300', (_, nested) => {
    const front = 'status: accepted\ndate: 2026-11-01\ndecision: stop\ndecision-makers: [Sam]\n';
    expect(parseYaml(front + nested(48), FILE, decision).status).toBe('read');
    const deep = parseYaml(front + nested(300), FILE, decision);
    expect(deep).toMatchObject({ problems: [{ expected: 'at most 50', remedy: 'Flatten them.' }] });
  });

  it('that would overflow the stack is refused by its depth', () => {
    expect(sentences('['.repeat(20_000))).toEqual([
      `${FILE}: found values nested 20000 levels deep; expected at most 50. Flatten them.`,
    ]);
  });

  it('is quoted in a message with at most sixty characters of a line', () => {
    const [sentence] = sentences(`version: 1\n"${'x'.repeat(500)}": 1\n"${'x'.repeat(500)}": 2\n`);
    expect(sentence).toContain(`:3:1: found "\\"${'x'.repeat(57)}…; expected`);
  });

  it('that is wrong a thousand times says so a hundred times', () => {
    expect(
      sentences(`version: 1\ncriteria: []\n${Array.from({ length: 1000 }, (_, i) => `k${i}: 1\n`).join('')}`),
    ).toHaveLength(100);
  });
});

describe('the line of a field', () => {
  const text = [
    '# a comment', // 1
    'version: 1',
    'workflow:',
    '  id: a-b', // 4
    '  kind: classify',
    '  title: T',
    '  labels: [x, y]', // 7
    '  user_role: clerk',
    '  out_of_scope:', // 9
    '    - one',
    '    - two', // 11
    'owner: O',
    'sponsor: null',
    'users:', // 14
    '  - pseudonym: u1',
    '    role: clerk',
    '    acknowledged_on: null', // 17
    '  - {pseudonym: u2, role: clerk, acknowledged_on: null}',
    'stage: explore',
    'stage_started_on: 2026-11-10',
    'decision_due: 2026-11-24', // 21
    'capabilities: {writes: false, unattended: false, personal_data: true, llm_judge: false}',
    '',
  ].join('\n');
  const reading = parseYaml(text, 'poc.yaml', manifest);
  if (reading.status !== 'read') throw new Error(JSON.stringify(reading));
  const document = reading.value;

  it.each([
    ['version', 2],
    ['workflow.id', 4],
    ['workflow.labels.1', 7],
    ['workflow.out_of_scope.1', 11],
    ['users.0', 15],
    ['users.0.acknowledged_on', 17],
    ['users.1.role', 18],
    ['decision_due', 21],
    ['capabilities.llm_judge', 22],
  ])('of %s is %i', (field, line) => {
    expect(locate(document, field)).toEqual({ file: 'poc.yaml', line });
  });

  it('of a field that is not written is that of the nearest around it, or none', () => {
    expect(locate(document, 'users.1.nickname')).toEqual({ file: 'poc.yaml', line: 18 });
    expect(locate(document, 'extension.days')).toEqual({ file: 'poc.yaml', line: null });
  });
});
